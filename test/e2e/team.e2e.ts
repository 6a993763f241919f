/** A desk of two computers: written together, apart, and together again; decided on both sides; out once. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { freePort } from '../support/free-port.ts'
import {
  goByRail,
  invite,
  joinDesk,
  keepRecoveryCode,
  openText,
  paragraphs,
  read,
  release,
  row,
  speakDutch,
  submit,
  writeLead,
} from './support/colleagues.ts'
import { settled } from './support/example.ts'
import { type Network, openNetwork } from './support/network.ts'
import { hearNotifications } from './support/notifications.ts'
import { type Server, startServer } from './support/server.ts'
import { expect, test as withDesks } from './support/test.ts'

const DAM = 'Stuwdam houdt'
const TRAMS = 'Trams rijden weer'
const BRIDGE = 'Brug blijft dicht'
const FERRY = 'Veerpont vaart'

const test = withDesks.extend<{ out: string; server: Server; network(): Promise<Network> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from it
  out: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'kopij-out-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  server: async ({ out }, use, info) => {
    const server = await startServer({ desk: 'Avondblad', out })
    await use(server)
    if (info.status !== info.expectedStatus)
      await info.attach('hub.log', { body: server.log(), contentType: 'text/plain' })
    await server.discard()
  },
  network: async ({ server }, use) => {
    const networks: Network[] = []
    await use(async () => {
      const network = await openNetwork(server.port)
      networks.push(network)
      return network
    })
    for (const network of networks) await network.close()
  },
})

const statusLine = (page: Page) => page.getByRole('region', { name: 'Statusregel' })
const tray = (page: Page) => page.getByRole('region', { name: 'Onderweg naar de redactie' })

/** Resolves when nothing waits on a computer and it has reached the hub. */
const isHome = async (page: Page): Promise<void> => {
  await expect(statusLine(page).getByRole('button', { name: /^Bij de redactie/ })).toBeVisible()
  await expect(statusLine(page).getByRole('button', { name: /wacht(?:en)?$/ })).toHaveCount(0)
}

/** The headlines of the articles that the target got, each as often as it got it. */
const articles = async (out: string): Promise<string[]> => {
  const names = (await readdir(out)).filter((name) => name.endsWith('.ninjs.json'))
  const texts = await Promise.all(names.map((name) => readFile(join(out, name), 'utf8')))
  return texts
    .map((text) => [DAM, TRAMS, BRIDGE, FERRY].find((headline) => text.includes(`"${headline}"`)) ?? text)
    .sort()
}

test('one desk on two computers, written apart and together', async ({
  server,
  network,
  out,
  launchDesk,
}) => {
  test.setTimeout(120_000)
  const office = await network()
  const train = await network()
  const { page: merel } = await launchDesk()
  const second = await launchDesk()
  const joris = second.page

  await test.step('the first person comes with the printed code, and invites a chief', async () => {
    await speakDutch(merel)
    await joinDesk(merel, {
      address: office.address,
      code: server.code,
      name: 'Merel Oosterhof',
      passphrase: 'merel eet zout',
    })
    const code = await invite(merel, 'chef')
    await goByRail(merel, 'Redactie')
    await speakDutch(joris)
    await joinDesk(joris, {
      address: train.address,
      code,
      name: 'Joris Wiegersma',
      passphrase: 'joris schrijft graag',
    })
  })

  await test.step('they write in one item and see each other', async () => {
    await writeLead(merel, DAM, 'Het water staat hoog.')
    await openText(joris, DAM)
    await joris.keyboard.press('Enter')
    await joris.keyboard.type('Morgen zakt het.')
    await expect.poll(() => paragraphs(merel)).toEqual(['Het water staat hoog.', 'Morgen zakt het.'])
    await expect(merel.getByRole('button', { name: 'Joris schrijft mee' })).toBeVisible()
    await expect(joris.getByRole('button', { name: /^Merel (?:schrijft|leest) mee/ })).toBeVisible()
    await expect(merel.locator('.peer-caret', { hasText: 'Joris Wiegersma' })).toHaveCount(1)

    const first = merel.getByRole('textbox', { name: 'Tekst', exact: true }).locator('p').first()
    await first.click()
    await merel.keyboard.press('End')
    await settled(merel)
    await merel.keyboard.type(' Dat blijft zo.')
    await expect
      .poll(() => paragraphs(joris))
      .toEqual(['Het water staat hoog. Dat blijft zo.', 'Morgen zakt het.'])
  })

  await test.step('what is submitted here is said there, and a click goes to it', async () => {
    const notifications = await hearNotifications(second)
    await writeLead(merel, TRAMS, 'De rails liggen er weer.')
    await submit(merel, TRAMS)
    await expect
      .poll(() => notifications.heard())
      .toEqual([{ title: TRAMS, body: 'Ter goedkeuring, van Merel Oosterhof.' }])
    await notifications.click()
    await expect(joris.getByRole('heading', { level: 1, name: 'Keuren' })).toBeVisible()
    await expect(row(joris, TRAMS)).toHaveAttribute('aria-selected', 'true')
    // The next one appears in the list by itself.
    await writeLead(merel, BRIDGE, 'De brug is stuk.')
    await submit(merel, BRIDGE)
    await expect(row(joris, BRIDGE)).toBeVisible()
    // And so does a newer version of what is being read.
    await read(joris, BRIDGE)
    await openText(merel, BRIDGE)
    await merel.keyboard.type(' Nog steeds.')
    await submit(merel, BRIDGE)
    await expect(joris.getByText('Er is een nieuwere versie ingediend; die ziet u hier.')).toBeVisible()
    await expect(joris.getByRole('region', { name: 'Lezen en beslissen' })).toContainText('Nog steeds.')
  })

  await test.step('the train loses its network, and says so in words', async () => {
    train.cut()
    await expect(
      statusLine(joris).getByRole('button', { name: /^Geen verbinding sinds ?\d\d:\d\d$/ }),
    ).toBeVisible()
    await expect(statusLine(merel).getByRole('button', { name: /^Bij de redactie/ })).toBeVisible()
  })

  await test.step('on the train everything goes on', async () => {
    await read(joris, BRIDGE)
    await joris.keyboard.press('a')
    await expect(joris.getByText(`"${BRIDGE}" is goedgekeurd`)).toBeVisible()
    await read(joris, TRAMS)
    await joris.keyboard.press('a')
    await expect(joris.getByText(`"${TRAMS}" is goedgekeurd`)).toBeVisible()
    await goByRail(joris, 'Redactie')
    await release(joris, TRAMS)
    await openText(joris, DAM)
    await joris.keyboard.type(' Zegt het waterschap.')
    await writeLead(joris, FERRY, 'De pont vaart weer.')
    await submit(joris, FERRY)
  })

  await test.step('the tray says what waits, in words', async () => {
    await statusLine(joris)
      .getByRole('button', { name: /wacht(?:en)?$/ })
      .click()
    const lines = tray(joris).getByRole('listitem')
    for (const words of [
      `"${BRIDGE}" goedkeuren als chef`,
      `"${TRAMS}" goedkeuren als chef`,
      `"${TRAMS}" uitbrengen`,
      `Nieuw: "${FERRY}"`,
      `"${FERRY}" ter goedkeuring geven`,
    ])
      await expect(lines.filter({ hasText: words })).toHaveCount(1)
    await expect(lines.filter({ hasText: `Gewerkt aan "${DAM}"` }).first()).toBeVisible()
    await expect(tray(joris)).toContainText('De redactieserver is nu niet bereikbaar.')
  })

  await test.step('meanwhile the office writes on, and submits a newer version of the bridge', async () => {
    await openText(merel, BRIDGE)
    await merel.keyboard.type(' Dat duurt een week.')
    await submit(merel, BRIDGE)
    await openText(merel, DAM)
    await merel.keyboard.press('Control+Home')
    await settled(merel)
    await merel.keyboard.type('Goed nieuws. ')
    // What follows shows there without a key.
    await goByRail(merel, 'Keuren')
  })

  await test.step('the network is back: every word and every decision is there, once', async () => {
    train.mend()
    await tray(joris).getByRole('button', { name: 'Probeer nu' }).click()
    await isHome(joris)
    await expect(row(merel, FERRY)).toBeVisible()
    await goByRail(merel, 'Redactie')
    await openText(merel, DAM)
    await openText(joris, DAM)
    const both = [
      'Goed nieuws. Het water staat hoog. Dat blijft zo.',
      'Morgen zakt het. Zegt het waterschap.',
    ]
    await expect.poll(() => paragraphs(merel)).toEqual(both)
    await expect.poll(() => paragraphs(joris)).toEqual(both)
    for (const page of [merel, joris]) {
      await expect(row(page, TRAMS)).toContainText('Uit')
      await expect(row(page, FERRY)).toContainText('Ter goedkeuring')
      await expect(row(page, BRIDGE)).toContainText('Ter goedkeuring')
    }
    await expect.poll(() => articles(out)).toEqual([TRAMS])
  })

  await test.step('what did not go through is said with its reason and the next step', async () => {
    await expect(statusLine(joris).getByRole('button', { name: '1 niet doorgegaan' })).toBeVisible()
    // The tray still stands open.
    const refusal = tray(joris).getByRole('listitem').filter({ hasText: 'Niet doorgegaan:' })
    await expect(refusal).toContainText(BRIDGE)
    await expect(refusal).toContainText('Er is intussen een nieuwere versie ingediend.')
    await expect(refusal).toContainText('Lees wat er veranderde en beslis over die versie.')
    await refusal.getByRole('button', { name: 'Bekijk het item' }).click()
    await expect(joris.getByRole('textbox', { name: 'Kop', exact: true })).toHaveText(BRIDGE)
    await goByRail(joris, 'Keuren')
    await read(joris, BRIDGE)
    const reading = joris.getByRole('region', { name: 'Lezen en beslissen' })
    await expect(reading.locator('ins')).toContainText('Dat duurt een week.')
    await joris.keyboard.press('r')
    await joris.getByRole('textbox', { name: 'Notitie voor de schrijver' }).fill('Welke brug?')
    await joris.keyboard.press('Enter')
    await expect(row(merel, BRIDGE)).toContainText('Teruggegeven')
  })

  await test.step('the hub is killed, nobody stops, and it comes back', async () => {
    await server.kill()
    await goByRail(merel, 'Keuren')
    await read(merel, FERRY)
    await merel.keyboard.press('a')
    await expect(merel.getByText(`"${FERRY}" is goedgekeurd`)).toBeVisible()
    await goByRail(merel, 'Redactie')
    await release(merel, FERRY)
    await goByRail(joris, 'Redactie')
    await openText(joris, DAM)
    await joris.keyboard.type(' Einde.')
    for (const page of [merel, joris])
      await expect(statusLine(page).getByRole('button', { name: /^Geen verbinding/ })).toBeVisible()
    await server.start()
    await openText(merel, DAM)
    for (const page of [merel, joris]) {
      await isHome(page)
      await expect(row(page, FERRY)).toContainText('Uit')
      await expect
        .poll(() => paragraphs(page))
        .toEqual([
          'Goed nieuws. Het water staat hoog. Dat blijft zo.',
          'Morgen zakt het. Zegt het waterschap. Einde.',
        ])
    }
  })

  await test.step('who wrote along at another computer does not approve here either', async () => {
    await submit(merel, DAM)
    await goByRail(joris, 'Keuren')
    await joris.getByRole('tab', { name: /^Alles/ }).click()
    await expect(row(joris, DAM)).toContainText('U schreef mee: een ander keurt.')
    await row(joris, DAM).click()
    await expect(joris.getByText('U kunt dit item niet goedkeuren: u schreef eraan mee.')).toBeVisible()
  })

  await test.step('and each story is out once', async () => {
    await expect.poll(() => articles(out)).toEqual([TRAMS, FERRY])
    for (const page of [merel, joris]) {
      await goByRail(page, 'Uitleveringen')
      for (const headline of [TRAMS, FERRY]) {
        const delivery = page.getByRole('listitem').filter({ hasText: headline })
        await expect(delivery).toHaveCount(1)
        await expect(delivery).toContainText('Geleverd')
      }
    }
  })
})

test('a desk of one is shared from the app, and a colleague joins it', async ({ launchDesk }) => {
  const { page: merel } = await launchDesk()
  const port = await freePort()

  const code = await test.step('a first desk is shared', async () => {
    await speakDutch(merel)
    await merel.getByLabel('Naam van de redactie').fill('Avondblad')
    await merel.getByLabel('Uw naam').fill('Merel Oosterhof')
    await merel.keyboard.press('Enter')
    await expect(merel.getByRole('textbox', { name: 'Kop', exact: true })).toBeFocused()
    await merel.keyboard.type(DAM)
    await expect(row(merel, DAM)).toBeVisible()
    await merel.keyboard.press('Control+,')
    await merel.getByRole('tab', { name: 'Delen' }).click()
    await merel.getByRole('button', { name: 'Wachtwoordzin instellen' }).click()
    await merel.getByRole('dialog').getByRole('textbox').fill('merel eet zout')
    await merel.keyboard.press('Enter')
    await keepRecoveryCode(merel)
    const field = merel.getByRole('textbox', { name: 'Poort' })
    await field.fill(String(port))
    await field.press('Enter')
    const sharing = merel.getByRole('checkbox', { name: /^Deel deze redactie met collega's/ })
    await sharing.click()
    await merel.getByRole('button', { name: 'Ik vertrouw dit netwerk, deel de redactie' }).click()
    await expect(sharing).toBeChecked()
    await invite(merel, 'chef')
    await merel.getByRole('button', { name: 'Trek uitnodiging in' }).click()
    await expect(merel.getByText('De uitnodiging is ingetrokken; de code werkt niet meer.')).toBeVisible()
    await expect(merel.getByText('Er staat geen uitnodiging open.')).toBeVisible()
    const made = await invite(merel)
    await goByRail(merel, 'Redactie')
    await openText(merel, DAM)
    return made
  })

  await test.step('a colleague joins with its code, and both write', async () => {
    const { page: joris } = await launchDesk()
    await speakDutch(joris)
    await joinDesk(joris, {
      address: `127.0.0.1:${port}`,
      code,
      name: 'Joris Wiegersma',
      passphrase: 'joris schrijft graag',
    })
    await openText(joris, DAM)
    await joris.keyboard.type('Het water staat hoog.')
    await expect.poll(() => paragraphs(merel)).toEqual(['Het water staat hoog.'])
    await expect(merel.getByRole('button', { name: 'Joris schrijft mee' })).toBeVisible()
    await expect(statusLine(merel).getByRole('button', { name: /^Gedeeld/ })).toBeVisible()

    await joris.keyboard.press('Control+,')
    await joris.getByRole('tab', { name: 'Computers' }).click()
    await joris.getByRole('button', { name: 'Op een andere computer aanmelden ...' }).click()
    const dialog = joris.getByRole('dialog', { name: 'Joris Wiegersma op een andere computer aanmelden' })
    await dialog.getByRole('button', { name: 'Maak een code' }).click()
    await expect(joris.getByTestId('invitation-code')).toBeVisible()
    await joris.getByRole('button', { name: 'Ik heb de code genoteerd' }).click()

    const mine = joris.getByRole('region', { name: 'Waar u bent aangemeld' })
    await mine.getByRole('button', { name: /^Meld .* af$/ }).click()
    await joris
      .getByRole('dialog', { name: 'Deze computer van de redactie afmelden?' })
      .getByRole('button', { name: 'Meld af' })
      .click()
    await expect(joris.getByRole('heading', { name: 'Wie zit er aan deze plaats?' })).toBeVisible()
    await expect(joris.getByText('Deze computer is afgemeld van de redactie.')).toBeVisible()
  })
})
