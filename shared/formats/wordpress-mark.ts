/**
 * How a post of WordPress says which version of which item it is. WordPress knows no key of ours, keeps no field that a
 * plugin did not ask for, and lets anybody change a slug; classes of a block outlive its editors, its filters and a copy
 * of the site, can be searched for, and show readers nothing.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { textsUnder, treeOf } from './html-nodes.ts'

export type PostMark = {
  item: string
  /** Of what was delivered; 0 while the post only holds its place. */
  version: number
  /** Not for readers: killed, or taken off quietly. */
  off: boolean
  /** Of the words as they were delivered (`wordsHash`); somebody who changes them there does not change this. */
  hash: string | null
  /** The categories and tags that come from us, by WordPress's numbers: all others are somebody else's. */
  terms: readonly number[]
}

const ITEM = /\bkopij-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/u
/** Of the block that has the mark, what stands between its quotes. */
const CLASSES = /class="([^"]*\bkopij-[0-9a-f]{8}-[^"]*)"/u

/** What a search for the posts of an item looks for. */
export const markOfItem = (item: string): string => `kopij-${item}`

/** The mark as classes. */
export const writeMark = ({ item, version, off, hash, terms }: PostMark): string[] => [
  markOfItem(item),
  `kopij-v${version}`,
  ...(off ? ['kopij-off'] : []),
  ...(hash === null ? [] : [`kopij-h${hash}`]),
  ...(terms.length === 0 ? [] : [`kopij-t${terms.join('-')}`]),
]

/** The mark in a post's content; null where there is none, or none that says which version it is. */
export const readMark = (content: string): PostMark | null => {
  const classes = CLASSES.exec(content)?.[1] ?? ''
  const item = ITEM.exec(classes)?.[1]
  const version = /(?:^|\s)kopij-v(\d{1,9})(?:\s|$)/u.exec(classes)?.[1]
  if (item === undefined || version === undefined) return null
  const terms = /(?:^|\s)kopij-t(\d[\d-]*)(?:\s|$)/u.exec(classes)?.[1]
  return {
    item,
    version: Number(version),
    off: /(?:^|\s)kopij-off(?:\s|$)/u.test(classes),
    hash: /(?:^|\s)kopij-h([0-9a-f]{16})(?:\s|$)/u.exec(classes)?.[1] ?? null,
    terms: terms === undefined ? [] : terms.split('-').filter(Boolean).map(Number),
  }
}

/** Content with another mark in place of the one that it has; as it was where it has none. */
export const replaceMark = (content: string, mark: PostMark): string => {
  const classes = CLASSES.exec(content)?.[1]
  if (classes === undefined) return content
  const before = classes.split(/\s+/u).filter((name) => /^kopij-/u.test(name))
  // They stand one after the other, in the order in which they were written: in front of the block and in its tag.
  return content.replaceAll(before.join(' '), writeMark(mark).join(' '))
}

/** All that readers could read, without what separates it. */
const words = (html: string): string => textsUnder(treeOf(html)).join('').replace(/\s+/gu, '')

/** The words of a post, as sixteen figures: other markup with the same words has the same ones. */
export const wordsHash = (post: { title: string; content: string; excerpt: string }): string =>
  bytesToHex(sha256(utf8ToBytes([post.title, post.excerpt, post.content].map(words).join('\n')))).slice(0, 16)
