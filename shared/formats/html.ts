/**
 * Copy as clean HTML: p, h2, blockquote, ul, ol, li, a, strong, em, br, and the spans of the dateline. Everything
 * else that could stand in a text is escaped. `fromHtml` in html-read.ts is its inverse.
 */

import { safeLink } from '../document/link.ts'
import { mergeRuns } from '../document/read-copy.ts'
import type { Block, Copy, Line } from '../domain/copy.ts'
import { escapeAttribute, escapeText } from './escape.ts'
import { type Wrap, wrapRuns } from './wrap-runs.ts'

/** From the outside in. An address that may not be a link in copy loses the link and keeps its text. */
const WRAPS: readonly Wrap[] = [
  (run) => {
    const href = run.link === undefined ? null : safeLink(run.link)
    return href === null ? null : { open: `<a href="${escapeAttribute(href)}">`, close: '</a>' }
  },
  (run) => (run.bold ? { open: '<strong>', close: '</strong>' } : null),
  (run) => (run.italic ? { open: '<em>', close: '</em>' } : null),
]

const textHtml = (text: string): string => escapeText(text).replaceAll('\n', '<br>')

/** One line with its marks. */
export const lineHtml = (line: Line): string => wrapRuns(mergeRuns(line), WRAPS, textHtml)

/**
 * The dateline of a copy, without the separator behind it: places, and the credits in a span of their own, so
 * that receivers can set or find either (peers, 1.2 row 19). Empty when there is neither.
 */
export const datelineHtml = (copy: Pick<Copy, 'dateline' | 'credits'>): string => {
  const places = escapeText(copy.dateline.join('/'))
  const credits =
    copy.credits.length === 0 ? '' : `<span class="credit">(${escapeText(copy.credits.join('/'))})</span>`
  const inside = [places, credits].filter((part) => part !== '').join(' ')
  return inside === '' ? '' : `<span class="dateline">${inside}</span>`
}

const linesHtml = (lines: readonly Line[]): string => lines.map((line) => `<p>${lineHtml(line)}</p>`).join('')

const itemHtml = (lines: readonly Line[]): string => {
  const [only, ...rest] = lines
  const plain = only !== undefined && rest.length === 0 && only.length > 0
  return `<li>${plain ? lineHtml(only) : linesHtml(lines)}</li>`
}

const blockHtml = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
      return `<p>${lineHtml(block.line)}</p>`
    case 'subhead':
      return `<h2>${lineHtml(block.line)}</h2>`
    case 'quote':
      return `<blockquote>${linesHtml(block.lines)}</blockquote>`
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul'
      return `<${tag}>${block.items.map(itemHtml).join('')}</${tag}>`
    }
    case 'unknown':
      // A newer Kopij wrote it. Its words go out; its name stays readable for whoever reads it back.
      return `<p data-kopij="${escapeAttribute(block.name)}">${textHtml(block.text)}</p>`
  }
}

/**
 * The body of a copy, one block a line. The dateline runs in to the first paragraph as in print; where the
 * body does not begin with a paragraph it stands in one of its own, with class `dateline`.
 */
export const bodyHtml = (copy: Pick<Copy, 'dateline' | 'credits' | 'body'>): string => {
  const dateline = datelineHtml(copy)
  const [first, ...rest] = copy.body
  if (dateline === '') return copy.body.map(blockHtml).join('\n')
  if (first?.type !== 'paragraph')
    return [`<p class="dateline">${dateline}</p>`, ...copy.body.map(blockHtml)].join('\n')
  return [`<p>${dateline} - ${lineHtml(first.line)}</p>`, ...rest.map(blockHtml)].join('\n')
}
