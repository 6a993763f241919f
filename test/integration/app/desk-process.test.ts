/** The built desk process, killed without a warning and started again (issue: "Nothing lost"). */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readCopy } from '../../../shared/document/read-copy.ts'
import { writeCopy } from '../../../shared/document/write-copy.ts'
import {
  type DeskChild,
  type DeskWindow,
  missingBuild,
  ProcessGone,
  startDeskProcess,
} from '../../support/desk-process.ts'

const WANTED = {
  name: 'Proefredactie',
  person: 'Merel Oosterhof',
  language: 'nl' as const,
  sections: ['Binnenland', 'Buitenland'],
}

describe.skipIf(missingBuild() !== null)(`the built desk process ${missingBuild() ?? ''}`, () => {
  let data: string
  const running: DeskChild[] = []
  const start = async (): Promise<DeskChild> => {
    const one = await startDeskProcess({ data })
    running.push(one)
    return one
  }

  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'kopij-proces-'))
  })
  afterEach(async () => {
    for (const one of running.splice(0)) await one.kill()
    await rm(data, { recursive: true, force: true })
  })

  /** A desk with one lead in it, sat down at. */
  const begin = async (window: DeskWindow): Promise<{ desk: string; item: string; section: string }> => {
    const { id: desk } = await window.call('desks.create', WANTED)
    await window.call('desks.use', { desk })
    const { sections } = await window.call('desk.overview', {})
    const section = sections[1]?.id ?? ''
    const item = randomUUID()
    await window.call('items.create', {
      items: [{ id: item, kind: 'lead', section, copy: { headline: 'Veerboot vaart weer' }, shownAt: null }],
    })
    return { desk, item, section }
  }

  /** Opens an item and answers a way to type in it. */
  const openItem = async (window: DeskWindow, item: string) => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, (await window.call('document.open', { item })).state)
    return {
      doc,
      async write(copy: Parameters<typeof writeCopy>[1]): Promise<number> {
        const before = Y.encodeStateVector(doc)
        writeCopy(doc, copy, 'test')
        const update = Y.encodeStateAsUpdate(doc, before)
        return (await window.call('document.push', { item, update, restores: null })).savedAt
      },
    }
  }

  test('what was acknowledged is there after kill -9', async () => {
    const first = await start()
    const window = first.open()
    const { desk, item } = await begin(window)
    const typed = await openItem(window, item)
    for (const word of ['eerste', 'tweede', 'derde'])
      expect(await typed.write({ headline: `Veerboot: de ${word} afvaart` })).toBeGreaterThan(0)
    await first.kill()
    await expect(window.call('desks.list', {})).rejects.toBeInstanceOf(ProcessGone)

    const second = await start()
    const again = second.open({ desk })
    expect(await again.call('desks.list', {})).toEqual([{ id: desk, name: WANTED.name, example: false }])
    const session = await again.call('desks.use', { desk })
    expect(session.person?.name).toBe(WANTED.person)
    const copy = await again.call('items.copy', { item })
    expect(copy.headline).toBe('Veerboot: de derde afvaart')
    const { doc } = await openItem(again, item)
    expect(readCopy(doc)).toEqual(copy)
    // The line was behind its log when the process died; it is made good without anybody asking for it.
    const headlines = async (): Promise<string[]> => {
      const all = { section: null, kind: null, states: [], offset: 0, limit: 10 }
      const { rows } = await again.call('items.list', { list: 'desk', ...all })
      return rows.map((row) => row.headline)
    }
    const made = ['Veerboot: de derde afvaart']
    if ((await headlines())[0] !== made[0]) await again.next('changed', ({ items }) => items.includes(item))
    expect(await headlines()).toEqual(made)
    expect(await second.stop()).toBe(0)
  })

  test('a command that is said again after a crash makes nothing twice', async () => {
    const first = await start()
    const command = randomUUID()
    const made = await first.open().call('desks.create', WANTED, command)
    await first.kill()
    const second = await start()
    const window = second.open()
    expect(await window.call('desks.create', WANTED, command)).toEqual(made)
    expect(await window.call('desks.list', {})).toHaveLength(1)
    await window.call('desks.use', { desk: made.id })
    const overview = await window.call('desk.overview', {})
    expect(overview.people).toHaveLength(1)
    expect(overview.sections.map((one) => one.name)).toEqual(WANTED.sections)
  })

  test('two windows at one desk hear each other, not themselves', async () => {
    const one = await start()
    const [left, right] = [one.open(), one.open()]
    const { desk, item } = await begin(left)
    await right.call('desks.use', { desk })
    const there = await openItem(right, item)
    const here = await openItem(left, item)
    const heard = right.next('document-update', (payload) => payload.item === item)
    await here.write({ byline: 'Merel Oosterhof' })
    Y.applyUpdate(there.doc, (await heard).update)
    expect(readCopy(there.doc).byline).toBe('Merel Oosterhof')
    expect(left.heard.filter((told) => told.event === 'document-update')).toEqual([])
  })

  test('a desk file goes out and comes back as a copy beside it, through grants that work once', async () => {
    const one = await start()
    const window = one.open()
    const { desk, item } = await begin(window)
    const path = join(data, 'redactie.kopij')
    const grant = one.grant(path)
    await window.call('desks.save-as', { grant })
    await expect(window.call('desks.save-as', { grant })).rejects.toMatchObject({
      fault: { code: 'not-allowed-here' },
    })
    const copy = await window.call('desks.open-file', { grant: one.grant(path) })
    expect(copy.id).not.toBe(desk)
    const beside = one.open()
    await beside.call('desks.use', { desk: copy.id })
    expect((await beside.call('items.copy', { item })).headline).toBe('Veerboot vaart weer')
  })
})
