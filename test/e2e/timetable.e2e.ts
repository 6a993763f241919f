import type { Page } from '@playwright/test'
import { DateTime } from 'luxon'
import type { QueueSlot } from '../../shared/ipc/queue.ts'
import { speakDutch } from './support/colleagues.ts'
import type { Desk, LaunchOptions } from './support/desk.ts'
import { goTo, settled } from './support/example.ts'
import { picture } from './support/pictures.ts'
import { type SteppedClock, stepClock } from './support/stepped-clock.ts'
import { expect, test } from './support/test.ts'

const MINUTE = 60_000
const BRIEFS = 40
/** What an editor may press for a brief besides its text. */
const MOST_KEYS = 3

/** Tomorrow at eight on the clock of the desk: no test of a day runs into midnight. */
const morning = (): number =>
  DateTime.now()
    .setZone('Europe/Amsterdam')
    .plus({ days: 1 })
    .set({ hour: 8, minute: 0, second: 20 })
    .toMillis()

/** A desk of one, who may approve alone, on a clock that is stepped. */
const openAlone = async (
  launchDesk: (options?: LaunchOptions) => Promise<Desk>,
): Promise<{ desk: Desk; clock: SteppedClock }> => {
  const desk = await launchDesk()
  const { page } = desk
  await speakDutch(page)
  await page.getByRole('textbox', { name: 'Naam van de redactie' }).fill('Sluispost')
  await page.getByRole('textbox', { name: 'Uw naam' }).fill('Merel Oosterhof')
  await page.getByRole('button', { name: 'Begin met schrijven' }).click()
  await expect(page.getByRole('button', { name: /^Merel Oosterhof/ })).toBeVisible()
  const clock = await stepClock(desk, morning())
  await expect(page.getByRole('button', { name: /^Merel Oosterhof/ })).toBeVisible()
  await goTo(page, 'Q')
  return { desk, clock }
}

/** Presses keys and counts them. */
const hand = (page: Page) => {
  let pressed = 0
  return {
    pressed: () => pressed,
    async press(...keys: string[]) {
      for (const key of keys) {
        pressed += 1
        await page.keyboard.press(key)
      }
    },
  }
}

/** The day as the desk has it. */
const dayOf = (page: Page, around: number): Promise<QueueSlot[]> =>
  page.evaluate(async (at) => {
    const answer = (await window.kopij.call('desk', crypto.randomUUID(), 'queue.day', {
      ...{ from: at - 43_200_000, to: at + 43_200_000, section: null, loose: 100 },
    })) as { output: { slots: QueueSlot[] } }
    return answer.output.slots
  }, around)

const grid = (page: Page) => page.getByRole('grid', { name: 'Op tijd' })
const timetable = (page: Page) => page.locator('[data-timetable]')

test('a rail of forty briefs is made, moved, approved and released by keys alone', async ({ launchDesk }) => {
  test.setTimeout(180_000)
  const { desk, clock } = await openAlone(launchDesk)
  const { page } = desk
  const keys = hand(page)
  const at = (index: number) => grid(page).locator(`tr[aria-rowindex="${index}"] time`)

  // Made: a line, Enter, the next line.
  await keys.press('v')
  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toBeFocused()
  for (let number = 1; number <= BRIEFS; number += 1) {
    await page.keyboard.insertText(`VELBACH (ANP) - Schip ${number} ligt voor de kade van de haven.`)
    await keys.press('Enter')
  }
  expect(keys.pressed() / BRIEFS).toBeLessThanOrEqual(MOST_KEYS)
  const waiting = page.getByRole('grid', { name: 'Zonder tijd' })
  await expect(waiting.getByRole('row')).toHaveCount(BRIEFS)

  // Given their times: all of them in a row, from one typed moment.
  await keys.press('Shift+F6', 'Home', 'Shift+End', 't')
  await expect(page.getByRole('textbox', { name: 'Verschijnt om' })).toBeFocused()
  await page.keyboard.type('8.30')
  await keys.press('Enter')
  await expect(page.getByText('40 kortjes staan op een rij vanaf vandaag 08:30.')).toBeVisible()
  // The cursor went with the last of them.
  await expect(at(BRIEFS)).toBeVisible()
  await keys.press('Escape', 'Home')
  await expect(at(1)).toHaveText('08:30')
  await expect(grid(page).locator('tr[aria-rowindex="1"]')).toBeFocused()

  // Moved: one later, two swapped, three spaced, everything after shifted; each taken back in one step.
  await keys.press('=', '=', '=')
  await expect(at(1)).toHaveText('08:33')
  await keys.press('Shift++')
  await expect(at(1)).toHaveText('08:38')
  await expect(grid(page).locator('tr[aria-rowindex="1"]')).toContainText('2 min ertussen')
  await keys.press('Shift+_')
  await expect(at(1)).toHaveText('08:33')
  await keys.press('w')
  await expect(page.getByText('Twee kortjes van tijd gewisseld.')).toBeVisible()
  await expect(at(1)).toHaveText('08:33')
  await expect(grid(page).locator('tr[aria-rowindex="2"]')).toBeFocused()
  await keys.press('k', 'm')
  await expect(page.getByRole('textbox', { name: 'Dit en alles erna vanaf' })).toBeFocused()
  await page.keyboard.type('9.00')
  await keys.press('Enter')
  await expect(at(1)).toHaveText('09:00')
  await expect(at(2)).toHaveText('09:07')
  await keys.press('Shift+J', 'Shift+J', 'Shift+J', 'd')
  await expect(page.getByText('4 kortjes gelijk verdeeld.')).toBeVisible()
  await expect(at(2)).toHaveText('09:09')
  await keys.press('Control+z')
  await expect(at(2)).toHaveText('09:07')
  await keys.press('Control+z')
  await expect(at(1)).toHaveText('08:33')
  await expect(at(2)).toHaveText('08:40')
  await keys.press('Control+Shift+z', 'Control+Shift+z')
  await expect(at(2)).toHaveText('09:09')

  // Submitted, read and approved.
  await keys.press('Control+a', 's')
  await expect(page.getByText('40 items wachten op goedkeuring.')).toBeVisible()
  await expect(grid(page).getByRole('row').filter({ hasText: 'Ter goedkeuring' }).first()).toBeVisible()
  await keys.press('a')
  const dialog = page.getByRole('dialog', { name: 'Lees en keur 40 items' })
  await expect(dialog.getByRole('button', { name: 'Alle 40 goedkeuren' })).toBeEnabled()
  await keys.press('Enter')
  await expect(page.getByText('40 items goedgekeurd.')).toBeVisible({ timeout: 20_000 })
  await settled(page)
  await picture(desk, 'timetable-of-forty')

  // Released: the clock is stepped to each minute in turn.
  const planned = (await dayOf(page, clock.now())).filter(({ dueAt }) => dueAt !== null)
  expect(planned).toHaveLength(BRIEFS)
  for (const [index, { dueAt }] of planned.entries()) {
    await clock.stepTo(dueAt ?? 0)
    await expect
      .poll(async () => (await dayOf(page, dueAt ?? 0)).filter(({ outAt }) => outAt !== null).length, {
        intervals: [50],
      })
      .toBe(index + 1)
  }
  const out = new Map((await dayOf(page, clock.now())).map((slot) => [slot.id, slot.outAt ?? 0]))
  for (const { id, dueAt } of planned) {
    expect(out.get(id)).toBeGreaterThanOrEqual(dueAt ?? 0)
    expect(Math.floor((out.get(id) ?? 0) / MINUTE)).toBe((dueAt ?? 0) / MINUTE)
  }
  await keys.press('Escape', 'End')
  await expect(grid(page).getByRole('row').last()).toHaveAttribute('data-kind', 'out')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a computer that slept over three slots says so, and is answered in one place', async ({
  launchDesk,
}) => {
  const { desk, clock } = await openAlone(launchDesk)
  const { page } = desk
  const keys = hand(page)
  await keys.press('v')
  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toBeFocused()
  for (const [text, time] of [
    ['TAMAR (ANP) - Een koudefront sluit drie passen af.', '8.30'],
    ['SARMIA (RTR) - Vissers nemen een schip op sleeptouw.', '8.40'],
    ['VALTORA (DPA) - De spoorbonden praten verder.', '8.50'],
    ['LINDAVA (ANP) - Twee veerboten varen een omweg.', '11.30'],
  ]) {
    await page.keyboard.insertText(`${text} @${time}`)
    await keys.press('Enter')
  }
  await expect(grid(page).getByRole('row')).toHaveCount(4)
  await page.getByRole('button', { name: /^Nu/ }).focus()
  await keys.press('Control+a', 's')
  await expect(page.getByText('4 items wachten op goedkeuring.')).toBeVisible()
  await expect(grid(page).getByRole('row').filter({ hasText: 'Ter goedkeuring' })).toHaveCount(4)
  await keys.press('a')
  await expect(page.getByRole('button', { name: 'Alle 4 goedkeuren' })).toBeEnabled()
  await keys.press('Enter')
  await expect(page.getByText('4 items goedgekeurd.')).toBeVisible()

  // Asleep from a little past eight until half past ten.
  await clock.stepTo(morning() + 150 * MINUTE)
  const missed = page.getByRole('region', { name: '3 kortjes gingen niet op tijd uit.' })
  await expect(missed.getByRole('listitem')).toHaveCount(3)
  await expect(missed.getByRole('listitem').nth(0)).toContainText('08:30, 2 uur te laat')
  await expect(missed.getByRole('listitem').nth(0)).toContainText('ligt klaar')
  await expect(missed.getByRole('listitem').nth(2)).toContainText('08:50, 1 uur en 40 minuten te laat')
  await expect(grid(page).getByRole('row').filter({ hasText: 'te laat' })).toHaveCount(3)
  // Nothing left by itself, not even late.
  expect((await dayOf(page, clock.now())).filter(({ outAt }) => outAt !== null)).toHaveLength(0)
  await picture(desk, 'timetable-after-sleep')

  // Answered by keys: the last one gets a new time, the others go now.
  await keys.press('Shift+M')
  await expect(missed).toBeFocused()
  await keys.press('Tab', 'Space', 'Tab', 'Space', 'Tab')
  await expect(missed.getByRole('checkbox', { name: /De spoorbonden/ })).toBeFocused()
  await missed.getByRole('button', { name: 'Nieuwe tijd' }).focus()
  await keys.press('Enter')
  await expect(missed.getByRole('textbox', { name: 'Verschijnt om' })).toBeFocused()
  await page.keyboard.type('over 20 min')
  await keys.press('Enter')
  const left = page.getByRole('region', { name: '2 kortjes gingen niet op tijd uit.' })
  await expect(left.getByRole('listitem')).toHaveCount(2)
  for (const box of await left.getByRole('checkbox').all()) {
    await box.focus()
    await keys.press('Space')
  }
  await left.getByRole('button', { name: '2 nu versturen' }).focus()
  await keys.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await keys.press('Enter')
  await expect(page.getByText('2 items uitgebracht.')).toBeVisible()
  await expect(page.getByRole('region', { name: /niet op tijd uit/ })).toHaveCount(0)
  const after = await dayOf(page, clock.now())
  expect(after.filter(({ outAt }) => outAt !== null)).toHaveLength(2)
  expect(after.filter(({ missed: late }) => late !== null)).toHaveLength(0)
  await expect(timetable(page).getByRole('row', { name: /De spoorbonden/ })).toHaveAttribute(
    'data-kind',
    'coming',
  )
})
