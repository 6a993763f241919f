/** Writing: blocks and marks, one line of undo, links, find, history, and two windows in one text. */
import type { Desk } from './support/desk.ts'
import { openExample, settled } from './support/example.ts'
import { begin, body, chips, headline, nextStep, pastFocus, undo } from './support/galley.ts'
import { letters, strike } from './support/strike.ts'
import { expect, test } from './support/test.ts'

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
  await pastFocus(page)
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
