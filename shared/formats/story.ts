/**
 * A document of a word processor as an item. Its paragraphs say what they look like and not what they are: headline,
 * byline and subheads are known by their style where they have one, else by their shape, as in a pasted page.
 */
import { blockText } from '../document/counts.ts'
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import { type Block, type Line, lineText } from '../domain/copy.ts'
import { parseDateline } from '../domain/dateline.ts'
import { isByline, isHeadlineShaped, isRunningText, isSubheadShaped } from '../paste/shape.ts'
import { type Dropped, type FormatName, type Imported, newImport, type ReadResult } from './imported.ts'
import { leftovers, type SourceText } from './leftover.ts'
import { tidied } from './tidy.ts'
import { nameIn } from './wire-lines.ts'

/** What a reader of a document found. */
export type Story = {
  format: FormatName
  /** Text in the style of a title; '' where no paragraph has it. */
  title: string
  /** Paragraphs with a heading's style are subheads. */
  body: readonly Block[]
  /** What colleagues wrote beside the text. */
  note: string
  dropped: readonly Dropped[]
  /** Every word of the file: what of it ends nowhere is told. */
  sources: readonly SourceText[]
}

const isBold = (line: Line): boolean =>
  line.length > 0 && line.every((run) => run.bold === true || run.text.trim() === '')

const plain = (line: Line): Line => line.map(({ bold: _bold, ...run }) => run)

/** A short bold paragraph between two others is how people without styles make a subhead. */
const withSubheads = (body: readonly Block[]): Block[] =>
  body.map((block, index) => {
    if (block.type === 'subhead') return { ...block, line: plain(block.line) }
    if (block.type !== 'paragraph' || !isBold(block.line) || !isSubheadShaped(lineText(block.line).trim()))
      return block
    const before = body[index - 1]
    const after = body[index + 1]
    const stands = before !== undefined && after !== undefined && before.type !== 'subhead'
    const follows = after?.type === 'paragraph' && (isRunningText(blockText(after)) || !isBold(after.line))
    return stands && follows ? { type: 'subhead', line: plain(block.line) } : block
  })

/** `signed` is the line that the byline was found in. */
type Top = { headline: string; byline: string; signed: string; rest: Block[] }

const isLine = (block: Block | undefined): block is Extract<Block, { line: Line }> =>
  block?.type === 'paragraph' || block?.type === 'subhead'

/** The lines above the text. Without a title the first line is the headline where it looks like one. */
const topOf = (title: string, body: readonly Block[], agencies: readonly Agency[]): Top => {
  const rest = [...body]
  let headline = title
  if (headline === '') {
    const [first, second] = rest
    if (isLine(first) && second !== undefined) {
      const text = lineText(first.line).trim()
      const looks = first.type === 'subhead' || (isHeadlineShaped(text) && !isByline(text))
      if (looks && parseDateline(text, { agencies }).kind === 'none') {
        headline = text
        rest.shift()
      }
    }
  }
  const [next] = rest
  const text = isLine(next) ? lineText(next.line).trim() : ''
  if (headline === '' || !isByline(text)) return { headline, byline: '', signed: '', rest }
  return { headline, byline: nameIn(text), signed: text, rest: rest.slice(1) }
}

const isEmpty = (block: Block): boolean => blockText(block).trim() === ''

/** Makes the item of a document. Never throws. */
export const readStory = (story: Story, agencies: readonly Agency[] = USUAL_AGENCIES): ReadResult => {
  const item = newImport(story.format)
  const written = story.body.filter((block) => !isEmpty(block))
  const { headline, byline, signed, rest } = topOf(story.title.trim(), written, agencies)
  if (headline === '' && rest.length === 0) return { ok: false, reason: 'empty' }
  const found: Imported = tidied(
    {
      ...item,
      note: story.note,
      copy: { ...item.copy, headline, byline, body: withSubheads(rest) },
      dropped: [...story.dropped],
    },
    agencies,
  )
  const sources = story.sources.filter(({ text }) => text.trim() !== signed)
  return { ok: true, items: [{ ...found, dropped: [...found.dropped, ...leftovers([found], sources)] }] }
}
