/** What a list decides: where it is refused, and who is told why. */

import type { TFunction } from 'i18next'
import { beforeEach, expect, it, vi } from 'vitest'
import { decide } from '../../../../renderer/features/desk/decide.ts'
import { endStrip, strip } from '../../../../renderer/lib/strip.ts'
import type { ItemRow } from '../../../../shared/domain/view.ts'
import { row } from '../queue/row.ts'

const desk = vi.hoisted(() => ({ refuses: new Set<string>(), asked: [] as unknown[] }))
vi.mock('../../../../renderer/lib/client.ts', () => ({
  call: (_server: string, _name: string, input: { items: string[]; decision: unknown }) => {
    desk.asked.push(input.decision)
    const fault = { code: 'refused-state', params: {} }
    return Promise.resolve(
      input.items.map((item) => ({ item, fault: desk.refuses.has(item) ? fault : null })),
    )
  },
}))
vi.mock('../../../../renderer/lib/unsaved.ts', () => ({ whenSaved: () => Promise.resolve() }))

const words = {
  desk: ((key: string) => key) as unknown as TFunction<'desk'>,
  title: ({ headline }: ItemRow) => headline,
}
const rows = [row('een'), row('twee')]

beforeEach(() => {
  desk.refuses = new Set()
  desk.asked = []
  endStrip()
})

it('an erasure that is refused whole is answered, so that its reason stays with who typed it', async () => {
  desk.refuses = new Set(['een', 'twee'])
  expect(await decide('erase', rows, words, 'op verzoek')).toMatchObject({ code: 'refused-state' })
  expect(strip.get()).toBeNull()
  desk.refuses = new Set()
  expect(await decide('erase', rows, words, 'op verzoek')).toBeNull()
  expect(strip.get()?.text).toBe('doneErased')
  expect(desk.asked).toEqual(Array(2).fill({ type: 'erase', reason: 'op verzoek' }))
})

it('one that went through in part is over, and what did not is said', async () => {
  desk.refuses = new Set(['twee'])
  expect(await decide('erase', rows, words, 'op verzoek')).toBeNull()
  expect(strip.get()).toMatchObject({ text: 'notDone', fault: { code: 'refused-state' }, item: 'twee' })
})

it('a decision without words is said at once, whole or in part', async () => {
  desk.refuses = new Set(['een', 'twee'])
  expect(await decide('spike', rows, words)).toBeNull()
  expect(strip.get()).toMatchObject({ fault: { code: 'refused-state' } })
})
