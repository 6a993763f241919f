/** Copy as plain text: paragraphs with a blank line between them, the dateline run in, no marks and no markup. */
import { linkAsTyped, safeLink } from '../document/link.ts'
import type { Block, Copy, Line, Run } from '../domain/copy.ts'
import { lineText } from '../domain/copy.ts'
import { printDateline } from '../domain/dateline.ts'
import { itemUri } from '../ids.ts'
import { printable } from './escape.ts'
import type { Release } from './release.ts'
import { readerWords } from './words.ts'

type SayLine = (line: Line) => string

/** Spaces at the end of a line are typed by accident and show as faults where the text is pasted. */
const trimLines = (text: string): string => text.replace(/[^\S\n]+$/gmu, '')

/** An address as people write it: without what a browser puts around it. */
const bare = (address: string): string =>
  address.replace(/^(?:https?:\/\/|mailto:)/iu, '').replace(/\/$/u, '')

/** Linked words with their address in brackets behind them; the words alone where they are the address. */
const withAddress = (words: string, href: string): string => {
  const said = words.trimEnd()
  if (said.trim() === '') return words
  if (bare(linkAsTyped(said) ?? said) === bare(href)) return words
  return `${said} (${href.replace(/^mailto:/u, '')})${words.slice(said.length)}`
}

/** A line for who has nothing but the text. A link of several runs is one link, and has one address. */
const lineWithAddresses: SayLine = (line) => {
  const links: { href: string | null; runs: Run[] }[] = []
  for (const run of line) {
    const href = run.link === undefined ? null : safeLink(run.link)
    const last = links.at(-1)
    if (last?.href === href) last.runs.push(run)
    else links.push({ href, runs: [run] })
  }
  return links
    .map(({ href, runs }) => (href === null ? lineText(runs) : withAddress(lineText(runs), href)))
    .join('')
}

const itemText = (lines: readonly Line[], mark: string, say: SayLine): string => {
  const indent = ' '.repeat(mark.length)
  return mark + lines.map(say).join('\n').replaceAll('\n', `\n${indent}`)
}

const blockText = (block: Block, say: SayLine): string => {
  switch (block.type) {
    case 'paragraph':
    case 'subhead':
      return say(block.line)
    case 'quote':
      return block.lines.map(say).join('\n')
    case 'list':
      return block.items
        .map((lines, index) => itemText(lines, block.ordered ? `${index + 1}. ` : '- ', say))
        .join('\n')
    case 'unknown':
      return block.text
  }
}

/** The dateline as it stands by itself, without the separator that leads into the text. */
export const datelineText = (copy: Pick<Copy, 'dateline' | 'credits'>): string =>
  printDateline({ places: copy.dateline, credits: copy.credits }).replace(/ - $/u, '')

type Body = Pick<Copy, 'dateline' | 'credits' | 'body'>

const printBody = (copy: Body, say: SayLine): string => {
  const dateline = printDateline({ places: copy.dateline, credits: copy.credits })
  const [first, ...rest] = copy.body
  const blocks =
    first?.type === 'paragraph'
      ? [dateline + say(first.line), ...rest.map((block) => blockText(block, say))]
      : [datelineText(copy), ...copy.body.map((block) => blockText(block, say))]
  return blocks
    .map((text) => trimLines(printable(text)))
    .filter((text) => text !== '')
    .join('\n\n')
}

/** The text of a body with its dateline, as it is read and counted: an address is not among its words. */
export const bodyText = (copy: Body): string => printBody(copy, lineText)

/** A whole copy: kicker, headline and byline as far as they are there, then the body with where its links lead. */
export const toText = (copy: Copy): string => {
  const byline = copy.byline === '' ? '' : readerWords(copy.language).by(copy.byline)
  const head = [copy.kicker, copy.headline, byline].filter((text) => text !== '').join('\n')
  return [trimLines(printable(head)), printBody(copy, lineWithAddresses)]
    .filter((text) => text !== '')
    .join('\n\n')
}

/** The text file of a release. A kill says so and repeats nothing of what was killed, its headline included. */
export const plainText = (release: Release): string => {
  if (release.status === 'usable') return `${toText(release.copy)}\n`
  const words = readerWords(release.copy.language)
  const notice = words.killed(release.deskName, words.moment(release.releasedAt, release.zone))
  return `${printable([words.killedTitle, notice, itemUri(release.item)].join('\n\n'))}\n`
}
