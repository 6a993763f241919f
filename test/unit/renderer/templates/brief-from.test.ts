import { expect, test } from 'vitest'
import { briefFrom } from '../../../../renderer/features/templates/brief-from.ts'
import { emptyCopy } from '../../../../shared/document/write-copy.ts'
import { briefOfLead } from '../../../../shared/domain/shorten.ts'
import { DESK_REQUESTS } from '../../../../shared/ipc/desk.ts'

const LEAD = 'f6f0c0de-0000-4000-8000-000000000001'
const BRIEF = 'f6f0c0de-0000-4000-8000-000000000002'

test('a brief of an item names that item to the desk, by which its embargo and its authors come along', () => {
  const lead = emptyCopy('lead', 'buitenland', 'nl')
  const body = [{ type: 'paragraph' as const, line: [{ text: 'De veerboot vaart weer.' }] }]
  const short = briefOfLead({ ...lead, dateline: ['LINDHAVEN'], body }, 40)
  if (!short) throw new Error('no brief')
  const made = briefFrom(LEAD, short, BRIEF)
  expect(made).toEqual({
    ...{ id: BRIEF, kind: 'brief', section: 'buitenland', shownAt: null, from: LEAD },
    copy: short.copy,
  })
  // The desk hears all of it: the door strips nothing and takes nothing that it does not know.
  expect(DESK_REQUESTS['items.create'].input.parse({ items: [made] })).toEqual({ items: [made] })
})
