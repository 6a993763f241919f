/**
 * All the way: a lead and its rail go from the galley to a real WordPress and to a folder of NewsML-G2; a wrong name is
 * corrected in both, and two chiefs empty both. In the end the site is handed a time ahead. At every step the screen of deliveries is held against what the site and the
 * folder themselves have.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFile as readWire } from '../../shared/formats/read-file.ts'
import { haveSchemas, invalidXml } from '../prove/formats/schemas.ts'
import { rowsOf, seenByReaders, wordsOf } from '../prove/wordpress/readers.ts'
import { startWordpress, type TestWordpress } from '../support/wordpress.ts'
import type { Desk } from './support/desk.ts'
import { goTo, openExample } from './support/example.ts'
import { approve, changePlaces, releaseFromGalley, releaseFromQueue, retype } from './support/newsroom.ts'
import { picture } from './support/pictures.ts'
import { addFolderTarget, deliveryRow, newTarget, saveTarget } from './support/targets.ts'
import { expect, test } from './support/test.ts'

const LEAD = /Harkeveen dooft/
const TRAMS = /Trams in Veldermonde/
const BAKED = /Een bakker in Harkeveen/
/** Of the example: approved, with a time. */
const FERRY = 'De nachtboot van Port Amaril'
const ALL = [LEAD, TRAMS, BAKED]
const [SITE, PAPER] = ['Website', 'Krant']
const [WRONG, RIGHT] = ['Bronckhorst', 'Bronkhorst']

let folder = ''
let site: TestWordpress | null = null
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-through-'))
  site = await startWordpress()
})
test.afterEach(async () => {
  await site?.stop()
  site = null
  await rm(folder, { recursive: true, force: true })
})
const wordpress = (): TestWordpress => {
  if (site === null) throw new Error('no site')
  return site
}

/** What readers of the site have, apart from the post that WordPress greets with: number and words. */
const online = async (): Promise<Map<number, string>> => {
  const posts = await seenByReaders(wordpress())
  posts.delete(1)
  return new Map(
    [...posts].map(([id, { title, content }]) => [
      id,
      `${wordsOf(title.rendered)} ${wordsOf(content.rendered)}`,
    ]),
  )
}

/** Every file of the folder by its name. */
const inFolder = async (): Promise<Map<string, string>> => {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'))
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  )
}

/** The words of a pattern without white space, as `wordsOf` gives them. */
const joined = (words: RegExp | string): string =>
  (typeof words === 'string' ? words : words.source).replace(/\s+/gu, '')

const addSite = async (desk: Desk): Promise<void> => {
  const { user, password } = wordpress().person('editor')
  const dialog = await newTarget(desk)
  await dialog.getByRole('radio', { name: 'WordPress' }).check({ force: true })
  await dialog.getByRole('textbox', { name: 'Naam van de uitgang' }).fill(SITE)
  await dialog.getByRole('textbox', { name: 'Adres' }).fill(wordpress().url)
  await dialog.getByRole('textbox', { name: 'Gebruiker in WordPress' }).fill(user)
  await dialog.getByLabel('Toepassingswachtwoord').fill(password)
  await dialog.getByRole('checkbox', { name: 'De ontvanger staat in ons eigen netwerk' }).check()
  await dialog.getByRole('button', { name: 'Testen' }).click()
  await expect(dialog.getByRole('status')).toContainText('De uitgang doet het.')
  await saveTarget(dialog)
}

/** Turns on, or off again, that the site is handed times ahead. */
const handAhead = async ({ page }: Desk): Promise<void> => {
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Uitgangen' }).click()
  await page.getByRole('button', { name: `${SITE} wijzigen` }).click()
  const dialog = page.getByRole('dialog', { name: `Uitgang ${SITE}` })
  await dialog.getByRole('checkbox', { name: 'De tijd vooraf doorgeven' }).click()
  await dialog.getByRole('button', { name: 'Bewaren', exact: true }).click()
  await expect(dialog).toBeHidden()
}

/** Items as a receiver of the folder reads them; a package of the page besides, as its text. */
const received = async () => {
  const files = await inFolder()
  const [items, pages] = [new Map<string, ReturnType<typeof readWire>>(), new Map<string, string>()]
  for (const [name, text] of files) {
    if (name.includes('.page.')) pages.set(name, text)
    else items.set(name, readWire(new TextEncoder().encode(text)))
  }
  const wire = [...items].map(([name, result]) => {
    const [item, second] = result.ok ? result.items : []
    if (item === undefined || second !== undefined) throw new Error(`${name} is not one item of NewsML-G2`)
    return {
      name,
      status: item.status,
      version: item.version,
      words: JSON.stringify(item.copy),
      note: item.note,
    }
  })
  if (haveSchemas())
    expect(invalidXml('newsml-g2/newsml-g2-2.35_plus_nitf-3.6.xsd', [...files.values()])).toEqual({
      count: 0,
      said: [],
    })
  return { wire, pages: [...pages.values()] }
}

/** The line of a delivery says what arrived, and under which name of the target's own. */
const told = async (desk: Desk, item: RegExp, words: string): Promise<void> => {
  const [onSite, inPaper] = await Promise.all([
    deliveryRow(desk, item.source, SITE),
    deliveryRow(desk, item.source, PAPER),
  ])
  for (const row of [onSite, inPaper]) await expect(row.filter({ hasText: words })).toContainText('Geleverd')
}

test('a lead and its rail reach WordPress and a folder, are corrected there, and go from both', async ({
  launchDesk,
}) => {
  test.setTimeout(240_000)
  const desk = await openExample(launchDesk)
  const { page } = desk
  const composer = page.getByRole('dialog', { name: 'Wat moet er met dit artikel?' })

  await test.step('an admin sets up both targets', async () => {
    await addSite(desk)
    await addFolderTarget(desk, folder, PAPER, ['NewsML-G2 met NITF'], { pages: true })
  })

  await test.step('the lead comes from the galley with a wrong name in it, a brief from the queue', async () => {
    await goTo(page, 'Q')
    await page.getByRole('textbox', { name: 'Tekst van het kortje' }).click()
    await page.keyboard.type('HARKEVEEN (anp) - Een bakker in Harkeveen verkoopt broodjes zonder licht.')
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: BAKED }).click()
    await page.keyboard.press('s')
    await expect(page.getByRole('row', { name: BAKED })).toContainText('Ter goedkeuring')
    await goTo(page, 'D')
    await page.getByRole('option', { name: LEAD }).click()
    await retype(page, RIGHT, WRONG)
    await page
      .getByRole('button', { name: /^Opnieuw indienen/ })
      .first()
      .click()
  })

  await test.step('another chief approves what she wrote, and all of it is released', async () => {
    await changePlaces(page, 'Jorinde Kwast', 'Tobias Lamein')
    await approve(page, LEAD)
    await approve(page, BAKED)
    await releaseFromGalley(page, LEAD)
    await releaseFromQueue(page, TRAMS)
    await releaseFromQueue(page, BAKED)
    for (const item of ALL) await told(desk, item, 'versie 1')
  })

  await test.step('readers, the site, the folder and the screen tell the same', async () => {
    const posts = await online()
    expect(posts.size).toBe(3)
    const rows = await rowsOf(wordpress())
    expect(rows.map(({ status, categories }) => ({ status, categories }))).toEqual(
      ALL.map(() => ({ status: 'publish', categories: ['Binnenland'] })),
    )
    for (const item of ALL) {
      const [id] = [...posts].find(([, words]) => words.includes(joined(item))) ?? []
      expect(id).toBeDefined()
      await expect(await deliveryRow(desk, item.source, SITE)).toContainText(`kenmerk ${id}`)
    }
    const { wire, pages } = await received()
    expect(wire.map(({ status, version }) => ({ status, version }))).toEqual(
      ALL.map(() => ({ status: 'usable', version: 1 })),
    )
    for (const item of ALL) {
      const file = wire.find(({ words }) => item.test(words))
      await expect(await deliveryRow(desk, item.source, PAPER)).toContainText(file?.name ?? 'no such file')
    }
    expect([...posts.values()].some((words) => words.includes(WRONG))).toBe(true)
    expect(wire.filter(({ words }) => words.includes(WRONG))).toHaveLength(1)
    const [binnenland] = pages
    expect(pages).toHaveLength(1)
    for (const group of ['id="lead"', 'id="briefs"']) expect(binnenland).toContain(group)
    expect(binnenland?.match(/<itemRef /gu)).toHaveLength(3)
  })

  await test.step('the name is put right: the correction reaches both', async () => {
    await changePlaces(page, 'Tobias Lamein', 'Jorinde Kwast')
    await goTo(page, 'D')
    await page.getByRole('option', { name: LEAD }).click()
    await retype(page, WRONG, RIGHT)
    await page
      .getByRole('button', { name: /^Correctie ter goedkeuring/ })
      .first()
      .waitFor()
    await page.keyboard.press('Control+Enter')
    await composer.getByRole('textbox', { name: 'Waarom?' }).fill('De wethouder heet anders.')
    await composer.getByRole('button', { name: 'Correctie ter goedkeuring' }).click()
    await expect(page.getByText('De correctie ligt ter goedkeuring.')).toBeVisible()
    await changePlaces(page, 'Jorinde Kwast', 'Tobias Lamein')
    await approve(page, LEAD)
    await releaseFromGalley(page, LEAD)
    await told(desk, LEAD, 'correctie, versie 2')

    const posts = await online()
    expect(posts.size).toBe(3)
    expect([...posts.values()].some((words) => words.includes(`Ties${RIGHT}`))).toBe(true)
    const { wire } = await received()
    expect(wire).toHaveLength(3)
    const corrected = wire.find(({ words }) => LEAD.test(words))
    expect(corrected).toMatchObject({ status: 'usable', version: 2 })
    expect(corrected?.note).toContain(`"${RIGHT}" in plaats van "${WRONG}"`)
    const said = [...posts.values(), ...wire.map(({ words }) => words)].join('\n')
    // In the note alone: that is what it is about.
    expect(said.replaceAll(/CORRECTIE:.*/gu, '')).not.toContain(WRONG)
  })

  await test.step('one chief asks for the kill of all three, the other confirms: both are empty', async () => {
    for (const item of ALL) {
      await goTo(page, 'O')
      await page.getByRole('option', { name: item }).click()
      await page.keyboard.press('x')
      await expect(composer.getByRole('textbox', { name: 'Waarom?' })).toBeFocused()
      await page.keyboard.type('Het is niet waar.')
      await composer.getByRole('button', { name: 'Om intrekking vragen' }).click()
      await expect(page.getByRole('option', { name: item })).toContainText('intrekking gevraagd')
    }
    expect((await online()).size).toBe(3)
    await changePlaces(page, 'Tobias Lamein', 'Jorinde Kwast')
    for (const item of ALL) {
      await goTo(page, 'O')
      await page.getByRole('option', { name: item }).click()
      await page.keyboard.press('x')
      await expect(composer).toContainText('Tobias Lamein vraagt om dit in te trekken.')
      await composer.getByRole('button', { name: 'Intrekken', exact: true }).click()
      await expect(page.getByRole('option', { name: item })).toContainText('Ingetrokken')
    }
    for (const item of ALL) await told(desk, item, 'intrekken')

    expect(await online()).toEqual(new Map())
    const rows = await rowsOf(wordpress())
    expect(rows.map(({ status }) => status)).toEqual(ALL.map(() => 'trash'))
    for (const { title, content } of rows)
      expect(`${title} ${content}`).not.toMatch(/Bron.?c?khorst|Trams|bakker/)
    const { wire, pages } = await received()
    expect(wire.map(({ status }) => status)).toEqual(ALL.map(() => 'canceled'))
    for (const { words } of wire) expect(words).not.toMatch(/Bron.?c?khorst|Trams|bakker/)
    for (const text of pages) expect(text).not.toContain('<itemRef ')
    await goTo(page, 'L')
    await expect(page.getByText('Alles is aangekomen.')).toBeVisible()
  })

  await test.step('an admin has the site handed times ahead: a brief lies ready there, what is under embargo does not', async () => {
    await handAhead(desk)
    const row = await deliveryRow(desk, FERRY, SITE)
    await expect(row).toContainText('vooraf klaarzetten')
    await expect(row).toContainText('ligt daar klaar voor')
    await row.click()
    await picture(desk, 'handed-ahead')
    const ready = (await rowsOf(wordpress())).filter(({ status }) => status !== 'trash')
    expect(ready.map(({ status }) => status)).toEqual(['future'])
    expect(ready[0]?.content).toContain(FERRY)
    expect(await online()).toEqual(new Map())
    await handAhead(desk)
    await expect(await deliveryRow(desk, FERRY, SITE)).toContainText('niet meer klaarzetten')
    await expect(await deliveryRow(desk, FERRY, SITE)).toContainText('Geleverd')
    const back = (await rowsOf(wordpress())).filter(({ status }) => status !== 'trash')
    expect(back.map(({ status }) => status)).toEqual(['draft'])
  })
})
