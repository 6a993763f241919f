/**
 * The same words put right in another item: what a correction replaced, replaced there too. Only the letters that differ are
 * touched, so that whoever is writing in it keeps his place and what stands round them keeps its marks.
 */
import * as Y from 'yjs'
import { bodyOf, headlineOf, kickerOf } from './layout.ts'
import type { Replaced } from './passages.ts'

const textsIn = (fragment: Y.XmlFragment | Y.XmlElement): Y.XmlText[] =>
  fragment.toArray().flatMap((node) => {
    if (node instanceof Y.XmlText) return [node]
    return node instanceof Y.XmlElement ? textsIn(node) : []
  })

/** The text of a run with a sign of the same length for whatever is no text, so that places in it are places in Yjs. */
const plainOf = (text: Y.XmlText): string =>
  (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc'))
    .join('')

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{M}\p{N}]/u.test(sign)

/** Where `was` stands as words of its own, last first, so that replacing one does not move the next. */
const placesOf = (plain: string, was: string): number[] => {
  const found: number[] = []
  for (let at = plain.indexOf(was); at !== -1; at = plain.indexOf(was, at + was.length)) {
    const joinedBefore = isLetter(was[0]) && isLetter(plain[at - 1])
    const joinedAfter = isLetter(was.at(-1)) && isLetter(plain[at + was.length])
    if (!joinedBefore && !joinedAfter) found.unshift(at)
  }
  return found
}

const common = (a: string, b: string): number => {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  return length
}

/** Replaces the words wherever readers would read them; answers how often. */
export const replaceWords = (doc: Y.Doc, replaced: readonly Replaced[]): number => {
  let count = 0
  doc.transact(() => {
    for (const text of [kickerOf(doc), headlineOf(doc), bodyOf(doc)].flatMap(textsIn))
      for (const { was, now } of replaced) {
        if (was === '' || was === now) continue
        for (const at of placesOf(plainOf(text), was)) {
          const same = common(was, now)
          text.delete(at + same, was.length - same)
          if (now.length > same) text.insert(at + same, now.slice(same))
          count += 1
        }
      }
  })
  return count
}
