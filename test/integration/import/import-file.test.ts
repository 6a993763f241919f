/** Files that become drafts: once, with what their sender said about them, and with the file itself kept beside. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeskFolder } from '../../../main/app/desk-folders.ts'
import { createOriginals, removeOriginals } from '../../../main/app/kept-originals.ts'
import { readGranted } from '../../../main/app/read-granted.ts'
import { importFile } from '../../../main/desk/import-file.ts'
import { sourceOf } from '../../../main/desk/import-source.ts'
import { readWorkingCopy } from '../../../main/desk/project.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { readAnything } from '../../../main/import/read.ts'
import type { ImportReport } from '../../../shared/ipc/import.ts'
import { NOON, openTestDesk, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let path = ''
beforeEach(async () => {
  desk = await openTestDesk()
  path = mkdtempSync(join(tmpdir(), 'kopij-originals-'))
})
afterEach(async () => {
  await desk.remove()
  rmSync(path, { recursive: true, force: true })
})

const place = (): DeskFolder => ({ path, replica: '', hub: '', backups: '' })

const take = (
  text: string,
  { again = false, command = randomUUID(), section = desk.section } = {},
): Promise<ImportReport> => {
  const { context } = desk.desk
  const bytes = new TextEncoder().encode(text)
  return importFile(
    context,
    actorOf(context.db, desk.founder),
    command,
    { name: 'stuk.json', file: { ok: true, bytes }, section, again },
    {
      originals: createOriginals(place()),
      read: readAnything,
      hash: async (content) =>
        Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(content))).toString('hex'),
      breathe: () => Promise.resolve(),
    },
  )
}

const ninjs = (more: object): string =>
  JSON.stringify({
    uri: 'urn:voorbeeld:pont',
    version: '2',
    versioncreated: '2026-01-05T08:00:00Z',
    headline: 'Pont vaart weer',
    body_text: 'VELDERMONDE (ANP) - De pont vaart weer.',
    ...more,
  })

const only = ({ items }: ImportReport): ImportReport['items'][number] => {
  const [item, second] = items
  if (item === undefined || second !== undefined) throw new Error('not one item')
  return item
}

const idOf = (report: ImportReport): string => {
  const { item } = only(report)
  if (item === null) throw new Error('nothing was made')
  return item
}

test('a file becomes a draft, and its bytes lie beside it', async () => {
  const text = ninjs({})
  const report = await take(text)
  const item = idOf(report)
  expect(report).toMatchObject({ name: 'stuk.json', format: 'ninjs-1', refused: null })
  expect(desk.detail(item).state.state).toBe('draft')
  expect(readWorkingCopy(desk.desk.context.db, item)).toMatchObject({
    headline: 'Pont vaart weer',
    dateline: ['VELDERMONDE'],
    credits: ['ANP'],
    section: desk.section,
  })
  const originals = createOriginals(place())
  expect(new TextDecoder().decode((await originals.bytesOf(item)) ?? undefined)).toBe(text)
  expect(await originals.of(item)).toMatchObject({ name: 'stuk.json', uri: 'urn:voorbeeld:pont', version: 2 })
  await desk.settle()
  expect(desk.detail(item).history.every((line) => line.status === 'accepted')).toBe(true)
})

test('a colleague elsewhere is told at whose computer the file lies', async () => {
  const item = idOf(await take(ninjs({})))
  const { context } = desk.desk
  expect(await sourceOf(context, createOriginals(place()), item)).toMatchObject({
    source: { name: 'stuk.json', format: 'ninjs-1', size: ninjs({}).length },
    elsewhere: null,
  })
  const elsewhere = { ...place(), path: join(path, 'andere-computer') }
  expect(await sourceOf(context, createOriginals(elsewhere), item)).toEqual({
    source: null,
    elsewhere: { name: 'stuk.json', by: 'Merel Oosterhof', at: NOON },
  })
  const typed = desk.make(desk.founder, 'lead', { headline: 'Zelf geschreven' })
  expect(await sourceOf(context, createOriginals(elsewhere), typed)).toEqual({
    source: null,
    elsewhere: null,
  })
  expect(await sourceOf(context, createOriginals(elsewhere), randomUUID())).toEqual({
    source: null,
    elsewhere: null,
  })
})

test('a command that is repeated makes nothing twice', async () => {
  const command = randomUUID()
  const first = idOf(await take(ninjs({}), { command }))
  expect(idOf(await take(ninjs({}), { command, again: true }))).toBe(first)
})

test('the same file is said, until it was thrown away', async () => {
  const item = idOf(await take(ninjs({})))
  const twice = only(await take(ninjs({})))
  expect(twice).toMatchObject({ item: null, known: { how: 'same-file', item, headline: 'Pont vaart weer' } })
  expect(desk.decide(desk.founder, item, { type: 'delete' })?.fault).toBeNull()
  expect(only(await take(ninjs({}))).known).toBeNull()
})

test.each([
  ['1', 'older', false],
  ['2', 'same-version', false],
  ['3', 'newer', true],
])('version %s of what is here as version 2 is %s', async (version, how, made) => {
  const item = idOf(await take(ninjs({})))
  const next = only(await take(ninjs({ version, body_text: `Anders, versie ${version}.` })))
  expect(next.known).toMatchObject({ how, item })
  expect(next.item !== null).toBe(made)
})

test.each([
  [{ pubstatus: 'canceled' }, 'canceled'],
  [{ pubstatus: 'withheld' }, 'withheld'],
  [{ embargoed: 'tot nader order' }, 'embargo-endless'],
])('what %j says is not to go out is set apart', async (more, what) => {
  const report = only(await take(ninjs(more)))
  expect(report.apart).toBe(true)
  expect(report.changes.map((change) => change.what)).toContain(what)
  expect(desk.detail(report.item ?? '').state.state).toBe('spiked')
})

test('an embargo holds here, and one that is over does not', async () => {
  const at = NOON + 3_600_000
  const held = idOf(await take(ninjs({ embargoed: new Date(at).toISOString() })))
  expect(desk.detail(held).state.embargoUntil?.instant).toBe(at)
  const free = idOf(await take(ninjs({ uri: 'urn:x', embargoed: '2020-01-01T00:00:00Z' })))
  expect(desk.detail(free).state.embargoUntil).toBeNull()
})

test('an erasure takes the original along, but not one that another item came from', async () => {
  const item = idOf(await take(ninjs({})))
  const other = idOf(await take(ninjs({}), { again: true }))
  await removeOriginals(place(), [item])
  expect(await createOriginals(place()).of(item)).toBeNull()
  expect(await createOriginals(place()).bytesOf(other)).not.toBeNull()
  await removeOriginals(place(), [other])
  expect(readdirSync(join(path, 'originals'))).toEqual([])
})

test('what is no file is refused, and is not waited for', async () => {
  const link = join(path, 'zonder-einde')
  symlinkSync('/dev/zero', link)
  expect(await readGranted(link)).toEqual({ ok: false, reason: 'unreadable' })
  expect(await readGranted(path)).toEqual({ ok: false, reason: 'unreadable' })
  expect(await readGranted(join(path, 'weg'))).toEqual({ ok: false, reason: 'unreadable' })
  expect(existsSync(link)).toBe(true)
})

test('a file that is kept and cannot be read is not said to be gone', async () => {
  const { items } = await take(ninjs({}))
  const item = items[0]?.item ?? ''
  const originals = createOriginals(place())
  expect(await originals.of(randomUUID())).toBeNull()
  const line = join(path, 'originals', `${item}.json`)
  rmSync(line)
  // What reading it meets is a folder: an error of the disk, and not that nothing is there.
  mkdirSync(line)
  await expect(originals.of(item)).rejects.toThrow('EISDIR')
  await expect(originals.bytesOf(item)).rejects.toThrow('EISDIR')
})
