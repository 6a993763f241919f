/** The desk of the proof: a hub that is open over HTTP, a person for every set of roles, and a desk process that joined. */

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDeskServer, type DeskServer } from '../../../main/app/desk-server.ts'
import { nodeClock } from '../../../main/app/node-clock.ts'
import type { Port } from '../../../main/ipc/desk/serve.ts'
import { USUAL_SETTINGS } from '../../../shared/domain/desk-settings.ts'
import type { Role } from '../../../shared/domain/person.ts'
import { FaultError } from '../../../shared/errors.ts'
import type { Input, Output, RequestName } from '../../../shared/ipc/contract.ts'
import type { ReplyMessage } from '../../../shared/ipc/message.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import type { Ruling } from '../../../shared/sync/messages.ts'
import { createWriter, FOUNDER_PASSPHRASE, newDevice, openTestHub, type TestHub } from '../../support/hub.ts'
import { memorySecrets } from '../../support/secrets.ts'

type Name = RequestName<'desk'>
/** A window's port, spoken to as the window does. */
export type Window = {
  call<N extends Name>(name: N, input: Input<'desk', N>): Promise<Output<'desk', N>>
  /** Decisions of this window's person that the hub refused afterwards. */
  refused(): number
}

export type Somebody = {
  id: string
  roles: readonly Role[]
  token: string
  /** Makes entries on a computer that is not the desk process's. */
  writer: ReturnType<typeof createWriter>
}
export type Seated = Somebody & { window: Window }

export type Stage = {
  hub: TestHub
  now(): number
  maker: Somebody
  checker: Somebody
  founder: Somebody
  /** One for every set of roles that is asked for, with a window. */
  people: readonly Seated[]
  /** Somebody else than this person, of the same roles or more: whose name is borrowed. */
  founderWindow: Window
  /** Pushes over HTTP under somebody's token, in batches; answers a ruling each. */
  push(as: Somebody, entries: readonly Entry[]): Promise<Ruling[]>
  remove(): Promise<void>
}

const BATCH = 200
const nameOf = (index: number): string => `Proefpersoon ${index + 1}`

const openWindow = (server: DeskServer, window: number, desk: string | null): Window => {
  const asked = new Map<string, (reply: ReplyMessage) => void>()
  let refusals = 0
  let hear: (message: unknown) => void = () => undefined
  const port: Port = {
    post(message) {
      if ('event' in message) refusals += message.event === 'refused' ? 1 : 0
      else asked.get(message.id)?.(message)
    },
    onMessage: (listener) => {
      hear = listener
    },
    onClose: () => undefined,
    close: () => undefined,
  }
  server.open(window, port, desk, null)
  return {
    refused: () => refusals,
    async call<N extends Name>(name: N, input: Input<'desk', N>) {
      const id = randomUUID()
      const reply = await new Promise<ReplyMessage>((resolve) => {
        asked.set(id, resolve)
        hear({ id, name, input })
      })
      asked.delete(id)
      if ('event' in reply) throw new Error('an event is no answer')
      if (!reply.ok) throw new FaultError(reply.fault.code, reply.fault.params)
      return reply.output as Output<'desk', N>
    },
  }
}

export const openStage = async (roleSets: readonly (readonly Role[])[]): Promise<Stage> => {
  const clock = nodeClock
  const hub = await openTestHub({ clock })
  const somebody = (id: string, roles: readonly Role[], token: string): Somebody => ({
    ...{ id, roles, token },
    writer: createWriter(id, () => clock.now()),
  })
  const join_ = async (name: string, roles: Role[]): Promise<Somebody> => {
    const seat = await hub.join(name, roles)
    return somebody(seat.person, roles, seat.token)
  }
  const founderSeat = await hub.call('sign-in', {
    person: hub.founder,
    passphrase: FOUNDER_PASSPHRASE,
    device: newDevice(),
  })
  const founder = somebody(hub.founder, ['editor', 'chief', 'admin'], founderSeat.token)
  const maker = await join_('Joris Baan', ['editor'])
  const checker = await join_('Hanneke de Wit', ['chief'])

  const data = await mkdtemp(join(tmpdir(), 'kopij-rights-'))
  const server = createDeskServer({
    ...{ data, clock, newId: () => randomUUID(), log: () => undefined },
    secrets: memorySecrets(),
    announce: () => undefined,
    bound: () => undefined,
    redeem: () => Promise.resolve(null),
  })
  const founderWindow = openWindow(server, 1, null)
  const joined = await founderWindow.call('desks.join', {
    address: hub.url,
    trusted: true,
    code: null,
    name: 'Merel Oosterhof',
    passphrase: FOUNDER_PASSPHRASE,
  })
  await founderWindow.call('desks.use', { desk: joined.desk.id })
  await founderWindow.call('session.sign-in', { person: hub.founder, passphrase: FOUNDER_PASSPHRASE })
  const people: Seated[] = []
  for (const [index, roles] of roleSets.entries()) {
    const name = nameOf(index)
    const one = await join_(name, ['editor'])
    people.push({ ...one, roles, window: openWindow(server, index + 2, joined.desk.id) })
  }
  // Everybody comes as an editor, because an invitation has a task; the roles of the proof are given by the admin.
  await push(hub, founder, [
    {
      ...founder.writer.envelope(),
      kind: 'desk-event',
      item: null,
      event: {
        type: 'settings',
        settings: { ...USUAL_SETTINGS, name: 'Proefredactie', releaseThemselves: people.map(({ id }) => id) },
      },
    },
    ...people.map(
      ({ id, roles }, index): Entry => ({
        ...founder.writer.envelope(),
        kind: 'desk-event',
        item: null,
        event: {
          type: 'person',
          person: {
            id,
            name: nameOf(index),
            roles: [...roles],
            active: true,
          },
        },
      }),
    ),
  ])
  await founderWindow.call('sync.now', {})
  for (const [index, { id, window }] of people.entries()) {
    await window.call('desks.use', { desk: joined.desk.id })
    const name = nameOf(index)
    await window.call('session.sign-in', { person: id, passphrase: `geheim van ${name}` })
  }
  return {
    hub,
    now: () => clock.now(),
    ...{ maker, checker, founder, people, founderWindow },
    push: (as, entries) => push(hub, as, entries),
    async remove() {
      await server.stop()
      await hub.remove()
      await rm(data, { recursive: true, force: true })
    },
  }
}

const push = async (hub: TestHub, as: Somebody, entries: readonly Entry[]): Promise<Ruling[]> => {
  const rulings: Ruling[] = []
  for (let start = 0; start < entries.length; start += BATCH)
    rulings.push(...(await hub.call('push', { entries: entries.slice(start, start + BATCH) }, as.token)))
  return rulings
}
