import { describe, expect, it } from 'vitest'
import { withBrief } from '../../../../renderer/features/preview/with-brief.ts'
import type { Copy } from '../../../../shared/domain/copy.ts'
import type { ReaderPage } from '../../../../shared/domain/reader-page.ts'

const copy = (headline: string): Copy => ({
  kind: 'brief',
  kicker: '',
  headline,
  byline: '',
  dateline: [],
  credits: [],
  section: 's',
  slug: '',
  urgency: null,
  language: 'nl',
  body: [],
})
const page: ReaderPage = {
  section: 'Buitenland',
  sections: ['Buitenland'],
  deskName: 'Getijpost',
  language: 'nl',
  at: 100,
  zone: 'UTC',
  lead: null,
  briefs: [
    { item: 'new', copy: copy('new'), shownAt: 90 },
    { item: 'old', copy: copy('old'), shownAt: 50 },
  ],
}
const order = (made: ReaderPage): string[] => made.briefs.map(({ item }) => item)
const mine = { item: 'mine', copy: copy('mine') }

describe('withBrief', () => {
  it('stands on top when it has no time yet', () => {
    expect(order(withBrief(page, mine, null))).toEqual(['mine', 'new', 'old'])
    expect(withBrief(page, mine, null).briefs[0]?.shownAt).toBe(100)
  })

  it('stands at its own time, and not before it', () => {
    expect(order(withBrief(page, mine, 70))).toEqual(['new', 'mine', 'old'])
    expect(order(withBrief(page, mine, 101))).toEqual(['new', 'old'])
  })

  it('shows the working copy in the place of what is on the page', () => {
    const made = withBrief(page, { item: 'old', copy: copy('changed') }, 50)
    expect(order(made)).toEqual(['new', 'old'])
    expect(made.briefs[1]).toMatchObject({ copy: { headline: 'changed' }, shownAt: 50 })
  })
})
