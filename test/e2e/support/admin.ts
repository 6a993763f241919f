/** A colleague who is an admin, at an app without a window: the built desk process, asked what a window would ask. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '../../../shared/domain/person.ts'
import type { Decision, Safety } from '../../../shared/ipc/desk.ts'
import { type DeskWindow, startDeskProcess } from '../../support/desk-process.ts'

export interface Admin {
  readonly call: DeskWindow['call']
  invite(...roles: Role[]): Promise<string>
  /** Makes leads with these headlines and answers their ids; resolves when the hub has them. */
  write(headlines: readonly string[]): Promise<string[]>
  /** Decides on all of them alike; resolves when the hub has it. */
  decide(items: readonly string[], decision: Decision): Promise<void>
  /** Resolves when the hub has everything of this computer and stopped nothing. */
  home(): Promise<void>
  discard(): Promise<void>
}

const PASSPHRASE = 'merel eet zout'

/** Joins a desk with an admin's invitation. */
export const joinAsAdmin = async (address: string, code: string): Promise<Admin> => {
  const data = await mkdtemp(join(tmpdir(), 'kopij-admin-'))
  const running = await startDeskProcess({ data })
  const window = running.open()
  const name = 'Merel Oosterhof'
  const { desk } = await window.call('desks.join', {
    ...{ address, code, name, trusted: true, passphrase: PASSPHRASE },
  })
  const { people } = await window.call('desks.use', { desk: desk.id })
  const me = people.find(({ person }) => person.name === name)?.person
  if (!me) throw new Error('the desk does not know who joined it')
  await window.call('session.sign-in', { person: me.id, passphrase: PASSPHRASE })

  const isHome = ({ waiting, hub }: Safety): boolean => waiting === 0 && hub.state === 'connected'
  const home = async (): Promise<void> => {
    const told = new Set(window.heard.map(({ payload }) => payload))
    await window.call('sync.now', {})
    if (isHome(await window.call('desk.safety', {}))) return
    await window.next('safety', (now) => !told.has(now) && isHome(now))
  }
  return {
    call: window.call,
    async invite(...roles) {
      return (await window.call('people.invite', { roles, person: null })).code
    },
    async write(headlines) {
      const [section] = (await window.call('desk.overview', {})).sections
      const items = headlines.map((headline) => ({
        ...{ id: randomUUID(), kind: 'lead' as const, section: section?.id ?? '', shownAt: null },
        copy: { headline },
      }))
      for (let at = 0; at < items.length; at += 200)
        await window.call('items.create', { items: items.slice(at, at + 200) })
      await home()
      return items.map(({ id }) => id)
    },
    async decide(items, decision) {
      const outcomes = await window.call('items.decide', { items: [...items], decision })
      for (const { fault } of outcomes) if (fault) throw new Error(fault.code)
      await home()
    },
    home,
    async discard() {
      await running.stop()
      await rm(data, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
