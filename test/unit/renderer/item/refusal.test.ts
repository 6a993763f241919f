import { describe, expect, it } from 'vitest'
import { openRefusal } from '../../../../renderer/features/item/refusal.ts'
import type { HistoryLine } from '../../../../shared/domain/view.ts'

const line = (at: number, status: HistoryLine['status']): HistoryLine => ({
  id: `00000000-0000-4000-8000-00000000000${at}`,
  type: 'approved',
  at,
  by: 'x',
  byName: 'X',
  text: '',
  revision: null,
  number: null,
  status,
  fault: status === 'refused' ? { code: 'refused-state', params: {} } : null,
})

describe('a refused decision', () => {
  it('is told until something was decided after it', () => {
    expect(openRefusal([line(1, 'accepted'), line(2, 'refused')])?.at).toBe(2)
    expect(openRefusal([line(2, 'refused'), line(3, 'accepted')])).toBeNull()
    expect(openRefusal([line(2, 'refused'), line(3, 'waiting')])?.at).toBe(2)
    expect(openRefusal([])).toBeNull()
  })
})
