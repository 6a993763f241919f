import { expect, it, vi } from 'vitest'
import type { WrongDays } from '../../../../shared/ipc/rail.ts'

const stored = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => stored.set(key, value),
})
const { leaveDays, leftDays, stillWrong } = await import('../../../../renderer/lib/left-days.ts')

const found: WrongDays = {
  ...{ item: 'a', writtenAt: 1, appearsAt: 2 },
  words: ['vandaag', 'Gisteren'].map((word) => ({ word, instead: 'dinsdag', was: word, now: 'dinsdag' })),
}

it('what was found right is told no more and remembered, until it gets another time', () => {
  expect(stillWrong(found, leftDays.get())).toEqual(found)
  leaveDays({ ...found, words: found.words.slice(0, 1) })
  expect(stillWrong(found, leftDays.get())?.words.map(({ word }) => word)).toEqual(['Gisteren'])
  leaveDays(found)
  expect(stillWrong(found, leftDays.get())).toBeNull()
  expect(stillWrong({ ...found, appearsAt: 3 }, leftDays.get())).not.toBeNull()
  expect([...stored.values()]).toEqual(['["a vandaag 2","a gisteren 2"]'])
})
