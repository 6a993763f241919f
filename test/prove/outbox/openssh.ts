/** The SFTP target against OpenSSH's own server: what its test says, and what lies there when sessions are ended in the middle. */
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeClock } from '../../../main/hub/node-clock.ts'
import { sftpTarget } from '../../../main/hub/targets/sftp.ts'
import type { Delivery, Target } from '../../../main/hub/targets/target.ts'
import type { SftpSettings } from '../../../shared/domain/target.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import { startOpenssh } from '../../support/openssh.ts'
import type { Chance } from '../../support/prove-chance.ts'
import { aRelease } from '../../support/release.ts'
import type { Figure } from '../harness.ts'

const DESK = '6f1f4f0e-43f5-4a3e-8a55-6d1b5c1f2a01'

const faultBy = async (asked: Promise<unknown>): Promise<Fault | null> => {
  try {
    await asked
    return null
  } catch (thrown) {
    return faultOf(thrown)
  }
}
const codeOf = async (asked: Promise<unknown>): Promise<string> => (await faultBy(asked))?.code ?? 'ok'

export const onOpenssh = async (
  chance: Chance,
  count: number,
  log: (line: string) => void,
): Promise<Record<string, Figure>> => {
  const server = await startOpenssh()
  const target = (change: Partial<SftpSettings> = {}, secret = server.secret): Target =>
    sftpTarget({
      settings: {
        ...{ kind: 'sftp', host: '127.0.0.1', port: server.port, user: server.user, folder: server.folder },
        ...{ fingerprint: server.fingerprint, ownNetwork: true, pages: false },
        ...{ formats: ['ninjs-3.1'], fileName: '{slug}-{id}' },
        ...change,
      },
      secret: () => Promise.resolve(secret),
      fetch: () => Promise.reject(new Error('no HTTP')),
      clock: nodeClock,
      random: () => 0.5,
      desk: DESK,
    })
  const release = aRelease()
  const text = (version: number): string => `{"version":${version}}${'x'.repeat(100_000)}\n`
  const delivery = (version: number, change: Partial<Delivery> = {}): Delivery => ({
    ...{ key: `k-${version}`, subject: release.item, version, action: 'publish', release },
    ...{ page: null, before: [], files: [{ name: 'boot-1a2b.json', text: text(version) }] },
    ...change,
  })
  const inFolder = (): string[] => readdirSync(server.folder).filter((name) => !name.startsWith('.kopij'))
  const wrong: string[] = []
  let looked = 0
  const look = (what: string, found: unknown, wanted: unknown): void => {
    looked += 1
    const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)]
    if (a !== b) wrong.push(`${what}: ${a}, not ${b}`)
  }
  try {
    look('the test', await codeOf(target().check()), 'ok')
    // As an admin sees it, who compares it with the server's own.
    const unknown = await faultBy(target({ fingerprint: null }).check())
    look('a key that nobody saw', unknown?.code, 'target-host-key-unknown')
    look('its fingerprint', unknown?.params['fingerprint'], server.fingerprint)
    const other = { fingerprint: `SHA256:${'A'.repeat(43)}` }
    look('another key', await codeOf(target(other).deliver(delivery(1))), 'target-host-key-changed')
    look('a password', await codeOf(target({}, 'geheim').check()), 'target-secret-wrong')
    const nowhere = { folder: `${server.folder}/nergens` }
    look('no folder', await codeOf(target(nowhere).check()), 'target-folder-missing')
    const locked = join(server.folder, '../dicht')
    mkdirSync(locked)
    chmodSync(locked, 0o555)
    look('a folder for readers', await codeOf(target({ folder: locked }).check()), 'target-folder-missing')

    look('a publish', await codeOf(target().deliver(delivery(1))), 'ok')
    look('its file', inFolder(), ['boot-1a2b.json'])
    const renamed = delivery(2, { files: [{ name: 'pont-1a2b.json', text: text(2) }] })
    look('a correction under another name', await codeOf(target().deliver(renamed)), 'ok')
    look('its file alone', inFolder(), ['pont-1a2b.json'])
    look('an older one', await codeOf(target().deliver(delivery(1))), 'ok')
    look('does nothing', inFolder(), ['pont-1a2b.json'])
    look('taking off', await codeOf(target().deliver(delivery(3, { action: 'unpublish', files: [] }))), 'ok')
    look('leaves nothing', inFolder(), [])

    let cuts = 0
    let took = 0
    for (let number = 0; number < count; number += 1) {
      const version = 10 + number
      const began = performance.now()
      // Anywhere in as long as the last one took; the first is let through.
      const timer =
        took === 0 ? undefined : setTimeout(() => (cuts += server.cut() > 0 ? 1 : 0), chance.next() * took)
      const first = await codeOf(target().deliver(delivery(version)))
      clearTimeout(timer)
      if (took === 0) took = performance.now() - began
      const there = inFolder()
      const lies = there.map((name) => readFileSync(join(server.folder, name), 'utf8'))
      const whole = lies.every((found) => found === text(version) || found === text(version - 1))
      look(`after a cut (${first}) whole files only`, whole && there.length < 2, true)
      if (first !== 'ok') look('the next attempt', await codeOf(target().deliver(delivery(version))), 'ok')
      look('one file', inFolder(), ['boot-1a2b.json'])
      look(
        'is the newest',
        readFileSync(join(server.folder, 'boot-1a2b.json'), 'utf8') === text(version),
        true,
      )
    }
    const left = readdirSync(server.folder).filter((name) => name.endsWith('.tmp') || name.endsWith('.was'))
    look('nothing is left over', left, [])
    for (const line of wrong) log(`OpenSSH: ${line}`)
    log(`${looked} looks at OpenSSH, ${cuts} sessions cut`)
    return { opensshLooked: looked, opensshWrong: wrong.length, opensshCut: cuts }
  } finally {
    await server.stop()
  }
}
