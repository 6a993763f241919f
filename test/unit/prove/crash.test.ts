/** The eyes of the crash proof: what they take for a flush, and for an update that is there. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { flushedBefore } from '../../prove/crash/traced.ts'
import { contains } from '../../prove/crash/writer.ts'
import { createChance } from '../../support/prove-chance.ts'

const ID = '0b5f3a52-4f2e-4a51-9c58-0a4f4b0f7a11'
const ASKED = `100 read(3<socket:[1]>, "{${ID}}", 65536) = 60`
const FLUSHED = '100 fdatasync(17</data/desks/x/replica.db-wal>) = 0'
const ANSWERED = `100 write(3<socket:[1]>, "{${ID}}", 80) = 80`

test('an answer after a flush counts', () => {
  expect(flushedBefore([ASKED, FLUSHED, ANSWERED].join('\n'), [ID])).toBe(1)
})

test.each([
  ['no flush', [ASKED, ANSWERED]],
  ['a flush after the answer', [ASKED, ANSWERED, FLUSHED]],
  ['a flush of before the request', [FLUSHED, ASKED, ANSWERED]],
  ['a flush of another file', [ASKED, FLUSHED.replace('replica', 'hub'), ANSWERED]],
  ['a flush that failed', [ASKED, FLUSHED.replace('= 0', '= -1 EIO'), ANSWERED]],
  ['no answer', [ASKED, FLUSHED]],
])('%s does not count', (_what, lines) => {
  expect(flushedBefore(lines.join('\n'), [ID])).toBe(0)
})

test('a flush that another thread interrupted is put together again', () => {
  const parts = [
    '100 fdatasync(17</data/desks/x/replica.db-wal> <unfinished ...>',
    '101 read(9, "", 1) = 1',
    '100 <... fdatasync resumed>) = 0',
  ]
  expect(flushedBefore([ASKED, ...parts, ANSWERED].join('\n'), [ID])).toBe(1)
})

test('an update is there when all that it inserts and deletes is', () => {
  const writer = new Y.Doc()
  const text = writer.getText('x')
  const updates: Uint8Array[] = []
  writer.on('update', (update: Uint8Array) => updates.push(update))
  text.insert(0, 'een')
  text.insert(3, ' twee')
  text.delete(0, 2)
  const [first, second, third] = updates
  if (!first || !second || !third) throw new Error('three edits make three updates')

  const reader = new Y.Doc()
  Y.applyUpdate(reader, first)
  expect([first, second, third].map((update) => contains(reader, update))).toEqual([true, false, false])
  Y.applyUpdate(reader, second)
  expect([first, second, third].map((update) => contains(reader, update))).toEqual([true, true, false])
  Y.applyUpdate(reader, third)
  expect(contains(reader, third)).toBe(true)
})

test('the same seed draws the same', () => {
  const draw = (seed: number) => {
    const chance = createChance(seed)
    return [chance.below(100), chance.next(), ...chance.shuffled([1, 2, 3, 4, 5])]
  }
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})
