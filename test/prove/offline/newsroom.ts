/**
 * A newsroom of processes: a hub as a server runs it and the built desk process of each colleague, every one of which may
 * be killed at any moment, and a cable to each that can be cut.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DeskChild, type DeskWindow, startDeskProcess } from '../../support/desk-process.ts'
import { freePort } from '../../support/free-port.ts'
import { type HeadlessHub, startHub } from '../../support/headless-hub.ts'
import { openWire, type Wire } from '../../support/joined.ts'

export type Seat = {
  readonly name: string
  readonly wire: Wire
  window(): DeskWindow
  /** Kills the desk process where it stands, and starts it again: the same person sits down at the same window. */
  kill(): Promise<void>
  /** Where its replica is kept. */
  readonly data: string
}

export type Newsroom = {
  readonly desk: string
  readonly section: string
  readonly seats: readonly Seat[]
  killHub(): Promise<void>
  /** Ends every process in order, so that what they wrote can be read. */
  stop(): Promise<void>
  remove(): Promise<void>
}

const PASSPHRASE = 'een lange wachtzin voor de proef'
const NAMES = ['Merel Oosterhof', 'Noor Visser', 'Bram de Wit', 'Ilse Baan', 'Sam Tas']

export const openNewsroom = async (people: number): Promise<Newsroom> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-redactie-'))
  const port = await freePort()
  const place = { data: join(folder, 'hub'), port }
  let hub: HeadlessHub = await startHub(place)
  const running: { child: DeskChild; wire: Wire }[] = []
  const seats: Seat[] = []
  let desk = ''
  let code = hub.invitation

  for (const name of NAMES.slice(0, people)) {
    const data = join(folder, name)
    const secrets = new Map<string, string>()
    const wire = await openWire(() => port)
    const own = { child: await startDeskProcess({ data, secrets }), wire }
    running.push(own)
    let window = own.child.open()
    const joined = await window.call('desks.join', {
      ...{ address: `127.0.0.1:${wire.port}`, trusted: true, code, name, passphrase: PASSPHRASE },
    })
    desk = joined.desk.id
    const sitDown = async (): Promise<void> => {
      const { people: known } = await window.call('desks.use', { desk })
      const person = known.find((one) => one.person.name === name)?.person.id
      if (person === undefined) throw new Error(`${name} is not at the desk`)
      await window.call('session.sign-in', { person, passphrase: PASSPHRASE })
    }
    await sitDown()
    seats.push({
      ...{ name, wire, data },
      window: () => window,
      async kill() {
        await own.child.kill()
        own.child = await startDeskProcess({ data, secrets })
        window = own.child.open()
        await sitDown()
      },
    })
    const [founder] = seats
    if (founder && seats.length < people)
      code = (await founder.window().call('people.invite', { roles: ['editor', 'chief'], person: null })).code
  }
  const [founder] = seats
  if (!founder) throw new Error('nobody is here')
  const { sections } = await founder.window().call('desk.overview', {})
  const section = sections[0]?.id
  if (section === undefined) throw new Error('the desk has no section')

  let stopped = false
  const stop = async (): Promise<void> => {
    if (stopped) return
    stopped = true
    for (const { child, wire } of running) {
      await child.stop()
      await wire.close()
    }
    await hub.stop()
  }
  return {
    ...{ desk, section, seats },
    async killHub() {
      await hub.kill()
      hub = await startHub(place)
    },
    stop,
    async remove() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
