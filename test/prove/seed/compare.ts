/** Holds what the desk made of a page against what the page is. Every difference is a line in words. */
import type { Agency } from '../../../shared/domain/agency.ts'
import { type Copy, lineText } from '../../../shared/domain/copy.ts'
import { printDateline } from '../../../shared/domain/dateline.ts'
import type { ExpectedPage, PageToPaste } from './pages.ts'

/** An item as the desk process has it. */
export interface MadeItem {
  readonly id: string
  readonly copy: Copy
  readonly shownAt: number | null
}

export interface MadePage {
  readonly lead: MadeItem
  /** In the order of the page. */
  readonly briefs: readonly MadeItem[]
  readonly agencies: readonly Agency[]
  /** The section that each item is in, by its name. */
  readonly sectionOf: (item: MadeItem) => string
}

const same = (what: string, is: unknown, wanted: unknown): string[] =>
  JSON.stringify(is) === JSON.stringify(wanted)
    ? []
    : [`${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(wanted)}`]

/** A code as the desk's register prints it (design: "credit"); a page may write it in another case. */
const asRegistered = (codes: readonly string[], agencies: readonly Agency[]): string[] =>
  codes.map((code) => agencies.find((known) => known.code.toLowerCase() === code.toLowerCase())?.code ?? code)

const blocks = (copy: Copy): { type: string; text: string }[] =>
  copy.body.map((block) => ({ type: block.type, text: 'line' in block ? lineText(block.line) : '' }))

/** `pasted` is when it was pasted: not before `from`, not after `to`, ms since 1970. */
export const structureDifferences = (
  made: MadePage,
  expected: ExpectedPage,
  pasted: { from: number; to: number },
): string[] => {
  const { lead, rail } = expected
  const { copy } = made.lead
  const shown = (age: number, at: number | null): boolean =>
    at !== null && at >= pasted.from - age * 60_000 && at <= pasted.to - age * 60_000
  return [
    ...same('headline', copy.headline, lead.headline),
    ...same('places', copy.dateline, lead.dateline.places),
    ...same('credits', copy.credits, asRegistered(lead.credits, made.agencies)),
    ...same('blocks', blocks(copy), lead.blocks),
    ...same('section', made.sectionOf(made.lead), lead.section),
    ...same('number of briefs', made.briefs.length, rail.briefs.length),
    ...rail.briefs.flatMap((brief, at) => {
      const one = made.briefs[at]
      if (!one) return [`brief ${at + 1} is missing`]
      return [
        ...same(`places of brief ${at + 1}`, one.copy.dateline, brief.dateline.places),
        ...same(`credits of brief ${at + 1}`, one.copy.credits, asRegistered(brief.credits, made.agencies)),
        ...same(`text of brief ${at + 1}`, blocks(one.copy), [{ type: 'paragraph', text: brief.text }]),
        ...same(`section of brief ${at + 1}`, made.sectionOf(one), lead.section),
        ...same(`shown at of brief ${at + 1} is its age`, shown(brief.ageMinutes, one.shownAt), true),
      ]
    }),
  ]
}

/** What stands on the reader's page, part by part, as the window shows it. */
export interface ReadPage {
  readonly headline: string
  readonly blocks: readonly { readonly type: string; readonly text: string }[]
  readonly rail: string
  readonly briefs: readonly { readonly text: string; readonly age: string }[]
}

export const pageDifferences = (
  read: ReadPage,
  expected: ExpectedPage,
  agencies: readonly Agency[],
): string[] => {
  const { lead, rail } = expected
  const print = (places: readonly string[], credits: readonly string[]): string =>
    printDateline({ places: [...places], credits: asRegistered(credits, agencies) })
  return [
    ...same('headline on the page', read.headline, lead.headline),
    ...same(
      'story on the page',
      read.blocks,
      lead.blocks.map(({ type, text }, at) => ({
        type,
        text: at === 0 ? print(lead.dateline.places, lead.credits) + text : text,
      })),
    ),
    ...same('heading of the rail', read.rail, rail.title),
    ...same(
      'briefs on the page',
      read.briefs,
      rail.briefs.map(({ dateline, credits, text, ageText }) => ({
        text: print(dateline.places, credits) + text,
        age: ageText,
      })),
    ),
  ]
}

/** The page as one row of letters: as it was pasted, and as a reader reads it. Case is the register's, spaces nobody's. */
export const rawDifference = (read: ReadPage, page: PageToPaste): string[] => {
  const letters = (text: string): string => text.toLowerCase().replace(/\s+/gu, '')
  const shown = [
    read.headline,
    ...read.blocks.map(({ text }) => text),
    read.rail,
    ...read.briefs.flatMap(({ text, age }) => [text, age]),
  ].join('')
  return letters(shown) === letters(page.text)
    ? []
    : ['the letters of the page are not those that were pasted']
}
