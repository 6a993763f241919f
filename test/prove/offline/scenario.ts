/** One scenario: people with editors, an unreliable network, and every sign that they type. Drawn from a seed. */
import * as Y from 'yjs'
import type { FoundCollision } from '../../../shared/document/collisions/view.ts'
import { bodyOf, fieldsOf, writeField } from '../../../shared/document/layout.ts'
import { stateHash } from '../../../shared/document/state-hash.ts'
import type { Keep } from '../../../shared/domain/collision.ts'
import { type Apart, createApart, type Writer } from '../../support/apart.ts'
import { type Chance, createChance } from '../../support/prove-chance.ts'
import { createOracle, type Harm, type Oracle, type Page } from './oracle.ts'

/** Signs that nobody types by chance and that no rule of a keyboard touches. */
const FIRST_SIGN = 0x4e00

export type Outcome = {
  merges: number
  flags: number
  falseFlags: number
  unflagged: number
  notRestored: number
  unequal: number
  invalid: number
  milliseconds: number
  kinds: Record<string, number>
  /** What went wrong, for whoever repeats the seed. */
  told: string[]
  entries: ReturnType<Writer['entries']>
}

type Stage = {
  trace: (line: string) => void
  chance: Chance
  writers: Writer[]
  oracle: Oracle
  signs(count: number): string
  fields: Fields
}

/** Who set a register to what, knowing what: by hand, so that it says the same without Yjs. */
type Fields = {
  set(writer: string, value: string): void
  sync(writer: string): void
  heads(): string[]
}

const createFields = (): Fields => {
  const sets: { value: string; knew: Set<string> }[] = []
  const known = new Map<string, Set<string>>()
  const feed = new Set<string>()
  const of = (writer: string): Set<string> => {
    const own = known.get(writer) ?? new Set<string>()
    known.set(writer, own)
    return own
  }
  return {
    set(writer, value) {
      sets.push({ value, knew: new Set(of(writer)) })
      of(writer).add(value)
    },
    sync(writer) {
      for (const value of of(writer)) feed.add(value)
      for (const value of feed) of(writer).add(value)
    },
    heads: () =>
      sets.filter(({ value }) => !sets.some(({ knew }) => knew.has(value))).map(({ value }) => value),
  }
}

/** What stands on the page: the signs of the body, line by line. */
const pageOf = ({ editor }: Writer): Page => {
  const page: string[] = []
  editor.state().doc.descendants((node) => {
    if (node.isTextblock) page.push('')
    if (node.isText) page.push((page.pop() ?? '') + (node.text ?? ''))
  })
  return page
}

const textOf = (doc: Y.Doc): string => {
  const read = (type: Y.XmlFragment): string =>
    type
      .toArray()
      .map((child) =>
        child instanceof Y.XmlText
          ? String(
              child
                .toDelta()
                .map((part: { insert: unknown }) => part.insert)
                .join(''),
            )
          : child instanceof Y.XmlElement
            ? read(child)
            : '',
      )
      .join('')
  return read(bodyOf(doc))
}

/** Places where a caret can stand: in the text of some block. */
const places = (writer: Writer): { from: number; to: number }[] => {
  const found: { from: number; to: number }[] = []
  writer.editor.state().doc.descendants((node, at) => {
    if (node.isTextblock) found.push({ from: at + 1, to: at + 1 + node.content.size })
    return !node.isTextblock
  })
  return found
}

const COMMANDS = [
  'type',
  'type',
  'type',
  'type',
  'append',
  'append',
  'append',
  'split',
  'split',
  'join',
  'backspace',
  'erase',
  'erase-lines',
  'subhead',
  'list',
  'quote',
  'paragraph',
  'paste',
  'undo',
  'redo',
  'bold',
  'break',
] as const

const command = ({ chance, signs, trace }: Stage, writer: Writer): void => {
  const { editor } = writer
  const lines = places(writer)
  const line = lines.length > 0 ? chance.pick(lines) : { from: 1, to: 1 }
  const within = line.from + chance.below(line.to - line.from + 1)
  const what = chance.pick(COMMANDS)
  trace(`${writer.name} ${what} ${within}`)
  editor.cut()
  editor.select(what === 'append' ? line.to : what === 'join' ? line.from : within)
  switch (what) {
    case 'type':
    case 'append':
      for (let key = chance.below(5); key >= 0; key -= 1) editor.type(signs(1))
      break
    case 'split':
      editor.press('Enter')
      if (chance.next() < 0.4) editor.type(signs(2))
      break
    case 'join':
      editor.backspace()
      break
    case 'backspace':
      for (let key = chance.below(3); key >= 0; key -= 1) editor.backspace()
      break
    case 'erase':
      editor.select(within, Math.min(line.to, within + 1 + chance.below(5)))
      editor.press('Backspace')
      break
    case 'erase-lines': {
      const other = chance.pick(lines)
      const to = other.from + chance.below(other.to - other.from + 1)
      if (Math.abs(to - within) > 60) break
      editor.select(Math.min(within, to), Math.max(within, to))
      editor.press('Backspace')
      break
    }
    case 'subhead':
      editor.subhead()
      break
    case 'list':
      editor.list(chance.next() < 0.5)
      break
    case 'quote':
      editor.quote()
      break
    case 'paragraph':
      editor.paragraph()
      break
    case 'paste':
      editor.paste(
        Array.from({ length: 1 + chance.below(3) }, () => ({
          type: 'paragraph',
          line: [{ text: signs(3) }],
        })),
      )
      break
    case 'undo':
      editor.undo()
      break
    case 'redo':
      editor.redo()
      break
    case 'bold':
      editor.select(within, Math.min(line.to, within + 4))
      editor.bold()
      break
    case 'break':
      editor.press('Shift-Enter')
      break
  }
}

const act = (stage: Stage, writer: Writer): void => {
  const { chance, oracle, fields } = stage
  if (chance.next() < 0.04) {
    const value = stage.signs(1)
    writer.doc.transact(() => writeField(writer.doc, 'byline', value))
    fields.set(writer.name, value)
    return
  }
  const before = pageOf(writer)
  command(stage, writer)
  oracle.did(writer.name, before, pageOf(writer))
  stage.trace(`${writer.name}: ${bodyOf(writer.doc).toString()}`)
  if (chance.next() < 0.6) writer.flush(chance.next() < 0.1)
}

const sync = ({ fields, trace }: Stage, writer: Writer): void => {
  trace(`${writer.name} syncs`)
  writer.sync()
  fields.sync(writer.name)
}

/**
 * Everybody syncs until nobody has anything new: what a binding writes when it first draws a merge is everybody's as well,
 * and so is what the next one makes of that. Bindings that never agree end as unequal.
 */
const syncUntilQuiet = (stage: Stage, { feed }: Apart): void => {
  const isQuiet = (): boolean => stage.writers.every((writer) => writer.entries().length === feed.length)
  for (let turn = 0; turn < 2 || (turn < 12 && !isQuiet()); turn += 1)
    for (const writer of stage.writers) sync(stage, writer)
}

const signsIn = (found: readonly FoundCollision[], kind: string): Set<string> =>
  new Set(found.filter((one) => one.kind === kind).flatMap(({ words }) => [...words]))

/** Harm that no flag is about. */
const unflaggedIn = (harm: Harm, found: readonly FoundCollision[]): string[] => {
  const vanished = signsIn(found, 'vanished')
  const doubled = signsIn(found, 'doubled')
  const moved = signsIn(found, 'moved')
  const returned = signsIn(found, 'returned')
  return [
    ...[...harm.returned].filter((sign) => !returned.has(sign)).map((sign) => `returned ${sign}`),
    ...[...harm.vanished].filter((sign) => !vanished.has(sign)).map((sign) => `vanished ${sign}`),
    ...[...harm.doubled].filter((sign) => !doubled.has(sign)).map((sign) => `doubled ${sign}`),
    ...harm.swapped.filter(([a, b]) => !moved.has(a) && !moved.has(b)).map(([a, b]) => `moved ${a}${b}`),
  ]
}

const isFalse = (harm: Harm, oracle: Oracle, { kind, words }: FoundCollision): boolean => {
  const signs = [...words]
  switch (kind) {
    case 'vanished':
      return !signs.some((sign) => harm.vanished.has(sign))
    case 'doubled':
      return !signs.some((sign) => harm.doubled.has(sign))
    case 'returned':
      return !signs.some((sign) => harm.returned.has(sign) || oracle.isDisputed(sign))
    case 'moved':
      return !harm.swapped.some(([a, b]) => signs.includes(a) || signs.includes(b))
    case 'register':
      return false
  }
}

const valid = ({ editor }: Writer): boolean => {
  try {
    editor.state().doc.check()
    // Something that went wrong in a drawing was mended, and should not have to be.
    return editor.problems.length === 0
  } catch {
    return false
  }
}

export type Weaken = (found: FoundCollision[]) => FoundCollision[]

/** Plays a scenario: rounds of work apart, each ending in a merge that is judged, repaired and judged again. */
export const play = (
  seed: number,
  weaken: Weaken = (found) => found,
  trace: (line: string) => void = () => undefined,
): Outcome => {
  const chance = createChance(seed)
  let next = FIRST_SIGN
  const signs = (count: number): string => {
    next += count
    return String.fromCharCode(...Array.from({ length: count }, (_, at) => next - count + at))
  }
  const body = Array.from({ length: 2 + chance.below(4) }, () => ({
    type: 'paragraph' as const,
    line: [{ text: signs(4 + chance.below(10)) }],
  }))
  const apart: Apart = createApart(body)
  const writers = Array.from({ length: 2 + chance.below(4) }, (_, at) => apart.join(`writer ${at}`))
  const [first] = writers
  if (!first) throw new Error('nobody writes')
  const oracle = createOracle(pageOf(first))
  const stage: Stage = { trace, chance, writers, oracle, signs, fields: createFields() }
  const outcome: Outcome = {
    merges: 0,
    flags: 0,
    falseFlags: 0,
    unflagged: 0,
    notRestored: 0,
    unequal: 0,
    invalid: 0,
    milliseconds: 0,
    kinds: {},
    told: [],
    entries: [],
  }

  for (let round = 1 + chance.below(3); round > 0; round -= 1) {
    const online = writers.filter(() => chance.next() < 0.5)
    for (let turn = 4 + chance.below(16); turn > 0; turn -= 1) {
      const writer = chance.pick(writers)
      act(stage, writer)
      if (online.includes(writer) && chance.next() < 0.4) sync(stage, writer)
      if (chance.next() < 0.05) writer.push(1)
      if (chance.next() < 0.04) writer.reopen()
    }
    for (const writer of chance.shuffled(writers)) sync(stage, writer)
    syncUntilQuiet(stage, apart)

    outcome.merges += 1
    const texts = writers.map(({ doc }) => textOf(doc))
    const hashes = writers.map(({ doc }) => stateHash(doc))
    if (new Set(texts).size > 1 || new Set(hashes).size > 1) outcome.unequal += 1
    outcome.invalid += writers.filter((writer) => !valid(writer)).length
    const page = pageOf(first)
    const harm = oracle.judge(page)
    const started = performance.now()
    const found = weaken(first.collisions())
    outcome.milliseconds += performance.now() - started
    const others = JSON.stringify(chance.pick(writers).collisions())
    if (others !== JSON.stringify(first.collisions())) {
      outcome.unequal += 1
      outcome.told.push('another answer elsewhere')
    }
    outcome.flags += found.length
    for (const { kind } of found) outcome.kinds[kind] = (outcome.kinds[kind] ?? 0) + 1
    const missing = unflaggedIn(harm, found)
    const wrong = found.filter((one) => isFalse(harm, oracle, one))
    const heads = stage.fields.heads()
    const shown = new Set(
      found.flatMap(({ kind, one, other }) => (kind === 'register' ? [one.text, other.text] : [])),
    )
    if (heads.length > 1)
      missing.push(...heads.filter((head) => !shown.has(head)).map((head) => `register ${head}`))
    else if (shown.size > 0) wrong.push(...found.filter(({ kind }) => kind === 'register'))
    outcome.unflagged += missing.length
    outcome.falseFlags += wrong.length
    if (missing.length > 0) outcome.told.push(`unflagged: ${missing.join(', ')}`)
    if (wrong.length > 0)
      outcome.told.push(`false: ${wrong.map(({ kind, words }) => `${kind} ${words}`).join(', ')}`)
    if (missing.length > 0 || wrong.length > 0) outcome.told.push(`page: ${page.join('|')}`)

    trace(`merged: ${bodyOf(first.doc).toString()}`)
    if (missing.length > 0 || wrong.length > 0) outcome.entries = first.entries()
    const mender = chance.pick(writers)
    const keep: Keep = 'both'
    for (let turn = 0; turn < 60; turn += 1) {
      const [one] = mender.collisions()
      if (!one) break
      if (one.kind === 'register') stage.fields.set(mender.name, String(fieldsOf(mender.doc).get('byline')))
      const torn = pageOf(mender)
      mender.settle(one.id, keep)
      if (one.kind === 'vanished') oracle.broughtBack(torn, pageOf(mender))
      trace(
        `${one.kind} ${one.words} | ${one.one.text} | ${one.other.text} >> ${bodyOf(mender.doc).toString()}`,
      )
      if (one.kind === 'register') stage.fields.set(mender.name, String(fieldsOf(mender.doc).get('byline')))
    }
    sync(stage, mender)
    syncUntilQuiet(stage, apart)
    const after = pageOf(first)
    const left = oracle.judge(after)
    const amiss = [
      ...left.vanished,
      ...left.doubled,
      ...left.returned,
      ...left.swapped.map(([a, b]) => `${a}>${b}`),
    ]
    const open = first.collisions()
    if (amiss.length > 0 || open.length > 0) {
      outcome.notRestored += 1
      outcome.entries = first.entries()
      outcome.told.push(
        `not restored: ${amiss.join(' ')} open ${open.length}\n  before ${page.join('|')}\n  after  ${after.join('|')}`,
      )
    }
    oracle.settle(after)
    // What comes after a failure says nothing new.
    if (outcome.told.length > 0) break
  }
  for (const writer of writers) writer.editor.destroy()
  return outcome
}
