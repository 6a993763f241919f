/** The requests of the contract, each handed to the command that does it. No rule lives here. */
import type { Person } from '../../../shared/domain/person.ts'
import { usualFolder } from '../../../shared/domain/target.ts'
import { FaultError } from '../../../shared/errors.ts'
import type { OutFile } from '../../../shared/formats/files.ts'
import { derivedId } from '../../../shared/ids.ts'
import type { DeskInfo, Overview, Session } from '../../../shared/ipc/desk.ts'
import type { Hosting } from '../../../shared/ipc/team.ts'
import { carrying, correctToo } from '../../desk/carrying.ts'
import { createItems } from '../../desk/create.ts'
import { decide } from '../../desk/decide.ts'
import type { Desk } from '../../desk/desk.ts'
import { changeDesk } from '../../desk/desk-register.ts'
import type { Watcher } from '../../desk/documents.ts'
import { isItem, numberOf, settingsOf } from '../../desk/facts.ts'
import { detail, list, search } from '../../desk/lists.ts'
import { overview } from '../../desk/overview.ts'
import { copyOf, pageAt, railOf } from '../../desk/page.ts'
import {
  addPerson,
  changeOwnPassphrase,
  changePerson,
  peopleOfDesk,
  resetPassphrase,
} from '../../desk/people.ts'
import type { Place } from '../../desk/presence.ts'
import { readWorkingCopy } from '../../desk/project.ts'
import { actorOf, type DeskActor } from '../../desk/rights.ts'
import { markItemSeen } from '../../desk/seen.ts'
import { createImportHandlers, type ImportSeat } from './import-handlers.ts'
import { createQueueHandlers } from './queue-handlers.ts'
import type { Handlers } from './serve.ts'
import { createSyncingHandlers } from './syncing-handlers.ts'
import { createTargetHandlers } from './target-handlers.ts'
import { createTeamHandlers } from './team-handlers.ts'
import { createTogetherHandlers } from './together-handlers.ts'

/** What a port is bound to, and what of the desk process its requests may reach. */
export type Seat = {
  desk(): { info: DeskInfo; desk: Desk } | null
  person(): string | null
  /** Binds this port to a person, or to nobody. */
  sit(person: string | null): void
  /** Binds this port to a desk. */
  use(id: string): Promise<void>
  desks(): Promise<DeskInfo[]>
  createDesk(command: string, wanted: NewDesk): Promise<DeskInfo>
  /** Joins a desk that lives elsewhere, beside the desks that are here. */
  joinDesk(command: string, wish: JoinWish): Promise<{ desk: DeskInfo; recoveryCode: string | null }>
  /** How the desk at this port is open to others; null without a desk. */
  hosting(): HostingDoor | null
  createExample(command: string, language: 'nl' | 'en'): Promise<DeskInfo>
  saveDeskAs(desk: string, path: string): Promise<void>
  openDeskFile(path: string): Promise<DeskInfo>
  /** The path behind a grant, once. */
  redeem(grant: string): Promise<string>
  writeFiles(folder: string, files: readonly OutFile[]): Promise<void>
  watcher: (item: string) => Watcher
  /** This window among everybody who is in items of the desk; null without a desk. */
  place(): Place | null
} & Pick<ImportSeat, 'importParts' | 'readGranted' | 'saveOriginal'>
/** What somebody gave to join a desk: its address, and an invitation or a name there. */
export type JoinWish = {
  address: string
  trusted: boolean
  code: string | null
  name: string
  passphrase: string
}
export type HostingDoor = {
  get(): Hosting
  change(wish: { open: boolean; port: number; trusted: boolean }): Promise<Hosting>
}
export type NewDesk = { name: string; person: string; language: 'nl' | 'en'; sections: string[] }

export const createHandlers = (seat: Seat): Handlers => {
  const at = (): Desk => {
    const found = seat.desk()
    if (!found) throw new FaultError('no-desk')
    return found.desk
  }
  const actor = (): DeskActor => {
    const person = seat.person()
    if (person === null) throw new FaultError('locked')
    return actorOf(at().context.db, person)
  }
  const session = async (): Promise<Session> => {
    const found = seat.desk()
    if (!found) throw new FaultError('no-desk')
    const people = await peopleOfDesk(found.desk.context)
    const sitting = people.find(({ person }) => person.id === seat.person())?.person ?? null
    return { desk: found.info, settings: settingsOf(found.desk.context), person: sitting, people }
  }
  /** Seats somebody who proved who it is at that desk; the window may have gone to another one meanwhile. */
  const sitAt = (desk: Desk, person: string): void => {
    if (at() !== desk) throw new FaultError('cancelled')
    seat.sit(person)
  }
  /** A desk where nobody has a passphrase opens by itself, for whoever looks after it. */
  const sitDownAlone = async (): Promise<void> => {
    if (seat.person() !== null) return
    const desk = at()
    const people = await peopleOfDesk(desk.context)
    if (people.some((one) => one.hasPassphrase)) return
    const first = people.find(({ person }) => person.roles.includes('admin'))
    if (first && at() === desk) seat.sit(first.person.id)
  }

  return {
    ...createTeamHandlers(seat),
    ...createSyncingHandlers(seat),
    ...createTogetherHandlers(seat),
    ...createImportHandlers(seat),
    ...createTargetHandlers(seat),
    ...createQueueHandlers(seat),

    'desks.list': () => seat.desks(),
    'desks.create': (wanted, { command }) => seat.createDesk(command, wanted),
    'desks.create-example': ({ language }, { command }) => seat.createExample(command, language),
    'desks.use': async ({ desk }) => {
      await seat.use(desk)
      await sitDownAlone()
      return await session()
    },
    'desks.save-as': async ({ grant }) => {
      await at().sync.settle()
      await seat.saveDeskAs(at().id, await seat.redeem(grant))
      return {}
    },
    'desks.open-file': async ({ grant }) => seat.openDeskFile(await seat.redeem(grant)),

    'session.get': session,
    'session.sign-in': async ({ person, passphrase }) => {
      const desk = at()
      await desk.context.hub.signIn(person, passphrase)
      sitAt(desk, person)
      return await session()
    },
    'session.lock': async () => {
      seat.sit(null)
      return await session()
    },
    'session.recover': async ({ person, code, passphrase }) => {
      const desk = at()
      const recoveryCode = await desk.context.hub.recover(person, code, passphrase)
      sitAt(desk, person)
      return { session: await session(), recoveryCode }
    },

    'people.add': (wanted, { command }) =>
      addPerson(at().context, () => at().sync.settle(), actor(), command, wanted),
    'people.change': (wanted): Person => changePerson(at().context, actor(), wanted),
    'people.reset': async ({ person, passphrase }) => ({
      recoveryCode: await resetPassphrase(at().context, actor(), person, passphrase),
    }),
    'people.change-passphrase': async ({ old, passphrase }) => ({
      recoveryCode: await changeOwnPassphrase(at().context, actor(), old, passphrase),
    }),

    'desk.overview': (): Promise<Overview> => overview(at().context, actor()),
    'desk.safety': () => at().safety(),
    'desk.change-settings': (wanted) => {
      const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
      const settings = { ...settingsOf(at().context), ...given }
      changeDesk(at().context, actor(), [{ type: 'settings', settings }])
      return settings
    },
    'desk.save-section': (section) => {
      changeDesk(at().context, actor(), [{ type: 'section', section }])
      return section
    },
    'desk.save-agency': ({ agency, removed }) => {
      changeDesk(at().context, actor(), [{ type: 'agency', agency, removed }])
      return agency
    },

    'items.list': (query) => list(at().context, actor(), query),
    'items.search': (query) => search(at().context, actor(), query),
    'items.create': ({ items }) => {
      createItems(at().context, actor(), items)
      return {}
    },
    'items.get': ({ item }) => detail(at().context, actor(), item),
    'items.seen': ({ item }) => {
      markItemSeen(at().context, actor(), item)
      return {}
    },
    'items.decide': ({ items, decision }, { command }) =>
      decide(at().context, actor(), command, items, decision),
    'items.revision': ({ item, revision }) => {
      const copy = copyOf(at().context, item, revision)
      if (!copy) throw new FaultError('gone')
      return { copy, number: numberOf(at().context, item, revision) }
    },
    'items.carrying': (query) => carrying(at().context, actor(), query),
    'items.correct-too': (wanted, { command }) =>
      correctToo(at().context, at().documents, actor(), command, wanted),
    'items.copy': ({ item }) => {
      if (!isItem(at().context, item)) throw new FaultError('gone')
      return readWorkingCopy(at().context.db, item)
    },

    'document.open': ({ item }) => at().documents.open(item, seat.watcher(item)),
    'document.push': ({ item, update, restores, seen }) => ({
      savedAt: at().documents.push(item, actor(), update, restores, seat.watcher(item), seen),
    }),
    'document.close': ({ item }) => {
      at().documents.close(item, seat.watcher(item))
      return {}
    },

    'page.at': (wanted) => pageAt(at().context, wanted),
    'rail.at': (wanted) => railOf(at().context, wanted),
    'queue.day-words': async (wanted) =>
      (await import('../../desk/day-words.ts')).dayWordsOf(at().context, wanted),
    'targets.add-folder': async ({ grant, name }, { command }) => {
      const who = actor()
      const target = usualFolder({ id: derivedId(command, 'target'), name, active: true })
      const path = await seat.redeem(grant)
      changeDesk(at().context, who, [{ type: 'target', target }])
      await at().sync.settle()
      await at().context.hub.placeFolder(who.id, target, path)
      return target
    },
    'export.selection': async ({ items, grant }) => {
      const { exportFiles } = await import('../../desk/export.ts')
      const files = exportFiles(at().context, items)
      await seat.writeFiles(await seat.redeem(grant), files)
      return { files: files.length }
    },
    'export.file': async ({ grant, ...file }) => {
      await seat.writeFiles(await seat.redeem(grant), [file])
      return {}
    },
    'export.clipboard': async ({ items }) =>
      (await import('../../desk/export.ts')).exportClipboard(at().context, items),
  }
}
