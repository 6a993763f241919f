import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nodeClock } from '../../../main/hub/node-clock.ts'
import { sftpTarget } from '../../../main/hub/targets/sftp.ts'
import type { Delivery } from '../../../main/hub/targets/target.ts'
import type { SftpSettings } from '../../../shared/domain/target.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import { aRelease } from '../../support/release.ts'
import { type SftpServer, startSftpServer } from '../../support/sftp-server.ts'

let root: string
let server: SftpServer
let count = 0
let folder: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'kopij-sftp-'))
  server = await startSftpServer({ folder: root, user: 'kopij', password: 'geheim' })
})
afterAll(async () => {
  await server.stop()
  await rm(root, { recursive: true })
})
beforeEach(async () => {
  count += 1
  folder = `in-${count}`
  await mkdir(join(root, folder))
  server.onRequest = null
  server.requests.length = 0
})

const target = (change: Partial<SftpSettings> = {}, secret: string | null = 'geheim') =>
  sftpTarget({
    settings: {
      kind: 'sftp',
      host: '127.0.0.1',
      port: server.port,
      user: 'kopij',
      folder: `/${folder}`,
      fingerprint: server.fingerprint,
      formats: ['ninjs-3.1'],
      fileName: '{slug}-{id}',
      pages: false,
      ownNetwork: true,
      ...change,
    },
    secret: () => Promise.resolve(secret),
    fetch: () => Promise.reject(new Error('no HTTP')),
    clock: nodeClock,
    random: () => 0.5,
    desk: '6f1f4f0e-43f5-4a3e-8a55-6d1b5c1f2a01',
  })

/** Requests that change something on the server. */
const CHANGES: readonly string[] = ['OPEN', 'WRITE', 'CLOSE', 'RENAME', 'REMOVE', 'MKDIR']

const release = aRelease()
const delivery = (version: number, change: Partial<Delivery> = {}): Delivery => ({
  key: `k-${version}`,
  subject: release.item,
  version,
  action: 'publish',
  release,
  page: null,
  before: [],
  files: [{ name: 'boot-1a2b.json', text: `{"version":${version}}${'x'.repeat(70_000)}\n` }],
  ...change,
})

const faultBy = async (asked: Promise<unknown>): Promise<Fault> => {
  try {
    await asked
  } catch (thrown) {
    return faultOf(thrown)
  }
  throw new Error('it went well')
}
const inFolder = async (): Promise<string[]> =>
  (await readdir(join(root, folder)))
    .filter((name) => name !== '.kopij.json' && name !== '.kopij' && !name.endsWith('.was'))
    .sort()

describe('SFTP', () => {
  test('a file arrives whole, under a temporary name first', async () => {
    const receipt = await target().deliver(delivery(1))
    expect(receipt).toEqual({
      id: 'boot-1a2b.json',
      address: `sftp://127.0.0.1/${folder}/boot-1a2b.json`,
    })
    expect(await readFile(join(root, folder, 'boot-1a2b.json'), 'utf8')).toBe(delivery(1).files[0]?.text)
    expect(server.requests).toContain(
      `RENAME /${folder}/.kopij-boot-1a2b.json.tmp -> /${folder}/boot-1a2b.json`,
    )
    expect(await inFolder()).toEqual(['boot-1a2b.json'])
  })

  test('a correction replaces it, under another name if it has one; an older one does nothing', async () => {
    await target().deliver(delivery(1))
    await target().deliver(delivery(2))
    expect(await readFile(join(root, folder, 'boot-1a2b.json'), 'utf8')).toContain('"version":2')
    await target().deliver(delivery(3, { files: [{ name: 'pont-1a2b.json', text: 'drie' }] }))
    await target().deliver(delivery(2))
    expect(await inFolder()).toEqual(['pont-1a2b.json'])
  })

  test('taking off leaves nothing of ours', async () => {
    await target().deliver(delivery(1))
    await target().deliver(delivery(2, { action: 'unpublish', files: [] }))
    expect(await inFolder()).toEqual([])
  })

  test('taking off leaves what somebody changed, and says so until it is gone', async () => {
    await target().deliver(delivery(1))
    await writeFile(join(root, folder, 'boot-1a2b.json'), 'met de hand verbeterd')
    const off = delivery(2, { action: 'unpublish', files: [] })
    for (const attempt of [1, 2])
      expect([attempt, await faultBy(target().deliver(off))]).toMatchObject([
        attempt,
        { code: 'target-folder-foreign-file', params: { name: 'boot-1a2b.json' } },
      ])
    expect(await readFile(join(root, folder, 'boot-1a2b.json'), 'utf8')).toBe('met de hand verbeterd')
    await rm(join(root, folder, 'boot-1a2b.json'))
    await target().deliver(off)
    expect(await inFolder()).toEqual([])
  })

  test('a correction under a new name is put there once, however often what somebody changed keeps it', async () => {
    await target().deliver(delivery(1))
    await writeFile(join(root, folder, 'boot-1a2b.json'), 'met de hand verbeterd')
    const renamed = delivery(2, { files: [{ name: 'pont-1a2b.json', text: 'twee' }] })
    for (const attempt of [1, 2])
      expect([attempt, (await faultBy(target().deliver(renamed))).code]).toEqual([
        attempt,
        'target-folder-foreign-file',
      ])
    await rm(join(root, folder, 'boot-1a2b.json'))
    await target().deliver(renamed)
    expect(await inFolder()).toEqual(['pont-1a2b.json'])
    const placed = server.requests.filter((line) => /^RENAME .*-> .*pont-1a2b\.json$/u.test(line))
    expect(placed).toHaveLength(1)
  })

  test('a file of somebody else is not touched', async () => {
    await writeFile(join(root, folder, 'boot-1a2b.json'), 'van een ander')
    expect(await faultBy(target().deliver(delivery(1)))).toMatchObject({
      code: 'target-folder-foreign-file',
      params: { name: 'boot-1a2b.json' },
    })
    expect(await readFile(join(root, folder, 'boot-1a2b.json'), 'utf8')).toBe('van een ander')
  })

  test('the key of the server is looked at before anything is said', async () => {
    const unknown = await faultBy(target({ fingerprint: null }).check())
    expect(unknown).toEqual({
      code: 'target-host-key-unknown',
      params: { host: '127.0.0.1', fingerprint: server.fingerprint },
    })
    const other = `SHA256:${'A'.repeat(43)}`
    expect(await faultBy(target({ fingerprint: other }).deliver(delivery(1)))).toMatchObject({
      code: 'target-host-key-changed',
    })
    expect(server.requests).toEqual([])
  })

  test('the test says exactly what is wrong', async () => {
    await target().check()
    expect(await inFolder()).toEqual([])
    expect(await faultBy(target({}, 'fout').check())).toMatchObject({ code: 'target-secret-wrong' })
    expect(await faultBy(target({}, null).check())).toMatchObject({ code: 'target-secret-missing' })
    expect(await faultBy(target({ folder: '/nergens' }).check())).toEqual({
      code: 'target-folder-missing',
      params: { host: '127.0.0.1', folder: '/nergens' },
    })
    expect(await faultBy(target({ ownNetwork: false }).check())).toMatchObject({
      code: 'target-address-private',
    })
    expect(await faultBy(target({ port: 1 }).check())).toMatchObject({ code: 'target-unreachable' })
    expect(await faultBy(target({}, '-----BEGIN OPENSSH PRIVATE KEY-----\nno\n').check())).toMatchObject({
      code: 'target-secret-wrong',
    })
  })

  test('cut after any step that changes something, the next attempt completes it and nothing is left over', async () => {
    const small = (version: number): Delivery =>
      delivery(version, { files: [{ name: 'boot-1a2b.json', text: `versie ${version}` }] })
    await target().deliver(small(1))
    let steps = 0
    server.onRequest = (name, _path, when) => {
      if (when === 'after' && CHANGES.includes(name)) steps += 1
    }
    await target().deliver(small(2))
    expect(steps).toBeGreaterThan(8)
    for (let step = 0, todo = steps; step < todo; step += 1) {
      let seen = 0
      server.onRequest = (name, _path, when) => {
        if (when !== 'after' || !CHANGES.includes(name)) return
        if (seen === step) throw new Error('cut')
        seen += 1
      }
      const ended = await target()
        .deliver(small(3 + step))
        .then(() => null, faultOf)
      expect(seen).toBe(step)
      // The last step takes away what is not needed any more: without an answer to it everything is there all the same.
      if (step < todo - 1) expect(ended).toMatchObject({ code: 'target-connection-lost' })
      else expect(ended?.code ?? 'target-connection-lost').toBe('target-connection-lost')
      server.onRequest = null
      await target().deliver(small(3 + step))
      expect(await readFile(join(root, folder, 'boot-1a2b.json'), 'utf8')).toBe(`versie ${3 + step}`)
      expect(await inFolder()).toEqual(['boot-1a2b.json'])
    }
  })
})
