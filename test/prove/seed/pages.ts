/** The pages that are pasted: an invented one, and the one that the product was asked for, where it is beside the project. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export interface ExpectedBrief {
  readonly dateline: { readonly places: readonly string[] }
  readonly credits: readonly string[]
  readonly text: string
  readonly ageMinutes: number
  readonly ageText: string
}

export interface ExpectedPage {
  readonly lead: {
    readonly headline: string
    readonly dateline: { readonly places: readonly string[] }
    readonly credits: readonly string[]
    readonly section: string
    readonly blocks: readonly { readonly type: string; readonly text: string }[]
  }
  readonly rail: { readonly title: string; readonly briefs: readonly ExpectedBrief[] }
}

export interface PageToPaste {
  readonly name: string
  readonly text: string
  readonly expected: ExpectedPage
}

const root = resolve(import.meta.dirname, '../../..')

const read = (name: string, text: string, expected: string): PageToPaste[] =>
  existsSync(text) && existsSync(expected)
    ? [
        {
          name,
          text: readFileSync(text, 'utf8'),
          expected: JSON.parse(readFileSync(expected, 'utf8')) as ExpectedPage,
        },
      ]
    : []

export const pagesToPaste = (): PageToPaste[] => {
  const own = resolve(root, 'test/support/pages')
  const asked = resolve(root, '../shared/seed')
  return [
    ...read('invented', resolve(own, 'invented-page.txt'), resolve(own, 'invented-page.expected.json')),
    ...read('asked', resolve(asked, 'buitenland.txt'), resolve(asked, 'expected.json')),
  ]
}

/** The sabotage: the page as it would be if one brief of it had been lost on the way. */
export const withoutOneBrief = (page: PageToPaste): string => {
  const lost = page.expected.rail.briefs[2]?.text ?? ''
  return page.text
    .split('\n')
    .filter((line) => !line.includes(lost))
    .join('\n')
}
