/** Words whose place a merge took away under the hands of who typed them: he is said to have known of it, and had not. */
import { expect, test } from 'vitest'
import { collisionsOf } from '../../../shared/document/collisions/view.ts'
import { createApart, syncAll } from '../../support/apart.ts'
import { paragraphs } from '../../support/desk.ts'

test('words typed into a paragraph that was gone by then are flagged all the same', () => {
  const apart = createApart(paragraphs('De haven is dicht.', 'Het schip ligt stil.'))
  const [anna, bram, carla] = [apart.join('anna'), apart.join('bram'), apart.join('carla')]
  anna.editor.select(anna.editor.before('Het schip'))
  anna.editor.backspace()
  anna.sync()
  bram.editor.select(bram.editor.after('schip'))
  bram.editor.type(' Aurora')
  // Somebody has written apart as well, or nothing would be looked at.
  carla.editor.select(carla.editor.after('De '), carla.editor.after('De haven '))
  carla.editor.press('Backspace')
  syncAll(anna, bram, carla)
  const log = anna.entries().filter((entry) => entry.kind === 'update')
  const late = log.map((one) => (one.replica === 'bram' ? { ...one, seen: 2 } : one))
  expect(collisionsOf(log, []).map(({ kind, words }) => `${kind} ${words.trim()}`)).toEqual([
    'vanished Aurora',
  ])
  expect(collisionsOf(late, []).map(({ kind, words }) => `${kind} ${words.trim()}`)).toEqual([
    'vanished Aurora',
  ])
})
