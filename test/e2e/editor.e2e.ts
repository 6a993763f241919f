/** Writing: chips that form and come apart, one line of undo, find, a pasted page, hostile pastes, links, history. */
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import type { Desk } from './support/desk.ts'
import { openExample, settled } from './support/example.ts'
import { letters, strike } from './support/strike.ts'
import { expect, test } from './support/test.ts'

const headline = (page: Page): Locator => page.getByRole('textbox', { name: 'Kop', exact: true })
const kicker = (page: Page): Locator => page.getByRole('textbox', { name: 'Chapeau', exact: true })
const body = (page: Page): Locator => page.getByRole('textbox', { name: 'Tekst', exact: true })
const chips = (page: Page): Locator => page.getByRole('group', { name: 'Standplaats en bronnen' })

/** Longer than the time within which two keys are one step of undo: that time itself is what is waited for. */
const nextStep = (page: Page): Promise<void> => page.waitForTimeout(600)

const undo = (page: Page): Promise<void> => page.keyboard.press('Control+z')
const redo = (page: Page): Promise<void> => page.keyboard.press('Control+y')

const begin = async (page: Page, kind: 'lead' | 'brief' = 'lead'): Promise<void> => {
  await page.keyboard.press(kind === 'lead' ? 'Control+n' : 'Control+Shift+N')
  await expect(kind === 'lead' ? headline(page) : body(page)).toBeFocused()
}

/** Puts something on the clipboard and pastes it with the key that people use. */
const paste = async (
  { app, page }: { app: ElectronApplication; page: Page },
  data: { text?: string; html?: string },
  keys = 'Control+v',
): Promise<void> => {
  await app.evaluate(({ clipboard }, what) => {
    // Electron's own clipboard; newer types know only the one of the web.
    const { write } = clipboard as unknown as { write(data: typeof what): void }
    write(what)
  }, data)
  await page.keyboard.press(keys)
}

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

test('a typed dateline becomes chips, and undo walks back step by step', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await begin(page)
  // Struck, because words are one step only while no pause comes between their letters.
  await strike(desk, ...letters('Dijk houdt'))
  await expect(headline(page)).toHaveText('Dijk houdt')
  await page.keyboard.press('Enter')
  await expect(body(page)).toBeFocused()
  await nextStep(page)
  await strike(desk, ...letters('ALMATY (ANP/rtr/AFP) - '))
  await expect(chips(page).getByRole('button')).toHaveCount(4)
  await expect(chips(page)).toHaveText('ALMATY (ANP/RTR/AFP) - ')
  await strike(desk, ...letters('De dijk houdt.'))
  await expect(body(page)).toHaveText('ALMATY (ANP/RTR/AFP) - De dijk houdt.')
  await nextStep(page)

  await undo(page)
  await expect(body(page)).toHaveText('ALMATY (ANP/RTR/AFP) - ')
  await expect(chips(page)).toBeVisible()
  await undo(page)
  await expect(chips(page)).toBeHidden()
  await expect(body(page)).toHaveText('ALMATY (ANP/rtr/AFP) - ')
  await undo(page)
  await expect(body(page)).toHaveText('')
  await expect(headline(page)).toHaveText('Dijk houdt')
  await undo(page)
  await expect(headline(page)).toHaveText('')
  await expect(headline(page)).toBeFocused()
  // Undo never takes back what was there when the item was opened.
  await undo(page)
  await expect(body(page)).toBeVisible()

  for (let step = 0; step < 4; step += 1) await redo(page)
  await expect(headline(page)).toHaveText('Dijk houdt')
  await expect(body(page)).toHaveText('ALMATY (ANP/RTR/AFP) - De dijk houdt.')
})

test('chips come apart with Backspace, in one step', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await begin(page, 'brief')
  await page.keyboard.type("'s-GRAVENWAARD/KYIV (ANP) - De kade.")
  await expect(chips(page).getByRole('button')).toHaveCount(3)
  await page.keyboard.press('Home')
  await settled(page)
  await page.keyboard.press('Backspace')
  await expect(chips(page)).toBeHidden()
  await expect(body(page)).toHaveText("'s-GRAVENWAARD/KYIV (ANP) - De kade.")
  await undo(page)
  await expect(chips(page).getByRole('button')).toHaveCount(3)
  await expect(body(page)).toHaveText("'s-GRAVENWAARD/KYIV (ANP) - De kade.")
})

test('chips are walked, changed, added, moved and removed by keys', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await begin(page, 'brief')
  await page.keyboard.type('TAMAR (ANP/RTR) - Tekst.')
  await expect(chips(page).getByRole('button')).toHaveCount(3)
  await expect(body(page)).toContainText('Tekst.')
  await page.keyboard.press('Home')
  await settled(page)
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('button', { name: 'Bron RTR' })).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.type('an')
  await expect(page.getByRole('option', { name: /^ANP.*staat er al$/ })).toBeVisible()
  await page.keyboard.type('x')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Bron anx, niet in het register' })).toBeFocused()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(chips(page)).toHaveText('TAMAR (ANP/anx/RTR) - ')
  await page.keyboard.press('Delete')
  await expect(page.getByRole('button', { name: 'Bron RTR' })).toBeFocused()
  await page.keyboard.press('Home')
  await settled(page)
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await settled(page)
  await page.keyboard.type('-stad')
  await page.keyboard.press(',')
  await page.keyboard.type('Valtora')
  await page.keyboard.press('Enter')
  await expect(chips(page)).toHaveText('TAMAR-STAD/VALTORA (ANP/RTR) - ')
  await page.keyboard.press('Escape')
  await expect(body(page)).toBeFocused()
  for (let step = 0; step < 5; step += 1) await undo(page)
  await expect(chips(page)).toHaveText('TAMAR (ANP/RTR) - ')
})

test('chips change places by drag', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await begin(page, 'brief')
  await page.keyboard.type('TAMAR (RTR/ANP) - Tekst.')
  await page.getByRole('button', { name: 'Bron ANP' }).dragTo(page.getByRole('button', { name: 'Bron RTR' }))
  await expect(chips(page)).toHaveText('TAMAR (ANP/RTR) - ')
})

test('a place in mixed case is offered: Tab takes it, Escape leaves it', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await begin(page, 'brief')
  await page.keyboard.type('San Mateo (ANP) - ')
  await expect(page.getByText('Maak standplaats: SAN MATEO (ANP)')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Maak standplaats')).toBeHidden()
  await expect(body(page)).toHaveText('San Mateo (ANP) - ')
  await page.keyboard.press('Backspace')
  await page.keyboard.type(' ')
  await page.keyboard.press('Tab')
  await expect(chips(page)).toHaveText('SAN MATEO (ANP) - ')
  await expect(body(page)).toBeFocused()
})

test('prose is never taken for a dateline', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await begin(page, 'brief')
  await page.keyboard.type('Volgens de VN (NATO) - en anderen - is het rustig.')
  await expect(chips(page)).toBeHidden()
  await expect(body(page)).toHaveText('Volgens de VN (NATO) - en anderen - is het rustig.')
})

test('blocks and marks have keys, and Enter in a subhead begins a paragraph', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await begin(page)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Alt+2')
  await page.keyboard.type('Tussenkop')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Gewoon ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('vet')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Alt+q')
  await page.keyboard.type('Citaat')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Shift+8')
  await page.keyboard.type('een')
  await page.keyboard.press('Enter')
  await page.keyboard.type('twee')
  await expect(body(page).getByRole('heading')).toHaveText('Tussenkop')
  await expect(body(page).locator('h2 + p')).toHaveText('Gewoon vet')
  await expect(body(page).locator('strong')).toHaveText('vet')
  await expect(body(page).locator('blockquote')).toHaveText('Citaat')
  await expect(body(page).getByRole('listitem')).toHaveText(['een', 'twee'])
})

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

test('a dateline that is pasted in front becomes chips, in a step of its own', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await begin(page, 'brief')
  await paste(desk, { text: 'BRUSSEL (ANP/dpa) – De top begint maandag.' })
  await expect(chips(page)).toContainText('BRUSSEL (ANP/')
  await expect(body(page)).toContainText('De top begint maandag.')
  await undo(page)
  await expect(chips(page)).toBeHidden()
  await expect(body(page)).toHaveText('BRUSSEL (ANP/dpa) – De top begint maandag.')
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

test('a link takes an address that is one, and nothing else', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await begin(page)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Lees dossier')
  await page.keyboard.press('Control+Shift+k')
  await expect(page.getByRole('textbox', { name: 'Adres van de link' })).toBeFocused()
  await page.keyboard.type('javascript:alert(1)')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Alleen adressen met https, http of mailto.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Adres van de link' }).fill('sluispost.nl/dossier')
  await page.keyboard.press('Enter')
  await expect(body(page).getByRole('link', { name: 'dossier' })).toHaveAttribute(
    'href',
    'https://sluispost.nl/dossier',
  )
})

test('find goes through headline and text, and returns to where it was', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await begin(page)
  await page.keyboard.type('Cairo wacht')
  await page.keyboard.press('Enter')
  await page.keyboard.type('In Caïro is het rustig. Ook buiten CAÏRO.')
  await page.keyboard.press('Control+Home')
  await settled(page)
  await page.keyboard.press('Control+f')
  const bar = page.getByRole('search', { name: 'Zoeken in dit item' })
  await expect(bar.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('cairo')
  await expect(bar).toContainText('2 van 3')
  await page.keyboard.press('Enter')
  await expect(bar).toContainText('3 van 3')
  await page.keyboard.press('Enter')
  await expect(bar).toContainText('1 van 3')
  await page.keyboard.press('Shift+Enter')
  await bar.getByRole('button', { name: 'Ook vervangen' }).click()
  await bar.getByRole('textbox', { name: 'Vervang door' }).fill('Giza')
  await bar.getByRole('button', { name: 'Vervang alles' }).click()
  await expect(bar).toContainText('niets gevonden')
  await expect(headline(page)).toHaveText('Giza wacht')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(body(page)).toBeFocused()
  await undo(page)
  await expect(body(page)).toHaveText('In Caïro is het rustig. Ook buiten CAÏRO.')
  await expect(headline(page)).toHaveText('Cairo wacht')
})

test('fields are undone with the text, in one line', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await begin(page)
  await strike(desk, ...letters('Kop'))
  await expect(headline(page)).toHaveText('Kop')
  await nextStep(page)
  await page.getByRole('textbox', { name: 'Slug' }).click()
  await strike(desk, ...letters('mijn-slug'))
  await expect(page.getByRole('textbox', { name: 'Slug' })).toHaveValue('mijn-slug')
  await nextStep(page)
  await page.getByRole('radio', { name: '2' }).check({ force: true })
  await headline(page).click()
  await undo(page)
  await expect(page.getByRole('radio', { name: '2' })).not.toBeChecked()
  await undo(page)
  await expect(page.getByRole('textbox', { name: 'Slug' })).toHaveValue('')
  await expect(headline(page)).toHaveText('Kop')
})

test('a revision is compared and restored, and that can be undone', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await begin(page)
  await page.keyboard.type('Drie provincies')
  await page.keyboard.press('Enter')
  await page.keyboard.type('KALMINSK (ANP) - Het hof schorst de uitslag in drie provincies.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('versie 1', { exact: true })).toBeVisible()
  await page.keyboard.type(' Er komt hoger beroep.')
  await expect(page.getByText('Gewijzigd sinds het ter goedkeuring ligt.')).toBeVisible()
  await page.getByRole('button', { name: 'Toon het verschil' }).click()
  await expect(page.getByRole('insertion')).toContainText('Er komt hoger beroep.')
  await page.getByRole('button', { name: 'Zet versie 1 terug' }).click()
  await expect(body(page)).toHaveText('KALMINSK (ANP) - Het hof schorst de uitslag in drie provincies.')
  await body(page).click()
  await undo(page)
  await expect(body(page)).toContainText('Er komt hoger beroep.')
  await expect(page.getByRole('button', { name: 'Opnieuw indienen' })).toHaveCount(2)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('versie 2', { exact: true })).toBeVisible()
  await expect(page.getByText('Gewijzigd sinds het ter goedkeuring ligt.')).toBeHidden()
})

/** For every key, how often React committed between hearing it and drawing it. */
const countCommits = async ({ page }: Desk, keys: string): Promise<number[]> => {
  await page.evaluate(() => {
    const counted = window as unknown as { commits: number; perKey: number[]; counting?: AbortController }
    counted.perKey = []
    counted.counting?.abort()
    counted.counting = new AbortController()
    addEventListener(
      'keydown',
      () => {
        const before = counted.commits
        const at = counted.perKey.push(0) - 1
        requestAnimationFrame(() => {
          counted.perKey[at] = counted.commits - before
        })
      },
      { capture: true, signal: counted.counting.signal },
    )
  })
  await page.keyboard.type(keys, { delay: 30 })
  await settled(page)
  return page.evaluate(() => (window as unknown as { perKey: number[] }).perKey)
}

test('a plain key reaches no component', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  // React tells whoever stands in this place of every commit; it has to stand there before React does.
  await page.addInitScript(() => {
    Object.assign(window, {
      commits: 0,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberRoot: () => {
          ;(window as unknown as { commits: number }).commits += 1
        },
        onCommitFiberUnmount: () => undefined,
        onPostCommitFiberRoot: () => undefined,
        checkDCE: () => undefined,
      },
    })
  })
  await page.reload()
  await page.getByRole('option').first().waitFor()
  await page.getByRole('option', { name: /Klokkenmuseum/ }).click()
  await body(page).click()
  await page.keyboard.press('Control+End')
  await settled(page)
  // What opening the item still draws is drawn when sixty frames in a row drew nothing.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const counted = window as unknown as { commits: number }
        let [before, quiet] = [counted.commits, 0]
        const frame = (): void => {
          quiet = counted.commits === before ? quiet + 1 : 0
          before = counted.commits
          if (quiet === 60) resolve()
          else requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
  )
  expect(await page.evaluate(() => (window as unknown as { commits: number }).commits)).toBeGreaterThan(0)
  // A list that hears of the words, or a clock, may be drawn while somebody types; what a key itself does, it does each
  // time that it is typed.
  const rounds: number[][] = []
  for (let round = 0; round < 3; round += 1)
    rounds.push(await countCommits(desk, ' En dan nog een gewone zin met een paar woorden erbij'))
  const [first = []] = rounds
  expect(first.length).toBeGreaterThan(50)
  expect(first.map((_, key) => Math.min(...rounds.map((round) => round[key] ?? 0))).filter(Boolean)).toEqual(
    [],
  )
})

test('two windows on one item write in one text, and each undoes its own words', async ({ launchDesk }) => {
  const { app, page } = await openExample(launchDesk)
  await page.getByRole('option', { name: /Klokkenmuseum/ }).click()
  await expect(body(page)).toBeVisible()
  const opening = app.waitForEvent('window')
  await page.getByRole('button', { name: 'In een eigen venster' }).click()
  const other = await opening
  await expect(chips(other)).toHaveText("'s-LANDERVEEN (ANP) - ")
  await body(other).click()
  await other.keyboard.press('Control+End')
  await settled(other)
  await other.keyboard.type(' Uit het tweede venster.')
  await body(page).click()
  await page.keyboard.press('Control+Home')
  await settled(page)
  // At once: one step of undo, however slow the computer is.
  await page.keyboard.insertText('EERST ')
  await expect(body(other)).toContainText('(ANP) - EERST In het klokkenmuseum')
  await expect(body(page)).toContainText('Uit het tweede venster.')
  await undo(page)
  await expect(body(page)).not.toContainText('EERST')
  await expect(body(other)).not.toContainText('EERST')
  await expect(body(page)).toContainText('Uit het tweede venster.')

  await page.keyboard.press('Control+Home')
  await settled(page)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Delete')
  await expect(chips(other)).toHaveText("'s-LANDERVEEN - ")
})

for (const { times, what } of [
  { times: 1, what: 'is drawn again' },
  { times: 1000, what: 'is built anew' },
])
  test(`a page on which words of somebody else could not be drawn ${what}, and deletes none of them`, async ({
    launchDesk,
  }) => {
    const { app, page } = await openExample(launchDesk)
    await page.getByRole('option', { name: /Klokkenmuseum/ }).click()
    const opening = app.waitForEvent('window')
    await page.getByRole('button', { name: 'In een eigen venster' }).click()
    const other = await opening
    await expect(body(other)).toBeVisible()
    // The DOM refuses once, or as long as this editor stands.
    await body(page).evaluate((editor, limit) => {
      const insert = Node.prototype.insertBefore
      let left = limit
      Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
        if (left > 0 && editor.contains(this)) {
          left -= 1
          throw new Error('the page cannot be drawn')
        }
        return insert.call(this, node, before) as T
      }
    }, times)
    await body(other).click()
    await other.keyboard.press('Control+End')
    await settled(other)
    await other.keyboard.press('Enter')
    await other.keyboard.type('Uit het tweede venster.')
    await expect(body(page)).toContainText('Uit het tweede venster.')

    await body(page).click()
    await page.keyboard.press('Control+Home')
    await settled(page)
    await page.keyboard.type('EERST ')
    await expect(body(other)).toContainText('EERST')
    await expect(body(other)).toContainText('Uit het tweede venster.')
    await expect(body(page)).toContainText('Uit het tweede venster.')
  })

test('copied text takes its dateline along', async ({ launchDesk }) => {
  const { app, page } = await openExample(launchDesk)
  await page.getByRole('option', { name: /Klokkenmuseum/ }).click()
  await body(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(/^'s-LANDERVEEN \(ANP\) - In het klokkenmuseum/)
})
