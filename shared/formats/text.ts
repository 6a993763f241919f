/** Copy as plain text: paragraphs with a blank line between them, the dateline run in, no marks and no markup. */
import type { Block, Copy, Line } from '../domain/copy.ts'
import { lineText } from '../domain/copy.ts'
import { printDateline } from '../domain/dateline.ts'
import { itemUri } from '../ids.ts'
import { printable } from './escape.ts'
import type { Release } from './release.ts'
import { readerWords } from './words.ts'

const itemText = (lines: readonly Line[], mark: string): string => {
  const indent = ' '.repeat(mark.length)
  return mark + lines.map(lineText).join('\n').replaceAll('\n', `\n${indent}`)
}

const blockText = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
    case 'subhead':
      return lineText(block.line)
    case 'quote':
      return block.lines.map(lineText).join('\n')
    case 'list':
      return block.items
        .map((lines, index) => itemText(lines, block.ordered ? `${index + 1}. ` : '- '))
        .join('\n')
    case 'unknown':
      return block.text
  }
}

/** The dateline as it stands by itself, without the separator that leads into the text. */
export const datelineText = (copy: Pick<Copy, 'dateline' | 'credits'>): string =>
  printDateline({ places: copy.dateline, credits: copy.credits }).replace(/ - $/u, '')

/** The text of a body with its dateline, as it is read and counted. */
export const bodyText = (copy: Pick<Copy, 'dateline' | 'credits' | 'body'>): string => {
  const dateline = printDateline({ places: copy.dateline, credits: copy.credits })
  const [first, ...rest] = copy.body
  const blocks =
    first?.type === 'paragraph'
      ? [dateline + blockText(first), ...rest.map(blockText)]
      : [datelineText(copy), ...copy.body.map(blockText)]
  return printable(blocks.filter((text) => text !== '').join('\n\n'))
}

/** A whole copy: kicker, headline and byline as far as they are there, then the body. */
export const toText = (copy: Copy): string => {
  const byline = copy.byline === '' ? '' : readerWords(copy.language).by(copy.byline)
  const head = [copy.kicker, copy.headline, byline].filter((text) => text !== '').join('\n')
  return [printable(head), bodyText(copy)].filter((text) => text !== '').join('\n\n')
}

/** The text file of a release. A kill says so and repeats nothing of what was killed, its headline included. */
export const plainText = (release: Release): string => {
  if (release.status === 'usable') return `${toText(release.copy)}\n`
  const words = readerWords(release.copy.language)
  const notice = words.killed(release.deskName, words.moment(release.releasedAt, release.zone))
  return `${printable([words.killedTitle, notice, itemUri(release.item)].join('\n\n'))}\n`
}
