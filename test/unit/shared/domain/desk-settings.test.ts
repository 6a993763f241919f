/** Settings of before there were rules for the queue, and changes of some of them. */
import { expect, test } from 'vitest'
import { DeskSettings, DeskSettingsChange, USUAL_SETTINGS } from '../../../../shared/domain/desk-settings.ts'
import { DeskEvent } from '../../../../shared/domain/event.ts'
import { ItemState, NEW_ITEM } from '../../../../shared/domain/workflow.ts'

const OLD = { name: 'Redactie', language: 'nl', zone: 'Europe/Amsterdam', chiefMayFix: true }

test('what an older Kopij wrote down gets what is usual, and what was so then', () => {
  const settings = DeskSettings.parse(OLD)
  expect(settings).toEqual({ ...USUAL_SETTINGS, ...OLD })
  // As it was when two minutes were written in the code.
  expect(settings.missed.sendWithin).toBe(2)
  expect(settings.releaseThemselves).toEqual([])
  expect(DeskEvent.parse({ type: 'settings', settings: OLD })).toEqual({ type: 'settings', settings })
})

test('a change of one of them sets no other back to what is usual', () => {
  expect(DeskSettingsChange.parse({ chiefMayFix: false })).toEqual({ chiefMayFix: false })
  expect(DeskSettingsChange.safeParse({ missed: { sendWithin: -1 } }).success).toBe(false)
})

test('an item of before there were lifts and times to come off has none', () => {
  const { themselves: _t, liftAsked: _a, lifted: _l, takeOffAt: _o, ...old } = NEW_ITEM
  expect(ItemState.parse(old)).toEqual(NEW_ITEM)
})
