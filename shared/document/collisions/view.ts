/** Collisions in words: both versions, what stands there now, and where. */
import type { Collision } from '../../domain/collision.ts'
import { fieldsOf } from '../layout.ts'
import { type Case, type Group, openCase, type Settled } from './case.ts'
import type { LoggedUpdate } from './log.ts'
import type { Sequence } from './page.ts'
import { bothValues, printValue, type RegisterCollision } from './registers.ts'
import { type Spot, spotOf } from './spot.ts'
import { lineOf, type Place, rootOf, type Token, topOf } from './text.ts'

/** A collision before people's names are put in. */
export type FoundCollision = Omit<Collision, 'one' | 'other'> & {
  one: { by: string; text: string }
  other: { by: string; text: string }
}

const lineText = ({ tokens }: Sequence, line: Place): string =>
  tokens
    .filter(({ place }) => lineOf(place) === line)
    .map(({ char }) => char)
    .join('')

const without = ({ tokens, counts }: Sequence, roots: ReadonlySet<Token>): Sequence => ({
  tokens: tokens.filter((token) => !roots.has(rootOf(token))),
  counts,
})

/** The block of its part that holds a place now, counted from 0. */
const blockOf = ({ text }: Case, place: Place): number | null => {
  const top = topOf(place)
  const at = text.doc
    .getXmlFragment(top.part)
    .toArray()
    .findIndex((type) => (type as unknown) === top.type)
  return at < 0 ? null : at
}

const authorAt = ({ text }: Case, index: number | undefined): string => text.log[index ?? 0]?.author ?? ''

/** Where a group's words belong now, by the version that has them right. */
export const spotFor = (one: Case, group: Group): Spot => {
  const roots = new Set(group.roots)
  const { tokens } = group.page.sequence
  const from = tokens.findIndex((token) => roots.has(rootOf(token)))
  const to = tokens.findLastIndex((token) => roots.has(rootOf(token)))
  return spotOf(tokens, from, to, (root) => (roots.has(root) ? null : (one.standing.get(root)?.[0] ?? null)))
}

type Sides = { one: string; other: string }

/** Who wrote the words, and who tore them: the update that took their place away, or that put their neighbours elsewhere. */
const authorsOf = (one: Case, group: Group, neighbour: Token | null): Sides => {
  const { version } = group.page
  const [root] = group.roots
  const mine = group.roots.map(({ birth }) => birth).filter(version)
  const strange = (index: number): boolean => !version(index)
  const right = group.page.sequence.tokens.find((token) => rootOf(token) === root)
  let culprit: number | undefined
  for (let place: Place | null = right?.place ?? null; place && culprit === undefined; place = place.parent)
    culprit = place.deleters.find(strange)
  const beside = neighbour ? (one.standing.get(rootOf(neighbour))?.[0]?.birth ?? -1) : -1
  const apart = one.torn.find(({ from, to, unknown }) =>
    mine.some((index) => (index >= from && index <= to) || unknown.includes(index)),
  )
  const author = authorAt(one, Math.max(...mine))
  const others = [culprit, beside, apart?.from, apart?.unknown.at(-1)].filter(
    (index): index is number => index !== undefined && index >= 0,
  )
  const other = others.map((index) => authorAt(one, index)).find((name) => name !== author)
  return { one: author, other: other ?? author }
}

const wordsOf = (group: Group): string => group.roots.map(({ char }) => char).join('')

const showDoubled = (one: Case, group: Group): FoundCollision | null => {
  const [root] = group.roots
  const copies = root ? (one.standing.get(root) ?? []) : []
  const first = copies[0]
  const last = copies.at(-1)
  if (!first || !last) return null
  const side = (token: Token): { by: string; text: string } => ({
    by: authorAt(one, token.birth),
    text: lineText(one.now, lineOf(token.place)),
  })
  const lines = [...new Set(copies.map(({ place }) => lineOf(place)))]
  return {
    id: group.id,
    kind: 'doubled',
    part: first.place.part,
    block: blockOf(one, first.place),
    field: null,
    words: wordsOf(group),
    one: side(first),
    other: side(last),
    now: lines.map((line) => lineText(one.now, line)).join('\n'),
    both: true,
  }
}

const showDisplaced = (one: Case, group: Group): FoundCollision | null => {
  const { sequence, version } = group.page
  const [root] = group.roots
  const right = sequence.tokens.find((token) => rootOf(token) === root)
  if (!root || !right) return null
  const spot = spotFor(one, group)
  const here = group.kind === 'moved' ? (one.standing.get(root)?.[0] ?? null) : null
  const place = here?.place ?? spot.beside?.place ?? null
  const by = authorsOf(one, group, spot.beside)
  const words = new Set(group.roots)
  const theirs = spot.beside && !version(spot.beside.birth) ? lineOf(spot.beside.place) : null
  const anchor = place ?? (spot.beside ? spot.beside.place : spot.block)
  return {
    id: group.id,
    kind: group.kind,
    part: right.place.part,
    block: anchor ? blockOf(one, anchor) : null,
    field: null,
    words: wordsOf(group),
    one: { by: by.one, text: lineText(sequence, lineOf(right.place)) },
    other: { by: by.other, text: theirs ? lineText(without(one.now, words), theirs) : '' },
    now: place ? lineText(one.now, lineOf(place)) : '',
    both: true,
  }
}

/** Text that was deleted and is there again: without it, and as it stands. */
const showReturned = (one: Case, group: Group): FoundCollision | null => {
  const [root] = group.roots
  const copy = root && one.standing.get(root)?.[0]
  if (!copy) return null
  const line = lineOf(copy.place)
  const now = lineText(one.now, line)
  return {
    id: group.id,
    kind: group.kind,
    part: copy.place.part,
    block: blockOf(one, copy.place),
    field: null,
    words: wordsOf(group),
    one: {
      by: authorAt(one, one.meant.deleted.get(root)?.[0]),
      text: lineText(without(one.now, new Set(group.roots)), line),
    },
    other: { by: authorAt(one, copy.birth), text: now },
    now,
    both: false,
  }
}

const shown = (one: Case, group: Group): FoundCollision | null => {
  switch (group.kind) {
    case 'doubled':
      return showDoubled(one, group)
    case 'returned':
      return showReturned(one, group)
    case 'vanished':
    case 'moved':
      return showDisplaced(one, group)
  }
}

const showRegister = (one: Case, found: RegisterCollision): FoundCollision => ({
  id: found.id,
  kind: 'register',
  part: 'fields',
  block: null,
  field: found.field,
  words: '',
  one: { by: authorAt(one, found.one.birth), text: printValue(found.one.value) },
  other: { by: authorAt(one, found.other.birth), text: printValue(found.other.value) },
  now: printValue(fieldsOf(one.text.doc).get(found.field)),
  both: bothValues(found.field, found.one.value, found.other.value) !== undefined,
})

/**
 * What collided in an item and is not settled, in the order of the text. The same on every computer that has the same
 * entries; empty, and quick about it, where nobody worked apart.
 */
export const collisionsOf = (
  updates: readonly LoggedUpdate[],
  settled: readonly Settled[],
): FoundCollision[] => {
  const one = openCase(updates, settled)
  if (!one) return []
  const found = [
    ...one.registers.map((register) => showRegister(one, register)),
    ...one.groups.flatMap((group) => shown(one, group) ?? []),
  ]
  one.text.doc.destroy()
  return found
}
