/**
 * The text that everybody meant, made from what each of them had in front of him and not from what the merge made of it.
 * A character stands beside those that its writer saw, what was deleted is gone, and whoever moves something moves it.
 * The pages are taken in the order of the feed, so every replica comes to the same.
 */
import { deletionsIn } from './deleted.ts'
import { letMove } from './let-move.ts'
import type { Batch } from './log.ts'
import { movedBetween } from './moved.ts'
import { outOfOrder } from './order.ts'
import { countsOf, onceIn, type Page, pageOf, type Sequence, sequenceOf, versionOf } from './page.ts'
import { createRelation, type Relation } from './relation.ts'
import { takeUp } from './take-up.ts'
import { type Place, rootOf, type Text, type Token, type Version } from './text.ts'

/** What the pages say that were taken so far, from an update on that everybody who wrote later knew. */
export type Course = {
  text: Text
  from: number
  relation: Relation
  first: Map<Token, Page>
  last: Map<Token, Page>
}

export type Meant = {
  /** What stands before what, and as well where the page as it is now leaves no doubt. */
  relation: Relation
  /** Roots that stand now and that people's own pages put elsewhere. */
  astray: ReadonlySet<Token>
  /** The updates that took a root away; nothing for what is to be there. */
  deleted: ReadonlyMap<Token, readonly number[]>
  /** The pages on which a root stood first and last, for whatever was there at the beginning or came since. */
  first: ReadonlyMap<Token, Page>
  last: ReadonlyMap<Token, Page>
}

/** Where each root stands on a page first and last. */
type Places = { first: ReadonlyMap<Token, number>; last: ReadonlyMap<Token, number> }

const placesIn = ({ sequence }: Page): Places => {
  const places = sequence.tokens.map((token, at): [Token, number] => [rootOf(token), at])
  return { first: new Map(places.toReversed()), last: new Map(places) }
}

/**
 * Roots that stand once and in another order than they had on the page of who wrote the later of them: as few as would
 * have to move.
 */
export const astrayIn = (
  { relation, deleted, first }: Pick<Meant, 'relation' | 'deleted' | 'first'>,
  now: Sequence,
): Set<Token> => {
  const roots = onceIn(now).filter((root) => relation.has(root) && !deleted.has(root))
  const places = new Map<Page, Places>()
  /** Whether who wrote the later of two had them in this order; of what stood there twice, any copy. */
  const stoodSo = (one: Token, other: Token): boolean =>
    [first.get(one), first.get(other)].some((page) => {
      if (!page) return false
      const known = places.get(page) ?? placesIn(page)
      places.set(page, known)
      return (known.first.get(one) ?? Number.POSITIVE_INFINITY) < (known.last.get(other) ?? -1)
    })
  const strays = new Set(outOfOrder(roots.map(relation.rank)))
  const isWrong = (at: number): boolean => {
    const root = roots[at]
    return (
      root !== undefined &&
      roots.some((other, there) => {
        const [one, two] = there < at ? [root, other] : [other, root]
        return there !== at && relation.leads(one, two) && stoodSo(one, two)
      })
    )
  }
  return new Set([...strays].filter(isWrong).flatMap((at) => roots[at] ?? []))
}

const shown = (text: Text, version: Version, isShown: (token: Token) => boolean): Page => {
  const tokens = text.tokens.filter(isShown)
  return { version, batch: null, sequence: { tokens, counts: countsOf(tokens) } }
}

/**
 * What was typed in a batch and is not on the page that its writer had in the end, though nobody who knew it took it away:
 * a merge tore the place away under his hands. It is taken to stand where it was typed.
 */
const torn = (text: Text, { version, sequence }: Page, { from, to }: Batch): Page | null => {
  const own = new Set<Token>()
  for (const token of text.tokens)
    if (
      token.birth >= from &&
      token.birth <= to &&
      !token.deleters.some(version) &&
      !sequence.counts.has(rootOf(token))
    )
      own.add(token)
  if (own.size === 0) return null
  const stands = new Set([...sequence.tokens, ...own])
  return shown(text, version, (token) => stands.has(token))
}

/**
 * What was typed in a batch and taken away in it again, and of which there are copies by now: it was redone. The page shows
 * where it was typed, among all that came in the batch. What went in it is left out: words are typed behind what was deleted
 * in the same place, wherever that stood.
 */
const passing = (text: Text, { version, sequence }: Page, { from, to }: Batch): Page | null => {
  const isOwn = ({ birth }: Token): boolean => birth >= from && birth <= to
  const isRedone = (token: Token): boolean =>
    isOwn(token) && token.copyOf === null && text.copied.has(token) && !sequence.counts.has(token)
  if (!text.tokens.some(isRedone)) return null
  const stands = new Set(sequence.tokens)
  return shown(text, version, (token) => stands.has(token) || isOwn(token))
}

const take = ({ relation, first, last }: Course, page: Page): void => {
  for (const token of page.sequence.tokens) {
    const root = rootOf(token)
    if (!first.has(root)) first.set(root, page)
    last.set(root, page)
  }
  takeUp(relation, page.sequence)
}

/**
 * Takes up the order of what came into one text in one go, also where its writer has put some of it elsewhere since, or
 * has it twice by now.
 */
const relateTogether = (
  { text, relation }: Course,
  { sequence: { counts } }: Page,
  { from, to }: Batch,
): void => {
  const last = new Map<Place, Token>()
  for (const token of text.tokens) {
    const root = rootOf(token)
    if (token.birth < from || token.birth > to || counts.get(root) !== 1) continue
    const before = last.get(token.place)
    last.set(token.place, token)
    if (before?.birth === token.birth) relation.relate(rootOf(before), root, 'written')
  }
}

/** Whatever stands before an update is as it is meant to be. */
export const courseFrom = (text: Text, from: number): Course => {
  const course: Course = { text, from, relation: createRelation(), first: new Map(), last: new Map() }
  take(
    course,
    pageOf(text, (index) => index < from),
  )
  return course
}

/** Takes what the writer of a batch had in front of him; `repairs` are updates that put something right. */
export const follow = (course: Course, batch: Batch, repairs: ReadonlySet<number>): void => {
  const { text, relation, first, last } = course
  const page = pageOf(text, versionOf(batch, 'after'), batch)
  // What a repair puts somewhere was meant to be there, so it stood there before.
  const known = versionOf(batch, 'before')
  const before = sequenceOf(text, (index) => known(index) || (repairs.has(index) && page.version(index)))
  const moved = movedBetween(before, page.sequence, relation.has)
  for (const root of letMove(relation, before, page.sequence, moved)) first.delete(root)
  take(course, page)
  // Where nothing stands twice, the page says all of it.
  if (page.sequence.counts.size < page.sequence.tokens.length) relateTogether(course, page, batch)
  const under = torn(text, page, batch)
  if (under) {
    takeUp(relation, under.sequence)
    for (const root of under.sequence.counts.keys()) {
      if (first.has(root)) continue
      first.set(root, under)
      last.set(root, under)
    }
  }
  const between = passing(text, page, batch)
  if (!between) return
  takeUp(relation, between.sequence)
  for (const root of between.sequence.counts.keys()) if (!first.has(root)) first.set(root, between)
}

/** What was meant when the log was so long; `now` is what stood there then. */
export const meantIn = (
  { text, from, relation, first, last }: Course,
  until: number,
  now: Sequence,
): Meant => {
  const deleted = deletionsIn(text, from, until)
  return { relation, deleted, first, last, astray: astrayIn({ relation, deleted, first }, now) }
}
