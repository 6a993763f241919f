/** The shape of the example's copy in one language, and the few words to write it down with. */
import type { Block, Copy, Line, Run } from '../domain/copy.ts'

export type ExamplePerson = 'admin' | 'chief' | 'editor'
export type ExampleSection = 'home' | 'world' | 'business' | 'sport' | 'culture'

/** What the items are called among ourselves. The same ones exist in every language. */
export type ExampleName =
  | 'lock'
  | 'lanterns'
  | 'clocks'
  | 'goats'
  | 'rate'
  | 'snow'
  | 'fishing'
  | 'bridge'
  | 'seeds'
  | 'flags'
  | 'ferry'
  | 'exports'
  | 'tram'
  | 'bakers'
  | 'rowers'
  | 'skating'

/** Copy without what the desk decides: its section and language. */
export type ExampleCopy = Omit<Copy, 'section' | 'language'>

export type ExampleStory = {
  deskName: string
  people: Record<ExamplePerson, string>
  sections: Record<ExampleSection, string>
  /** What the chief wrote when she sent the clocks back. */
  returnNote: string
  items: Record<ExampleName, ExampleCopy>
}

type Text = string | readonly (string | Run)[]

const line = (text: Text): Line =>
  (typeof text === 'string' ? [text] : text).map((part) => (typeof part === 'string' ? { text: part } : part))

/** The name of a ship or a work. */
export const italic = (text: string): Run => ({ text, italic: true })
export const bold = (text: string): Run => ({ text, bold: true })
export const paragraph = (text: Text): Block => ({ type: 'paragraph', line: line(text) })
export const subhead = (text: string): Block => ({ type: 'subhead', line: line(text) })
export const quote = (text: string): Block => ({ type: 'quote', lines: [line(text)] })
export const list = (...items: Text[]): Block => ({
  type: 'list',
  ordered: false,
  items: items.map((item) => [line(item)]),
})

const EMPTY: ExampleCopy = {
  kind: 'lead',
  kicker: '',
  headline: '',
  byline: '',
  dateline: [],
  credits: [],
  slug: '',
  urgency: null,
  body: [],
}

/** A lead; what is not given stays empty. */
export const lead = (copy: Partial<ExampleCopy>): ExampleCopy => ({ ...EMPTY, ...copy, kind: 'lead' })

/** A brief: where it comes from, who reported it, and its one paragraph. */
export const brief = (slug: string, dateline: string[], credits: string[], text: Text): ExampleCopy => ({
  ...EMPTY,
  kind: 'brief',
  slug,
  dateline,
  credits,
  body: [paragraph(text)],
})
