/** One scenario: people with editors, an unreliable network, and every sign that they type. Drawn from a seed. */
import * as Y from 'yjs'
import type { FoundCollision } from '../../../shared/document/collisions/view.ts'
import { bodyOf } from '../../../shared/document/layout.ts'
import { stateHash } from '../../../shared/document/state-hash.ts'
import { type Apart, createApart, type Writer } from '../../support/apart.ts'
import { createChance } from '../../support/prove-chance.ts'
import {
  bylineOf,
  createSigns,
  edit,
  isValid,
  pageOf,
  type Stage,
  setByline,
  storyOf,
  writtenBy,
} from './act.ts'
import { createFields, type Fields } from './fields.ts'
import { judgeFlags, judgeRepair, newVerdict, type Verdict } from './judge.ts'
import { createOracle } from './oracle.ts'

export type Outcome = Verdict & {
  unequal: number
  invalid: number
  milliseconds: number
  entries: ReturnType<Writer['entries']>
}

type Play = Stage & { writers: readonly Writer[]; fields: Fields }

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

const sync = ({ fields, trace }: Play, writer: Writer): void => {
  trace(`${writer.name} syncs`)
  writer.sync()
  fields.sync(writer.name)
}

/**
 * Everybody syncs until nobody has anything new: what a binding writes when it first draws a merge is everybody's as well,
 * and so is what the next one makes of that. Bindings that never agree end as unequal.
 */
const syncUntilQuiet = (stage: Play, { feed }: Apart): void => {
  const isQuiet = (): boolean => stage.writers.every((writer) => writer.entries().length === feed.length)
  for (let turn = 0; turn < 2 || (turn < 12 && !isQuiet()); turn += 1)
    for (const writer of stage.writers) sync(stage, writer)
}

export type Weaken = <F extends { kind: string }>(found: F[]) => F[]

/** Plays a scenario: rounds of work apart, each ending in a merge that is judged, repaired and judged again. */
export const play = (
  seed: number,
  weaken: Weaken = (found) => found,
  trace: (line: string) => void = () => undefined,
): Outcome => {
  const chance = createChance(seed)
  const signs = createSigns()
  const apart: Apart = createApart(storyOf({ chance, signs }))
  const writers = Array.from({ length: 2 + chance.below(4) }, (_, at) => apart.join(`writer ${at}`))
  const [first] = writers
  if (!first) throw new Error('nobody writes')
  const oracle = createOracle(pageOf(first))
  const stage: Play = { trace, chance, writers, oracle, signs, fields: createFields() }
  const outcome: Outcome = { ...newVerdict(), unequal: 0, invalid: 0, milliseconds: 0, entries: [] }

  for (let round = 1 + chance.below(3); round > 0; round -= 1) {
    const online = writers.filter(() => chance.next() < 0.5)
    for (let turn = 4 + chance.below(16); turn > 0; turn -= 1) {
      const writer = chance.pick(writers)
      if (chance.next() < 0.04) setByline(stage, stage.fields, writer)
      else edit(stage, writer)
      if (online.includes(writer) && chance.next() < 0.4) sync(stage, writer)
      if (chance.next() < 0.05) {
        writer.push(1)
        stage.fields.pushed(writer.name, writtenBy(writer).pushed)
      }
      if (chance.next() < 0.04) writer.reopen()
    }
    for (const writer of chance.shuffled(writers)) sync(stage, writer)
    syncUntilQuiet(stage, apart)

    const texts = writers.map(({ doc }) => textOf(doc))
    const hashes = writers.map(({ doc }) => stateHash(doc))
    if (new Set(texts).size > 1 || new Set(hashes).size > 1) outcome.unequal += 1
    outcome.invalid += writers.filter((writer) => !isValid(writer)).length
    const page = pageOf(first)
    const started = performance.now()
    const found: FoundCollision[] = weaken(first.collisions())
    outcome.milliseconds += performance.now() - started
    const others = JSON.stringify(chance.pick(writers).collisions())
    if (others !== JSON.stringify(first.collisions())) {
      outcome.unequal += 1
      outcome.told.push('another answer elsewhere')
    }
    judgeFlags(outcome, oracle, { page, found, heads: stage.fields.heads() })
    trace(`merged: ${bodyOf(first.doc).toString()}`)
    if (outcome.told.length > 0) outcome.entries = first.entries()

    const mender = chance.pick(writers)
    for (let turn = 0; turn < 60; turn += 1) {
      const [one] = mender.collisions()
      if (!one) break
      const torn = pageOf(mender)
      mender.settle(one.id, 'both')
      if (one.kind === 'vanished') oracle.broughtBack(torn, pageOf(mender))
      if (one.kind === 'register') stage.fields.settle(bylineOf(mender))
      trace(
        `${one.kind} ${one.words} | ${one.one.text} | ${one.other.text} >> ${bodyOf(mender.doc).toString()}`,
      )
    }
    sync(stage, mender)
    syncUntilQuiet(stage, apart)
    outcome.invalid += writers.filter((writer) => !isValid(writer)).length
    const left = outcome.told.length
    judgeRepair(outcome, oracle, { before: page, after: pageOf(first), open: first.collisions().length })
    if (outcome.told.length > left) outcome.entries = first.entries()
    // What comes after a failure says nothing new.
    if (outcome.told.length > 0) break
  }
  for (const writer of writers) writer.editor.destroy()
  return outcome
}
