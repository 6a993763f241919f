import { describe, expect, it } from 'vitest'
import {
  answersFor,
  type Course,
  comesAlong,
  courseOf,
  killWay,
  MATTERS,
  secondsOf,
} from '../../../../renderer/features/after/course.ts'
import { draftNote } from '../../../../renderer/features/after/draft-note.ts'
import type { ItemDetail, ItemRow } from '../../../../shared/domain/view.ts'

describe('the way that answers lead to', () => {
  it('is there for every pair of answers, and every way is reached', () => {
    const ways = MATTERS.flatMap((matter) =>
      secondsOf(matter).map((second) => `${matter} ${second}: ${courseOf({ matter, second })}`),
    )
    expect(ways).toEqual([
      'wrong mend: correct',
      'wrong untrue: kill',
      'news stands: update',
      'news replaced: correct',
      'away tell: kill',
      'away quiet: unpublish',
    ])
  })

  it('is none while something is still asked, or where an answer is to another question', () => {
    expect(courseOf({ matter: null, second: null })).toBeNull()
    expect(courseOf({ matter: 'wrong', second: null })).toBeNull()
    expect(courseOf({ matter: 'news', second: 'quiet' })).toBeNull()
  })

  it.each(['correct', 'update', 'kill', 'unpublish'] satisfies Course[])(
    '%s can be known beforehand',
    (course) => {
      expect(courseOf(answersFor(course))).toBe(course)
    },
  )
})

describe('the note to receivers', () => {
  it.each([
    ['nl', [], 'CORRECTIE: vervangt versie 1.'],
    [
      'nl-NL',
      [{ was: 'Jansen', now: 'Janssen' }],
      'CORRECTIE: "Janssen" in plaats van "Jansen". Vervangt versie 1.',
    ],
    ['en', [{ was: 'very', now: '' }], 'CORRECTION: "very" has been taken out. Replaces version 1.'],
    [
      'fr',
      [
        { was: 'a', now: 'b' },
        { was: 'c', now: 'd' },
      ],
      'CORRECTION: "b" instead of "a"; "d" instead of "c". Replaces version 1.',
    ],
    ['nl', [{ was: 'x'.repeat(81), now: 'y' }], 'CORRECTIE: vervangt versie 1.'],
    ['nl', Array.from({ length: 4 }, () => ({ was: 'a', now: 'b' })), 'CORRECTIE: vervangt versie 1.'],
  ])('in %s of %j: %s', (language, replaced, note) => {
    expect(draftNote(language, 1, replaced)).toBe(note)
  })
})

it('a kill is taken the hardest way that is open, and asked for before it is done alone', () => {
  const ways = (closed: (keyof ItemDetail['actions'])[]) => {
    const all = ['kill', 'ask-kill', 'kill-alone'] as const
    const actions = Object.fromEntries(all.map((one) => [one, closed.includes(one) ? 'refused-role' : null]))
    return killWay({ actions: actions as ItemDetail['actions'] })
  }
  expect(ways([])).toBe('kill')
  expect(ways(['kill'])).toBe('ask')
  expect(ways(['kill', 'ask-kill'])).toBe('alone')
  expect(ways(['kill', 'ask-kill', 'kill-alone'])).toBeNull()
})

it('only what is out can be taken back with it; whatever is still written can be put right', () => {
  const goes = (state: ItemRow['state'], course: Course, out = state !== 'draft'): boolean =>
    comesAlong({ row: { state } as ItemRow, passage: '', words: false, out }, course)
  expect([goes('published', 'kill'), goes('unpublished', 'kill'), goes('draft', 'kill')]).toEqual([
    true,
    true,
    false,
  ])
  expect([goes('published', 'unpublish'), goes('unpublished', 'unpublish')]).toEqual([true, false])
  expect([goes('published', 'correct'), goes('draft', 'correct')]).toEqual([true, true])
  expect(goes('published', 'update')).toBe(false)
  // Readers have another version of it than the one in which it stands.
  expect([goes('published', 'kill', false), goes('published', 'correct', false)]).toEqual([false, true])
  // A correction of it waits, and readers still have the mistake.
  expect([goes('submitted', 'kill', true), goes('submitted', 'unpublish', true)]).toEqual([true, true])
})
