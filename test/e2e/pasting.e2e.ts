/** What is pasted: a whole page, formatted text, plain words, and HTML that means harm. */
import { openExample } from './support/example.ts'
import { begin, body, chips, headline, kicker, paste, redo, undo } from './support/galley.ts'
import { expect, test } from './support/test.ts'

const PAGE = [
  'Gevaar aan de rivier',
  'Stuwdam boven Velbach houdt, dertien dorpen blijven leeg',
  'Door Merel Oosterhof',
  '4 minuten geleden',
  'VELBACH (ANP/DPA/AFP) - De stuwdam boven het dal van de Aulach houdt het voorlopig, maar de inwoners van dertien dorpen mogen op zijn vroegst maandag naar huis.',
  'Duikers vonden onder de waterlijn een scheur van elf meter. De breuk is sinds dinsdagavond niet meer gegroeid.',
  'Sirenes in de nacht',
  'De ontruiming begon dinsdag even na drie uur, toen drukmeters in de wand een afwijking doorgaven.',
  'Meer uit Buitenland',
  'PORT-ELISE (ANP) - Op de luchthaven van Port-Elise zijn alle vluchten geschrapt door een storing in de verkeersleiding.',
  '6 minuten geleden',
  'SARMIA (ANP/RTR) - Vissers voor de kust van Sarmia hebben een onbemand vrachtschip op sleeptouw genomen.',
  '12 minuten geleden',
].join('\n')

test('a whole page pasted into an empty lead becomes structure, two undos take it back', async ({
  launchDesk,
}) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await begin(page)
  await paste(desk, { text: PAGE })
  await expect(headline(page)).toHaveText('Stuwdam boven Velbach houdt, dertien dorpen blijven leeg')
  await expect(kicker(page)).toHaveText('Gevaar aan de rivier')
  await expect(page.getByRole('main').getByRole('textbox', { name: 'Auteur' })).toHaveValue('Merel Oosterhof')
  await expect(chips(page)).toHaveText('VELBACH (ANP/DPA/AFP) - ')
  await expect(body(page).getByRole('heading')).toHaveText('Sirenes in de nacht')
  await expect(body(page).getByRole('paragraph')).toHaveCount(3)
  await expect(page.getByText('2 kortjes gevonden')).toBeVisible()

  await body(page).click()
  await undo(page)
  await expect(headline(page)).toHaveText('')
  await expect(chips(page)).toBeHidden()
  await expect(body(page)).toContainText('Door Merel Oosterhof')
  await expect(page.getByText('2 kortjes gevonden')).toBeHidden()
  await undo(page)
  await expect(body(page)).toHaveText('')
  await redo(page)
  await redo(page)
  await expect(headline(page)).toHaveText('Stuwdam boven Velbach houdt, dertien dorpen blijven leeg')

  await page.getByRole('button', { name: 'Maak kortjes' }).click()
  await expect(page.getByRole('option', { name: /Op de luchthaven van Port-Elise/ })).toBeVisible()
  await expect(page.getByRole('option', { name: /Vissers voor de kust van Sarmia/ })).toBeVisible()
})

test('an ordinary paste keeps what means something, one without formatting keeps words', async ({
  launchDesk,
}) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  const html = '<h2>Kopje</h2><p style="color:red">Een <b>vet</b> woord.</p><ul><li>punt</li></ul>'
  await begin(page)
  await page.keyboard.type('Kop')
  await page.keyboard.press('Enter')
  await paste(desk, { html, text: 'Kopje\nEen vet woord.\npunt' })
  await expect(body(page).getByRole('heading')).toHaveText('Kopje')
  await expect(body(page).locator('strong')).toHaveText('vet')
  await expect(body(page).getByRole('listitem')).toHaveText('punt')
  await expect(body(page).locator('[style]')).toHaveCount(0)
  await undo(page)
  await expect(body(page)).toHaveText('')
  await paste(desk, { html, text: 'Kopje\nEen vet woord.\npunt' }, 'Control+Shift+v')
  await expect(body(page).getByRole('paragraph')).toHaveText(['Kopje', 'Een vet woord.', 'punt'])
  await expect(body(page).getByRole('heading')).toHaveCount(0)
})

const HOSTILE = [
  '<img src=x onerror="window.hit=1">beeld',
  '<svg onload="window.hit=1"><text>svg</text></svg>na',
  '<a href="javascript:window.hit=1">klik</a>',
  '<a href="data:text/html,<script>1</script>">data</a>',
  '<iframe srcdoc="<script>parent.hit=1</script>"></iframe>kader',
  '<style>*{display:none}</style>stijl',
  '<p onmouseover="window.hit=1">alinea</p>',
  '<math><mtext><table><mglyph><style><img src=x onerror="window.hit=1">',
  '<form action="https://a.example"><button formaction="javascript:1">x</button></form>vorm',
  '<script>window.hit=1</script>tekst',
]

test('hostile HTML stays text, pasted or dropped', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await begin(page)
  await page.keyboard.type('Kop')
  await page.keyboard.press('Enter')
  for (const html of HOSTILE) await paste(desk, { html, text: 'gewone tekst' })
  await body(page).evaluate((element, all) => {
    for (const html of all) {
      const data = new DataTransfer()
      data.setData('text/html', html)
      data.setData('text/plain', 'gesleept')
      element.dispatchEvent(
        new DragEvent('drop', {
          bubbles: true,
          cancelable: true,
          dataTransfer: data,
          clientX: 700,
          clientY: 300,
        }),
      )
    }
  }, HOSTILE)
  // What a hostile element would load or run has had its turn when the window has nothing left to do.
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())))
  expect(await page.evaluate(() => Reflect.get(window, 'hit'))).toBeUndefined()
  const inside = await body(page).evaluate((element) =>
    [...element.querySelectorAll('*')].map((each) => ({
      tag: each.tagName,
      attributes: each.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style'),
      href: each.getAttribute('href'),
    })),
  )
  const allowed = /^(?:P|H2|BLOCKQUOTE|UL|OL|LI|BR|STRONG|EM|A|SPAN|IMG)$/
  for (const { tag, attributes, href } of inside) {
    expect(tag).toMatch(allowed)
    expect(attributes).toEqual([])
    expect(href ?? 'https://').toMatch(/^(?:https?|mailto):/)
  }
  // The only picture is the editor's own, which keeps a caret beside the chips.
  await expect(body(page).locator('img:not(.ProseMirror-separator)')).toHaveCount(0)
})
