/**
 * House style of Dutch agency copy: what a sub-editor would point at (standards, section 9).
 *
 * Findings advise; they never change the copy. Each rule is a small function in the table at the end.
 */
import type { Agency } from './agency.ts'
import { type Block, type Copy, lineText } from './copy.ts'
import { resolveCredit } from './credit.ts'

/** Longest headline that fits the desk's outlets, in characters (standards, 9.8). */
const HEADLINE_LIMIT = 70
/** Longest brief, in words (standards, 9.15). */
const BRIEF_LIMIT = 120

/** Every rule there is. The window turns a code and its params into a sentence. */
export const FINDING_CODES = [
  'dateline-missing',
  'agency-unknown',
  'agency-double',
  'home-agency-not-first',
  'headline-full-stop',
  'headline-long',
  'headline-mark',
  'subhead-full-stop',
  'subhead-first',
  'subhead-last',
  'subhead-double',
  'quotes-unbalanced',
  'quotes-low',
  'brief-long',
  'brief-subhead',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** A field of the copy, or a stretch of a block: `from` and `to` are UTF-16 positions in its line's text. */
export type FindingPlace =
  | { field: 'headline' | 'dateline' | 'credits' | 'body' }
  | { block: number; from: number; to: number }

/**
 * One thing to look at. `error`: wrong in print. `warn`: against house style. `params`: `agency-*` {code},
 * `headline-long` {length, limit}, `headline-mark` {mark}, `brief-long` {words, limit}.
 */
export type Finding = {
  code: FindingCode
  severity: 'error' | 'warn'
  where: FindingPlace
  params: Record<string, string | number>
}

type Context = { agencies: readonly Agency[] }
type Spot = { where: FindingPlace; params?: Finding['params'] }
type Rule = {
  code: FindingCode
  severity: Finding['severity']
  find: (copy: Copy, context: Context) => Spot[]
}

/** A line of text and where it is; every line of a quote or a list is looked at by itself. */
type Passage = { text: string; where: (from: number, to: number) => FindingPlace }

const linesOf = (block: Block): string[] => {
  switch (block.type) {
    case 'paragraph':
    case 'subhead':
      return [lineText(block.line)]
    case 'quote':
      return block.lines.map(lineText)
    case 'list':
      return block.items.flat().map(lineText)
    case 'unknown':
      return []
  }
}

const passages = (copy: Copy): Passage[] => [
  { text: copy.headline, where: () => ({ field: 'headline' }) },
  ...copy.body.flatMap((block, index) => {
    let start = 0
    return linesOf(block).map((text): Passage => {
      const offset = start
      start += text.length + 1
      return { text, where: (from, to) => ({ block: index, from: offset + from, to: offset + to }) }
    })
  }),
]

const textAt = (copy: Copy, index: number): string => {
  const block = copy.body[index]
  return block?.type === 'subhead' ? lineText(block.line) : ''
}

const subheads = (copy: Copy): number[] =>
  copy.body.flatMap((block, index) => (block.type === 'subhead' ? [index] : []))

const wholeBlock = (copy: Copy, index: number): Spot => ({
  where: { block: index, from: 0, to: textAt(copy, index).length },
})

/** Words whose own dot may end a headline: `e.a.`, `D.C.`, `jr.`. */
const OWN_DOT = /(?:\p{L}\.\p{L}\.|\b(?:jr|sr|dr|mr|nr|st|mln|mld|etc|enz|vs|no|co|inc|ltd)\.)$/iu

/** True for a line that ends with a full stop of its own: no ellipsis, no abbreviation (standards, 9.8). */
const endsWithFullStop = (text: string): boolean => {
  const bare = text.trimEnd().replace(/["'”’)]+$/u, '')
  return bare.endsWith('.') && !bare.endsWith('..') && !OWN_DOT.test(bare)
}

/** `(2)` at the end, `(UPDATE)` and the like anywhere (standards, 9.16). `(32)` is somebody's age. */
const UPDATE_MARK =
  /\([2-9]\)$|\(\d{0,2}\s*(?:UPDATE|LEAD|CORRECTIE|CORR|NIEUW|HERHALING|VERVANGT)\s*\d{0,2}\)/iu

const wordsIn = (copy: Copy): number =>
  copy.body.flatMap(linesOf).reduce((sum, text) => sum + (text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0), 0)

/** The position of the quotation mark that has no partner, or -1. Inches (`5"`) are not told apart. */
const unbalancedQuote = (text: string): number => {
  const opened: number[] = []
  let straight = -1
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '"') straight = straight === -1 ? at : -1
    // A curly closing mark also closes a low one, and Germans close with the mark that others open with.
    else if (sign === '„' || (sign === '“' && opened.length === 0)) opened.push(at)
    else if (sign === '”' || sign === '“') {
      if (opened.pop() === undefined) return at
    }
  }
  return straight === -1 ? (opened.at(-1) ?? -1) : straight
}

const RULES: readonly Rule[] = [
  {
    code: 'dateline-missing',
    severity: 'warn',
    find: (copy) => (copy.dateline.length === 0 ? [{ where: { field: 'dateline' } }] : []),
  },
  {
    code: 'agency-unknown',
    severity: 'warn',
    find: (copy, { agencies }) =>
      copy.credits
        .filter((code) => !resolveCredit(code, agencies).known)
        .map((code) => ({ where: { field: 'credits' }, params: { code } })),
  },
  {
    code: 'agency-double',
    severity: 'warn',
    find: (copy, { agencies }) => {
      const codes = copy.credits.map((code) => resolveCredit(code, agencies).code.toLowerCase())
      return copy.credits
        .filter((_code, index) => codes.indexOf(codes[index] ?? '') < index)
        .map((code) => ({ where: { field: 'credits' }, params: { code } }))
    },
  },
  {
    // Only the home agency has a fixed place; foreign agencies follow in no fixed order (standards, 9.5).
    code: 'home-agency-not-first',
    severity: 'warn',
    find: (copy, { agencies }) => {
      const home = new Set(agencies.filter((agency) => agency.home).map((agency) => agency.code))
      const isHome = (code: string | undefined): boolean =>
        code !== undefined && home.has(resolveCredit(code, agencies).code)
      const late = copy.credits.find((code, index) => index > 0 && isHome(code))
      return late === undefined || isHome(copy.credits[0])
        ? []
        : [{ where: { field: 'credits' }, params: { code: late } }]
    },
  },
  {
    code: 'headline-full-stop',
    severity: 'warn',
    find: (copy) => (endsWithFullStop(copy.headline) ? [{ where: { field: 'headline' } }] : []),
  },
  {
    code: 'headline-long',
    severity: 'warn',
    find: (copy) => {
      const length = [...copy.headline].length
      return length > HEADLINE_LIMIT
        ? [{ where: { field: 'headline' }, params: { length, limit: HEADLINE_LIMIT } }]
        : []
    },
  },
  {
    code: 'headline-mark',
    severity: 'warn',
    find: (copy) => {
      const mark = UPDATE_MARK.exec(copy.headline.trim())?.[0]
      return mark === undefined ? [] : [{ where: { field: 'headline' }, params: { mark } }]
    },
  },
  {
    code: 'subhead-full-stop',
    severity: 'warn',
    find: (copy) =>
      subheads(copy)
        .filter((index) => endsWithFullStop(textAt(copy, index)))
        .map((index) => wholeBlock(copy, index)),
  },
  {
    code: 'subhead-first',
    severity: 'warn',
    find: (copy) => (copy.body[0]?.type === 'subhead' ? [wholeBlock(copy, 0)] : []),
  },
  {
    code: 'subhead-last',
    severity: 'warn',
    find: (copy) => (copy.body.at(-1)?.type === 'subhead' ? [wholeBlock(copy, copy.body.length - 1)] : []),
  },
  {
    code: 'subhead-double',
    severity: 'warn',
    find: (copy) =>
      subheads(copy)
        .filter((index) => copy.body[index - 1]?.type === 'subhead')
        .map((index) => wholeBlock(copy, index)),
  },
  {
    code: 'quotes-unbalanced',
    severity: 'error',
    find: (copy) =>
      passages(copy).flatMap(({ text, where }) => {
        const at = unbalancedQuote(text)
        return at === -1 ? [] : [{ where: where(at, at + 1) }]
      }),
  },
  {
    code: 'quotes-low',
    severity: 'warn',
    find: (copy) =>
      passages(copy).flatMap(({ text, where }) =>
        [...text.matchAll(/„|(?<=^|[\s(])[,‚]{2}(?=[\p{L}\p{N}])/gu)].map((found) => ({
          where: where(found.index, found.index + found[0].length),
        })),
      ),
  },
  {
    code: 'brief-long',
    severity: 'warn',
    find: (copy) => {
      const words = wordsIn(copy)
      return copy.kind === 'brief' && words > BRIEF_LIMIT
        ? [{ where: { field: 'body' }, params: { words, limit: BRIEF_LIMIT } }]
        : []
    },
  },
  {
    code: 'brief-subhead',
    severity: 'warn',
    find: (copy) => (copy.kind === 'brief' ? subheads(copy).map((index) => wholeBlock(copy, index)) : []),
  },
]

/** Everything in the copy that goes against house style, rule by rule in the order of `FINDING_CODES`. */
export const checkCopy = (copy: Copy, context: { agencies: readonly Agency[] }): Finding[] =>
  RULES.flatMap(({ code, severity, find }) =>
    find(copy, context).map(({ where, params }) => ({ code, severity, where, params: params ?? {} })),
  )
