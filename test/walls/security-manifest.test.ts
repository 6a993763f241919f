import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { CHECKLIST } from '../support/security-manifest.ts'

const root = resolve(import.meta.dirname, '../..')

test('every item of the checklist has an assertion', () => {
  expect(CHECKLIST.map(({ item }) => item)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  for (const { by } of CHECKLIST) expect(by.length).toBeGreaterThan(0)
})

test.each(CHECKLIST.flatMap(({ item, title, by }) => by.map((one) => ({ item, title, ...one }))))(
  '$item, $title: $file says "$says"',
  ({ file, says }) => {
    expect(readFileSync(resolve(root, file), 'utf8')).toContain(says)
  },
)
