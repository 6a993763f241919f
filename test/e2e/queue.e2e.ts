import { DateTime } from 'luxon'
import { goTo, openExample } from './support/example.ts'
import { expect, test } from './support/test.ts'

/** The next Sunday on which the clocks of Amsterdam change: the last one of the month. */
const nextChange = (month: 3 | 10): string => {
  const now = DateTime.now().setZone('Europe/Amsterdam')
  const lastSunday = (year: number): DateTime => {
    const end = DateTime.fromObject({ year, month }, { zone: 'Europe/Amsterdam' }).endOf('month')
    return end.minus({ days: end.weekday % 7 })
  }
  const day = lastSunday(now.year).startOf('day')
  return (day > now.plus({ days: 1 }) ? day : lastSunday(now.year + 1)).toFormat('d-M-yyyy')
}

test('briefs one after another, by keys alone', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'Q')
  const waiting = page.getByRole('grid', { name: 'Zonder tijd' })
  const timetable = page.getByRole('grid', { name: 'Op tijd' })
  await expect(waiting.getByRole('row')).toHaveCount(3)

  await page.keyboard.press('v')
  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toBeFocused()
  await page.keyboard.type('VELBACH (anp/rtr) - De dam boven Velbach houdt het. @over 25 min')
  const reads = page.getByRole('group', { name: 'Zo leest Kopij de regel' })
  await expect(reads).toContainText('VELBACH')
  await expect(reads).toContainText('ANP')
  await expect(reads).toContainText('over 25 minuten')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Vissers redden een onbemand schip.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Port-Elise (ANP) - Alle vluchten zijn geschrapt.')
  await expect(page.getByRole('button', { name: 'Neem PORT-ELISE over als standplaats' })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')

  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toHaveValue('')
  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toBeFocused()
  await expect(
    timetable.getByRole('row', { name: /VELBACH \(ANP\/RTR\).*De dam boven Velbach/ }),
  ).toBeVisible()
  await expect(waiting.getByRole('row', { name: /Vissers redden/ })).toBeVisible()
  await expect(waiting.getByRole('row', { name: /PORT-ELISE \(ANP\).*Alle vluchten/ })).toBeVisible()
})

test('a time that is not finished keeps the line, and the line survives a walk', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'Q')
  await page.keyboard.press('v')
  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toBeFocused()
  await page.keyboard.type('De kabelbaan gaat weer open. @17.')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Welke tijd bedoelt u met "@17."?')

  await page.getByRole('button', { name: /^Redactie \d/ }).click()
  await page.getByRole('button', { name: /^Wachtrij/ }).click()
  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toHaveValue(
    'De kabelbaan gaat weer open. @17.',
  )
})

test('a brief gets its time where it stands, and undo takes it back', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'Q')
  const waiting = page.getByRole('grid', { name: 'Zonder tijd' })
  const timetable = page.getByRole('grid', { name: 'Op tijd' })
  const trams = /Trams in Veldermonde/
  await waiting.getByRole('row', { name: trams }).click()

  await page.keyboard.press('t')
  await expect(page.getByRole('textbox', { name: 'Verschijnt om' })).toBeFocused()
  await page.keyboard.type('morgen 7u')
  await expect(page.getByText(/^morgen 07:00, over/)).toBeVisible()
  await page.keyboard.press('Enter')
  const timed = timetable.getByRole('row', { name: trams })
  await expect(timed).toContainText('07:00')
  await expect(timed).toContainText('Ingepland')
  await expect(page.getByText('1 item staat op morgen 07:00.')).toBeVisible()
  // Focus goes with the brief.
  await expect(timed).toBeFocused()

  await page.keyboard.press('+')
  await expect(timed).toContainText('07:01')
  await page.keyboard.press('Shift++')
  await expect(timed).toContainText('07:06')
  await expect(page.getByText('1 item staat op morgen 07:06.')).toBeVisible()
  await page.keyboard.press('z')
  await expect(timed).toContainText('07:01')
  await page.keyboard.press('Control+z')
  await expect(timed).toContainText('07:00')
  await page.keyboard.press('Control+Shift+z')
  await expect(timed).toContainText('07:01')
})

test('a time before the end of an embargo is refused, and a lift is asked for', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'Q')
  const trams = page.getByRole('row', { name: /Trams in Veldermonde/ })
  await trams.click()
  await page.keyboard.press('e')
  await expect(page.getByRole('textbox', { name: 'Embargo tot' })).toBeFocused()
  await page.keyboard.type('morgen 9u')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Embargo tot morgen 09:00 op 1 item.')).toBeVisible()
  await expect(trams).toContainText('embargo')
  await page.keyboard.press('t')
  await expect(page.getByRole('textbox', { name: 'Verschijnt om' })).toBeFocused()
  await page.keyboard.type('morgen 7u')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Deze publicatietijd ligt voor het einde van het embargo/)).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await trams.click()
  await page.keyboard.press('Shift+E')
  const dialog = page.getByRole('dialog', { name: 'Vragen om het embargo op te heffen?' })
  await dialog.getByRole('textbox', { name: 'Reden' }).fill('De bron geeft het vrij')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Gevraagd. Een andere chef bevestigt het.')).toBeVisible()
})

test('a wall time that does not exist is refused, one that comes twice is asked about', async ({
  launchDesk,
}) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'Q')
  await page.getByRole('row', { name: /Trams in Veldermonde/ }).click()
  await page.keyboard.press('t')
  const field = page.getByRole('textbox', { name: 'Verschijnt om' })
  await expect(field).toBeFocused()

  await field.fill(`${nextChange(3)} 2.30`)
  await expect(page.getByText(/^02:30 bestaat op zondag .* niet: dan gaat de klok vooruit/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field).toBeVisible()

  await field.fill(`${nextChange(10)} 2.30`)
  await expect(page.getByText(/^02:30 komt op zondag .* twee keer voor/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'De eerste (UTC+2)' })).toBeFocused()
  await page.getByRole('button', { name: 'De tweede (UTC+1)' }).click()
  await expect(page.getByRole('grid', { name: 'Op tijd' }).getByRole('row', { name: /Trams/ })).toContainText(
    '02:30',
  )
})

test('several at once: submitted, read whole, and approved', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'Q')
  const waiting = page.getByRole('grid', { name: 'Zonder tijd' })
  await waiting.getByRole('row', { name: /De natuurijsbaan/ }).click()
  await page.keyboard.press('s')
  await expect(waiting.getByRole('row', { name: /De natuurijsbaan/ })).toContainText('Ter goedkeuring')

  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await expect(page.getByRole('row', { selected: true })).toHaveCount(3)
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog', { name: 'Lees en keur 1 item' })
  await expect(dialog).toContainText('De natuurijsbaan van Brenholm gaat dit weekeinde open')
  // One is her own, one is approved by now: both are left out, and said.
  await expect(dialog).toContainText('2 gekozen items kunt u niet keuren')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('1 item goedgekeurd.')).toBeVisible()
  await expect(waiting.getByRole('row', { name: /De natuurijsbaan/ })).toContainText('Goedgekeurd')

  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { selected: true })).toHaveCount(0)
  await waiting.getByRole('row', { name: /De natuurijsbaan/ }).click()
  await page.keyboard.press('Delete')
  await expect(page.getByText('1 item weggelegd.')).toBeVisible()
  await page.keyboard.press('z')
  await expect(waiting.getByRole('row', { name: /De natuurijsbaan/ })).toBeVisible()
})

test('a page pasted into the entry becomes its briefs, and one undo puts them away', async ({
  launchDesk,
}) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await goTo(page, 'Q')
  await desk.app.evaluate(({ clipboard }) =>
    clipboard.writeText(
      [
        'VELBACH (ANP) - De dam boven Velbach houdt het voorlopig.',
        '4 minuten geleden',
        'PORT-ELISE (anp/RTR) - Alle vluchten zijn geschrapt na een zandstorm.',
        '1 uur geleden',
      ].join('\n'),
    ),
  )
  await page.keyboard.press('v')
  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toBeFocused()
  await page.keyboard.press('Control+v')
  await expect(page.getByText('In wat u plakte zitten 2 kortjes.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Voeg ze alle 2 toe' })).toBeFocused()
  await page.keyboard.press('Enter')
  const waiting = page.getByRole('grid', { name: 'Zonder tijd' })
  await expect(waiting.getByRole('row', { name: /VELBACH \(ANP\).*De dam/ })).toBeVisible()
  await expect(waiting.getByRole('row', { name: /PORT-ELISE \(ANP\/RTR\)/ })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toBeFocused()

  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await expect(waiting.getByRole('row')).toHaveCount(3)
})

test('a brief is carried onto a minute by the pointer, and Escape puts it back', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'Q')
  const trams = /Trams in Veldermonde/
  const waiting = page.getByRole('grid', { name: 'Zonder tijd' }).getByRole('row', { name: trams })
  const timed = page.getByRole('grid', { name: 'Op tijd' }).getByRole('row', { name: trams })
  const lane = await page.locator('[data-timetable]').boundingBox()
  if (!lane) throw new Error('there is no timetable')
  const carry = async (): Promise<void> => {
    await waiting.hover()
    await page.mouse.down()
    await page.mouse.move(lane.x + lane.width / 2, lane.y + lane.height * 0.7)
    await page.mouse.move(lane.x + lane.width / 2, lane.y + lane.height * 0.75)
  }
  await carry()
  await expect(timed).toHaveAttribute('data-moving', 'true')
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(timed).toHaveCount(0)
  await expect(waiting).toBeVisible()

  await carry()
  await page.mouse.up()
  await expect(timed).toContainText('Ingepland')
  await expect(timed).toHaveAttribute('data-moving', 'false')
  await expect(page.getByText(/^1 item staat op/)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(waiting).toBeVisible()
})

test('from the line to the brief that was made is one key, and a sign moves it on from where it stands', async ({
  launchDesk,
}) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'Q')
  await page.keyboard.press('v')
  const line = page.getByRole('textbox', { name: 'Tekst van het kortje' })
  await expect(line).toBeFocused()
  await page.keyboard.insertText('TAMAR (ANP) - De pas blijft dicht.')
  await page.keyboard.press('Enter')
  const brief = page.getByRole('row', { name: /De pas blijft dicht/ })
  await expect(brief).toBeVisible()
  await page.keyboard.insertText('Een halve regel')
  await page.keyboard.press('Escape')
  await expect(brief).toBeFocused()
  await expect(line).toHaveValue('Een halve regel')
  for (const [typed, read] of [
    ['morgen 23.40', '23:40'],
    ['+15', '23:55'],
  ] as const) {
    await page.keyboard.press('t')
    const field = page.getByRole('textbox', { name: 'Verschijnt om' })
    await expect(field).toBeFocused()
    await page.keyboard.type(typed)
    // What was understood is within sight, also at the foot of the day.
    await expect(page.getByText(new RegExp(`morgen ${read}`)).last()).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('Enter')
    await expect(page.getByText(`1 item staat op morgen ${read}.`)).toBeVisible()
    await expect(brief).toBeFocused()
  }
})
