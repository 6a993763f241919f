/**
 * What the elements of pasted HTML mean here. Known structure is taken, known ballast is dropped and counted,
 * and every other element is only what is inside it. Classes and ids are never looked at.
 */
import type { PasteCode } from './report.ts'

/** Elements that go with everything in them, and under which name they are counted; `null` is not told. */
const DROPPED: ReadonlyMap<string, PasteCode | null> = new Map<string, PasteCode | null>([
  ...['img', 'picture', 'svg', 'canvas', 'video', 'audio', 'map'].map(
    (tag) => [tag, 'pictures-dropped'] as const,
  ),
  ['figcaption', 'captions-dropped'],
  ...['script', 'noscript'].map((tag) => [tag, 'scripts-dropped'] as const),
  ...['iframe', 'object', 'embed', 'applet', 'frameset'].map((tag) => [tag, 'embeds-dropped'] as const),
  ...['nav', 'form', 'button', 'input', 'select', 'textarea', 'dialog', 'menu'].map(
    (tag) => [tag, 'controls-dropped'] as const,
  ),
  ...['head', 'title', 'style', 'link', 'meta', 'base', 'template', 'rp', 'datalist'].map(
    (tag) => [tag, null] as const,
  ),
])

/** The code under which a dropped element is counted, `null` for one not worth telling, `undefined` when kept. */
export const droppedAs = (tag: string): PasteCode | null | undefined => DROPPED.get(tag)

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  `address article aside blockquote body caption center dd details div dl dt fieldset figure footer h1 h2 h3 h4
  h5 h6 header hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr
  ul`.split(/\s+/u),
)
export const isBlockElement = (tag: string): boolean => BLOCKS.has(tag)

/** 1-6 for a heading element, otherwise 0. */
export const headingLevel = (tag: string): number => (/^h[1-6]$/u.test(tag) ? Number(tag.slice(1)) : 0)

/** What an inline `style` says that matters to copy. `undefined` is: says nothing. */
export type StyleHints = {
  bold?: boolean
  italic?: boolean
  hidden: boolean
  /** Word writes lists as paragraphs: `item` is such a paragraph, `marker` its bullet or number. */
  wordList?: 'item' | 'marker'
}

const declaration = (name: string): RegExp => new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]{1,60})`, 'iu')
const WEIGHT = declaration('font-weight')
const SLANT = declaration('font-style')
const DISPLAY = declaration('display')
const WORD_LIST = declaration('mso-list')
const WORD_HIDE = declaration('mso-hide')

const styled = (style: string, which: RegExp): string | undefined =>
  which.exec(style)?.[1]?.trim().toLowerCase()

const NO_HINTS: StyleHints = { hidden: false }

/** Reads a `style` attribute. Google Docs, Outlook and Word say bold and italic here, on spans. */
export const styleHints = (style: string | undefined): StyleHints => {
  if (style === undefined || style === '') return NO_HINTS
  const text = style.slice(0, 4000)
  const weight = styled(text, WEIGHT)
  const slant = styled(text, SLANT)
  const list = styled(text, WORD_LIST)
  return {
    ...(weight === undefined ? {} : { bold: /^(?:bold|bolder|[6-9]00)\b/u.test(weight) }),
    ...(slant === undefined ? {} : { italic: /^(?:italic|oblique)/u.test(slant) }),
    hidden: styled(text, DISPLAY) === 'none' || styled(text, WORD_HIDE) === 'all',
    ...(list === undefined || list === 'none' ? {} : { wordList: list === 'ignore' ? 'marker' : 'item' }),
  }
}
