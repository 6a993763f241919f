/** Two people wrote apart and it collided: said in the list and at the item, looked at, settled by one key, undone. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { deskFolder, writeNamePlate } from '../../main/app/desk-folders.ts'
import { foundDesk } from '../../main/app/found-desk.ts'
import { nodeClock } from '../../main/app/node-clock.ts'
import { startDesk } from '../../main/app/open-desk.ts'
import { readCursor } from '../../main/db/meta.ts'
import { readPeople, readSections } from '../../main/db/register.ts'
import { createItems } from '../../main/desk/create.ts'
import { changeDesk } from '../../main/desk/desk-register.ts'
import { actorOf } from '../../main/desk/rights.ts'
import { bodyOf, writeField } from '../../shared/document/layout.ts'
import { violations } from './support/axe.ts'
import { expect, test } from './support/test.ts'

const silent = { hear: () => undefined, reload: () => undefined }
const JORIS = { id: randomUUID(), name: 'Joris Wiegersma', roles: ['editor' as const], active: true }

const textOf = (doc: Y.Doc, block: number): Y.XmlText => {
  const node = bodyOf(doc).get(block)
  const text = node instanceof Y.XmlElement ? node.get(0) : undefined
  if (!(text instanceof Y.XmlText)) throw new Error(`no text in block ${block}`)
  return text
}

/** A desk on which Merel joined two paragraphs while Joris, on his own, wrote on in the second; both chose a slug. */
const collide = async (profile: string): Promise<void> => {
  const id = randomUUID()
  const running = await startDesk(id, deskFolder(profile, id), nodeClock, () => undefined)
  const { documents, context, sync } = running.desk
  const names = { name: 'Sluispost', person: 'Merel Oosterhof', language: 'nl' as const }
  await foundDesk(running, randomUUID(), { ...names, sections: ['Binnenland'] })
  const merel = actorOf(context.db, readPeople(context.db)[0]?.id ?? '')
  changeDesk(context, merel, [{ type: 'person', person: JORIS }])
  const item = randomUUID()
  const body = ['De dam houdt.', 'Het slot.'].map((text) => ({
    type: 'paragraph' as const,
    line: [{ text }],
  }))
  const section = readSections(context.db)[0]?.id ?? ''
  createItems(context, merel, [
    { id: item, kind: 'lead', section, copy: { headline: 'Dam', body }, shownAt: null },
  ])
  await sync.settle()

  const { state } = documents.open(item, silent)
  // Yjs lets the higher number win where two set the same field: it is Merel's slug that stands, and Joris's that is not.
  const apart = (client: number, write: (doc: Y.Doc) => void): Uint8Array => {
    const doc = new Y.Doc({ gc: false })
    doc.clientID = client
    Y.applyUpdate(doc, state)
    const before = Y.encodeStateVector(doc)
    doc.transact(() => write(doc))
    return Y.encodeStateAsUpdate(doc, before)
  }
  const theirs = apart(101, (doc) => {
    writeField(doc, 'slug', 'stuwdam')
    textOf(doc, 1).insert(8, ' komt morgen')
  })
  const mine = apart(102, (doc) => {
    writeField(doc, 'slug', 'dam-velbach')
    textOf(doc, 0).insert(13, ' Het slot.')
    bodyOf(doc).delete(1, 1)
  })
  const seen = readCursor(context.db)?.position ?? 0
  await context.hub.push(JORIS.id, [
    {
      ...{ id: randomUUID(), kind: 'update', item, author: JORIS.id, replica: randomUUID(), seq: 1 },
      ...{ at: nodeClock.now(), epoch: 1, seen, update: theirs, carries: [] },
    },
  ])
  documents.push(item, merel, mine, null, silent)
  await sync.settle()
  // Looked at now: a moment later the desk would have done so by itself.
  running.desk.collisions.of(item)
  await running.stop()
  await writeNamePlate(profile, { id, name: names.name, example: false })
  const preferences = { language: 'nl', theme: 'light', lastDesk: id }
  await writeFile(join(profile, 'preferences.json'), JSON.stringify(preferences))
}

test('what collided is settled with one key, and undone', async ({ launchDesk }) => {
  const profile = await mkdtemp(join(tmpdir(), 'kopij-collided-'))
  await collide(profile)
  const { page } = await launchDesk({ profile })
  // Both may sit down here; nobody has a passphrase, so the one who looks after the desk does.
  await page.getByRole('option', { name: /Dam.*botsing/ }).click()
  await expect(page.getByText('Op 2 plekken')).toBeVisible()
  const body = page.getByRole('textbox', { name: 'Tekst', exact: true })
  await expect(body.locator('.collided')).toHaveCount(1)

  expect(await violations(page)).toEqual([])
  await page.keyboard.press('F8')
  const panel = page.getByRole('region', { name: /^Botsing/ })
  await expect(panel).toBeFocused()
  const words = panel.getByText('komt morgen')
  if ((await words.count()) === 0) await page.keyboard.press('F8')
  await expect(words.first()).toBeVisible()
  await expect(panel.getByText('Van Joris', { exact: true })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await panel.focus()
  await page.keyboard.press('3')
  await expect(body).toContainText('komt morgen')
  await expect(page.getByText('De botsing is opgelost.')).toBeVisible()

  await test.step('a field shows both values and takes the one that is chosen', async () => {
    await expect(panel.getByText('Slug:')).toBeVisible()
    await panel.getByRole('button', { name: 'Die van Joris' }).click()
    await expect(page.getByLabel('Slug')).toHaveValue('stuwdam')
    await expect(panel).toHaveCount(0)
  })
  await page.getByRole('button', { name: /^Ongedaan maken/ }).click()
  await expect(page.getByLabel('Slug')).toHaveValue('dam-velbach')
  await expect(body).toContainText('komt morgen')
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
})
