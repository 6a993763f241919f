/** Copy as the body of NITF 3.6 (standards, section 2, rows "paragraph" to "bold / italic"). `xml-body.ts` reads it. */
import { safeLink } from '../document/link.ts'
import { mergeRuns } from '../document/read-copy.ts'
import type { Block, Copy, Line } from '../domain/copy.ts'
import { type Wrap, wrapRuns } from './wrap-runs.ts'
import { UNKNOWN_CLASS } from './xml-body.ts'
import { xmlAttribute, xmlElement, xmlText } from './xml-write.ts'

const emphasis = (kind: string): { open: string; close: string } => ({
  open: `<em class="${kind}">`,
  close: '</em>',
})

/** From the outside in. NITF has one element for emphasis and tells its kinds by class. */
const WRAPS: readonly Wrap[] = [
  (run) => {
    const href = run.link === undefined ? null : safeLink(run.link)
    return href === null ? null : { open: `<a href="${xmlAttribute(href)}">`, close: '</a>' }
  },
  (run) => (run.bold ? emphasis('bold') : null),
  (run) => (run.italic ? emphasis('italic') : null),
]

const textNitf = (text: string): string => xmlText(text).replaceAll('\n', '<br/>')

const lineNitf = (line: Line): string => wrapRuns(mergeRuns(line), WRAPS, textNitf)

const paragraphsNitf = (lines: readonly Line[]): string =>
  lines.map((line) => `<p>${lineNitf(line)}</p>`).join('')

const itemNitf = (lines: readonly Line[]): string => {
  const [only, ...rest] = lines
  return `<li>${only !== undefined && rest.length === 0 ? lineNitf(only) : paragraphsNitf(lines)}</li>`
}

const blockNitf = (block: Block, lede: boolean): string => {
  switch (block.type) {
    case 'paragraph':
      return xmlElement('p', { lede: lede ? 'true' : null }, lineNitf(block.line))
    case 'subhead':
      return `<hl2>${lineNitf(block.line)}</hl2>`
    case 'quote':
      return `<bq><block>${paragraphsNitf(block.lines)}</block></bq>`
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul'
      // The schema wants at least one item.
      return block.items.length === 0 ? '' : `<${tag}>${block.items.map(itemNitf).join('')}</${tag}>`
    }
    case 'unknown':
      return xmlElement('p', { class: UNKNOWN_CLASS + block.name }, textNitf(block.text))
  }
}

/** The blocks of `body.content`, one a line. The dateline is not among them: NITF has a place of its own for it. */
export const bodyNitf = (body: Copy['body']): string => {
  const lede = body.findIndex((block) => block.type === 'paragraph')
  return body
    .map((block, index) => blockNitf(block, index === lede))
    .filter((block) => block !== '')
    .join('\n')
}
