/**
 * The desk process without its runtime: opens desks, gives each window's port a seat, stops in order. The same code
 * runs in Electron's utility process and under plain Node.
 */
import { existsSync } from 'node:fs'
import * as files from 'node:fs/promises'
import { hostname } from 'node:os'
import type { Clock } from '../../shared/clock.ts'
import { hashText } from '../../shared/document/canonical.ts'
import { FaultError, reasonOf } from '../../shared/errors.ts'
import { derivedId } from '../../shared/ids.ts'
import type { DeskInfo } from '../../shared/ipc/desk.ts'
import { asFault, diskFaultOf } from '../db/driver.ts'
import { type Announcement, announceArrivals } from '../desk/announce.ts'
import type { Watcher } from '../desk/documents.ts'
import { headlineOf, isFounded, mayAct, settingsOf } from '../desk/facts.ts'
import type { Place } from '../desk/presence.ts'
import { watchSlots } from '../desk/slot-watch.ts'
import { setDiskFault } from '../desk/write.ts'
import { folderTarget } from '../hub/targets/folder.ts'
import type { StartReader } from '../import/reader.ts'
import { createHandlers, type Seat } from '../ipc/desk/handlers.ts'
import { type Port, serve } from '../ipc/desk/serve.ts'
import type { Fetch } from '../sync/remote-calls.ts'
import { readConnection } from './connection-file.ts'
import { packDesk, unpackDesk } from './desk-file.ts'
import { deskFolder, listDesks, makeDeskFolder, writeNamePlate } from './desk-folders.ts'
import { foundDesk } from './found-desk.ts'
import { createPastClock, foundExample } from './found-example.ts'
import { hasArrived } from './has-arrived.ts'
import { createImporting } from './importing.ts'
import { type AnyDesk, type RunningDesk, startDesk, startJoinedDesk } from './open-desk.ts'
import type { KeptSecrets } from './target-secrets.ts'

export type DeskServerArguments = {
  /** The folder that holds `desks/`. */
  data: string
  clock: Clock
  newId(): string
  log(event: string, facts: Record<string, string | number>): void
  /** Tells main where a window's port sits, so that the next one sits there too. */
  bound(window: number, desk: string | null, person: string | null): void
  /** Something arrived that whoever sits at a window should hear of, even looking elsewhere. */
  announce(window: number, news: Announcement): void
  /** Where device tokens and what targets ask for are kept: with main, never in a database. */
  secrets: KeptSecrets
  /** What goes out to a hub; tests pass their own. */
  fetch?: Fetch
  /** Starts a process that reads files; without it none is read. */
  startReader?: StartReader
  /** Asks main for the path behind a grant; null when there is none. */
  redeem(window: number, grant: string): Promise<string | null>
}

export type DeskServer = {
  /** Opens a desk before a window asks for it. One that is not there or will not open is for that window to hear of. */
  foresee(desk: string): void
  /** Takes a window's port. */
  open(window: number, port: Port, desk: string | null, person: string | null): void
  /** Gets everybody up who has a passphrase: whoever comes next identifies. */
  lock(): Promise<void>
  /** Looks at clocks and outboxes again: after the machine slept. */
  wake(): Promise<void>
  stop(): Promise<void>
}

/** Desks without a window are opened this long after the start, so that their releases are not missed. */
const OTHERS_AFTER = 3000

export const createDeskServer = (with_: DeskServerArguments): DeskServer => {
  const { data, clock, newId, log } = with_
  const fetch: Fetch = with_.fetch ?? ((url, init) => globalThis.fetch(url, init))
  const running = new Map<string, Promise<AnyDesk>>()
  /** The chairs of all windows, to get people up. */
  const chairs = new Set<{ lock(): Promise<void> }>()
  const plates = new Map<string, DeskInfo>()
  const imports = createImporting(data, with_.startReader, clock)

  const startAny = async (id: string): Promise<AnyDesk> => {
    const folder = deskFolder(data, id)
    const connection = await readConnection(folder)
    return connection === null
      ? await startDesk(id, folder, clock, log, with_.secrets)
      : await startJoinedDesk({ id, folder, connection, clock, secrets: with_.secrets, fetch, log })
  }
  const run = (id: string): Promise<AnyDesk> => {
    const known = running.get(id)
    if (known) return known
    const starting = startAny(id)
    running.set(id, starting)
    // A desk that would not open may be tried again.
    starting.catch(() => running.delete(id))
    return starting
  }

  const infoOf = async (id: string): Promise<DeskInfo> => {
    const found = (await listDesks(data)).find((info) => info.id === id)
    if (!found) throw new FaultError('no-desk')
    return found
  }

  /** Writes a desk's name where it can be listed, when it changed. */
  const plate = async (started: AnyDesk, example: boolean): Promise<DeskInfo> => {
    const { id, context } = started.desk
    // A desk that was just joined does not know its own name before it has heard from its hub.
    if (!isFounded(context)) return await infoOf(id)
    const info = { id, name: settingsOf(context).name, example }
    const known = plates.get(id)
    if (known?.name === info.name) return info
    try {
      await writeNamePlate(data, info)
      plates.set(id, info)
    } catch (error) {
      // The plate is derived: a full disk must not keep a desk from opening to be read.
      log('plate-not-written', { desk: id, reason: reasonOf(error) })
    }
    return info
  }

  /** Founds a desk apart; it is there when it is whole. */
  const founded = (
    id: string,
    time: Clock,
    example: boolean,
    found: (founding: RunningDesk) => Promise<void>,
  ): Promise<void> =>
    makeDeskFolder(data, id, async (draft) => {
      const founding = await startDesk(id, draft, time, log, with_.secrets)
      try {
        await found(founding)
        const { name } = settingsOf(founding.desk.context)
        await writeNamePlate(data, { id, name, example }, draft)
      } finally {
        await founding.stop()
      }
    })

  const openOthers = async (): Promise<void> => {
    for (const { id } of await listDesks(data))
      await run(id).catch((error: unknown) => log('desk-not-opened', { desk: id, reason: reasonOf(error) }))
  }
  const cancelOthers = clock.after(OTHERS_AFTER, () => {
    openOthers().catch((error: unknown) => log('desks-not-listed', { reason: reasonOf(error) }))
  })

  const open: DeskServer['open'] = (window, port, boundDesk, boundPerson) => {
    let at: { info: DeskInfo; started: AnyDesk } | null = null
    let person = boundPerson
    let stopHearing: (() => void)[] = []
    const watchers = new Map<string, Watcher>()
    let place: Place | null = null

    const leave = (): void => {
      place?.close()
      place = null
      for (const [item, watcher] of watchers) at?.started.desk.documents.close(item, watcher)
      watchers.clear()
      for (const stop of stopHearing) stop()
      stopHearing = []
    }

    let using: Promise<void> = Promise.resolve()
    const goTo = async (id: string): Promise<void> => {
      const info = await infoOf(id)
      const started = await run(id)
      if (at?.info.id === id) return
      const shown = await plate(started, info.example)
      leave()
      // A person belongs to a desk: at another desk nobody has sat down yet, and only the first one is main's to name.
      if (at !== null || boundDesk !== id) person = null
      at = { info: shown, started }
      const { desk } = started
      const isRemoved = (): boolean => person !== null && !mayAct(desk.context, person)
      // Removed while no window was at the desk. A register that is still on its way tells nobody's leaving.
      if (isFounded(desk.context) && isRemoved()) person = null
      stopHearing = [
        desk.onChange((change) => {
          // Before the window asks who sits here: it hears no more of what was open, and whoever is put back identifies again.
          if (change.topics.includes('session') && isRemoved()) seat.sit(null)
          served.tell('changed', change)
          if (change.topics.includes('overview')) void plate(started, info.example)
        }),
        desk.onSafety((safety) => served.tell('safety', safety)),
        announceArrivals(
          desk,
          () => person,
          (news) => with_.announce(window, news),
        ),
        watchSlots(
          desk.context,
          () => person,
          (news) => with_.announce(window, news),
        ),
        desk.onRefused((refused) => {
          for (const { entry, ruling } of refused)
            if (entry.item !== null && entry.author === person)
              served.tell('refused', {
                item: entry.item,
                headline: headlineOf(desk.context, entry.item),
                by: entry.author,
                fault: ruling.fault,
              })
        }),
      ]
      place = desk.presence.enter(newId(), {
        hear: (item, peers) => {
          if (person !== null) served.tell('presence', { item, peers })
        },
        shows: (item) => watchers.has(item),
      })
      place.greet()
      with_.bound(window, id, person)
    }

    const seat: Seat = {
      desk: () => at && { info: at.info, desk: at.started.desk },
      person: () => person,
      sit(next) {
        if (person !== next)
          for (const [item, watcher] of watchers) at?.started.desk.documents.close(item, watcher)
        if (person !== next) watchers.clear()
        if (person !== next) place?.leave()
        person = next
        place?.greet()
        with_.bound(window, at?.info.id ?? null, person)
      },
      use(id) {
        // One after the other: two at once would each hear the desk, and one of them for ever.
        const turn = using.then(
          () => goTo(id),
          () => goTo(id),
        )
        using = turn
        return turn
      },
      desks: () => listDesks(data),
      async createDesk(command, wanted) {
        const id = derivedId(command, 'desk')
        if (!existsSync(deskFolder(data, id).replica))
          await founded(id, clock, false, (founding) => foundDesk(founding, command, wanted))
        return await plate(await run(id), false)
      },
      async createExample(command, language) {
        const known = (await listDesks(data)).find((info) => info.example)
        if (known) return known
        const id = derivedId(command, 'example')
        const past = createPastClock(clock.now() - 86_400_000)
        await founded(id, past, true, (founding) =>
          foundExample(founding, command, language, clock.now(), past),
        )
        return await plate(await run(id), true)
      },
      async joinDesk(command, wish) {
        const with_join = { data, clock, secrets: with_.secrets, fetch, deviceName: hostname(), log }
        const { joinDesk } = await import('./join-desk.ts')
        const joined = await joinDesk(with_join, command, wish)
        const started = await run(joined.info.id)
        // Whoever joined can sit down when the register is here; the rest of the feed may take longer.
        await hasArrived(started, joined.person, clock)
        return { desk: await plate(started, false), recoveryCode: joined.recoveryCode }
      },
      hosting: () => at?.started.hosting ?? null,
      async saveDeskAs(id, path) {
        const started = await run(id)
        // A file holds a desk with its hub; a replica of a desk elsewhere is not one.
        if (started.where === 'elsewhere') throw new FaultError('hub-elsewhere-only')
        await packDesk(started, deskFolder(data, id), path, newId())
      },
      async openDeskFile(path) {
        const id = await unpackDesk(data, path, newId)
        return await plate(await run(id), false)
      },
      async redeem(grant) {
        const path = await with_.redeem(window, grant)
        if (path === null) throw new FaultError('not-allowed-here')
        return path
      },
      async writeFiles(folder, outFiles) {
        const version = clock.now()
        // What an export is about are its files: another selection takes nothing of this one away.
        const subject = hashText(outFiles.map((file) => file.name).join('\n')).slice(0, 16)
        await folderTarget({ folder, desk: at?.info.id ?? newId(), files }).deliver({
          key: `export-${version}`,
          subject: `export-${subject}`,
          version,
          files: outFiles,
        })
      },
      watcher(item) {
        const known = watchers.get(item)
        if (known) return known
        const watcher: Watcher = {
          hear: (update, epoch, seen) => served.tell('document-update', { item, update, epoch, seen }),
          reload: () => served.tell('document-reload', { item }),
        }
        watchers.set(item, watcher)
        return watcher
      },
      place: () => place,
      async importParts() {
        if (!at) throw new FaultError('no-desk')
        return await imports.partsOf(at.info.id)
      },
      readGranted: async (grant) => await imports.readGranted(await seat.redeem(grant)),
      saveOriginal: async (grant, bytes) => {
        await files.writeFile(await seat.redeem(grant), bytes).catch((error: unknown) => {
          throw asFault(error)
        })
      },
    }

    const chair = {
      async lock() {
        if (person === null || !at) return
        const sitting = person
        const { context } = at.started.desk
        if (!(await context.hub.withPassphrase()).includes(sitting) || person !== sitting) return
        seat.sit(null)
        served.tell('changed', { topics: ['session'], items: [] })
      },
    }
    chairs.add(chair)
    const served = serve({
      port,
      handlers: createHandlers(seat),
      person: () => (person !== null && at && mayAct(at.started.desk.context, person) ? person : null),
      explain(thrown) {
        // What is found while reading is said in the status line too, not only to whoever happened to read. A fault is of
        // something else: another desk that would not open, a file that was chosen, a hub elsewhere.
        if (at && !(thrown instanceof FaultError) && diskFaultOf(thrown) === 'database-damaged')
          setDiskFault(at.started.desk.context, 'database-damaged')
        return asFault(thrown)
      },
      log,
      closed() {
        chairs.delete(chair)
        leave()
      },
    })
  }

  return {
    foresee(desk) {
      infoOf(desk)
        .then(() => run(desk))
        .catch(() => undefined)
    },
    open,
    async lock() {
      for (const chair of chairs)
        await chair.lock().catch((error: unknown) => log('not-locked', { reason: reasonOf(error) }))
    },
    async wake() {
      // A desk that does not open keeps no other one asleep.
      for (const starting of running.values())
        await starting.then(
          (desk) => desk.wake(),
          () => undefined,
        )
    },
    async stop() {
      cancelOthers()
      imports.stop()
      const all = await Promise.allSettled(running.values())
      for (const one of all) if (one.status === 'fulfilled') await one.value.stop()
      running.clear()
    },
  }
}
