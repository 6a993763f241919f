/**
 * Which desk, and who sits at it. The port is bound to both, so every new port (after a crash of the desk process, a
 * lock, a reload) sits down again here before anything else goes through.
 */
import { createContext, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../shared/domain/person.ts'
import { type Fault, faultOf } from '../../shared/errors.ts'
import type { Language } from '../../shared/i18n/index.ts'
import type { Id } from '../../shared/ids.ts'
import type { Input } from '../../shared/ipc/contract.ts'
import type { DeskInfo, Overview, Session } from '../../shared/ipc/desk.ts'
import { attach, call, connect, detach, link, subscribe } from './client.ts'
import { firstPaint } from './first-paint.ts'
import { enterDesk, go, here } from './navigation.tsx'
import { prefer, shellInfo } from './preferences.ts'
import { followChanges, forgetAll, refreshAll, useDeskQuery } from './queries.ts'
import { startAnew } from './safety.ts'
import { createStore, useStore } from './store.ts'
import { endStrip, tellFault } from './strip.ts'
import { whenSaved } from './unsaved.ts'

/** What a person who asks for another desk came for: any, or one that lives elsewhere. */
export type Way = 'any' | 'join'
/**
 * Why somebody who sat here has to sit down again: nobody touched anything for a while, they left the desk, or they
 * signed this computer out.
 */
export type GotUp = 'idle' | 'removed' | 'signed-out'

/**
 * What the window is about. `fault`: why the desk that should have opened did not. `who`: who sat here a moment ago and
 * will most likely sit down again.
 */
export type Stage =
  | { at: 'starting' }
  | { at: 'desks'; desks: DeskInfo[]; fault: Fault | null; back: DeskInfo | null; way: Way }
  | { at: 'sign-in'; session: Session; why: GotUp | null; who: Id | null }
  | { at: 'in'; session: Session; person: Person }

/** The stage of this window. */
export const stage = createStore<Stage>({ at: 'starting' })

const current = (): Session | null => {
  const now = stage.get()
  return now.at === 'in' || now.at === 'sign-in' ? now.session : null
}

let signingOut = false

/** Why nobody sits here any more, where somebody did and did not get up by hand. */
const reasonToAsk = (before: Stage, session: Session): GotUp | null => {
  if (before.at === 'sign-in') return before.session.desk.id === session.desk.id ? before.why : null
  if (before.at !== 'in' || before.session.desk.id !== session.desk.id) return null
  if (signingOut) return 'signed-out'
  const left = session.people.find(({ person }) => person.id === before.person.id)?.person.active !== true
  if (left) return 'removed'
  return (shellInfo.get()?.preferences.lockAfter ?? null) === null ? null : 'idle'
}

const lastHere = (before: Stage): Id | null => (before.at === 'sign-in' ? before.who : null)

/** Takes what the desk process says about who sits here. `byHand`: the person got up, and need not be told why. */
const settle = (session: Session, byHand = false): void => {
  const before = stage.get()
  const samePlace =
    before.at === 'in' &&
    before.session.desk.id === session.desk.id &&
    before.person.id === session.person?.id
  if (!samePlace) {
    forgetAll()
    if (current()?.desk.id !== session.desk.id) enterDesk(session.desk.id, shellInfo.get()?.item ?? null)
  }
  if (session.person) {
    attach(session.person.id)
    // Whoever sits down comes to the desk, not into what the one before was setting.
    if (before.at === 'sign-in' && here().view === 'settings') go({ view: 'desk' })
    stage.set({ at: 'in', session, person: session.person })
    if (samePlace) refreshAll()
    else startAnew()
  } else {
    const why = byHand ? null : reasonToAsk(before, session)
    const who = why !== 'idle' ? null : before.at === 'in' ? before.person.id : lastHere(before)
    detach()
    stage.set({ at: 'sign-in', session, why, who })
  }
}

/** Shows the choice of desks: at the first start, on request, or because a desk would not open. */
export const chooseDesk = async (fault: Fault | null = null, way: Way = 'any'): Promise<void> => {
  const back = current()?.desk ?? null
  try {
    stage.set({ at: 'desks', desks: await call('desk', 'desks.list', {}), fault, back, way })
  } catch (thrown) {
    // Even a folder that cannot be read is no reason for an empty window.
    stage.set({ at: 'desks', desks: [], fault: faultOf(thrown), back, way })
  }
}

/** Sits down at a desk. */
export const openDesk = async (desk: Id): Promise<void> => {
  try {
    await whenSaved()
  } catch (thrown) {
    return tellFault(faultOf(thrown))
  }
  try {
    const session = await call('desk', 'desks.use', { desk })
    await prefer({ lastDesk: desk })
    settle(session)
  } catch (thrown) {
    await chooseDesk(faultOf(thrown))
  }
}

/** Signs this computer, `device`, out of the desk. Whoever goes on here says the passphrase again. */
export const signOutHere = async (device: Id): Promise<void> => {
  await whenSaved()
  signingOut = true
  try {
    await call('desk', 'devices.revoke', { device })
    settle(await call('desk', 'session.get', {}))
  } finally {
    signingOut = false
  }
}

export const signIn = async (person: Id, passphrase: string | null): Promise<void> =>
  settle(await call('desk', 'session.sign-in', { person, passphrase }))

/**
 * Joins a desk that lives elsewhere, beside the ones that are here. Answers the recovery code of somebody new, and how
 * to go on: sitting at the desk, without saying the passphrase a second time.
 */
export const joinDesk = async (
  wanted: Input<'desk', 'desks.join'>,
): Promise<{ recoveryCode: string | null; goOn: () => Promise<void> }> => {
  const { desk, recoveryCode } = await call('desk', 'desks.join', wanted)
  const goOn = async (): Promise<void> => {
    await openDesk(desk.id)
    const now = stage.get()
    if (now.at !== 'sign-in' || now.session.desk.id !== desk.id) return
    const me = now.session.people.find(({ person }) => person.active && person.name === wanted.name)?.person
    // If this does not work, the sign-in on the screen says why when it is tried by hand.
    if (me) await signIn(me.id, wanted.passphrase).catch(() => undefined)
  }
  return { recoveryCode, goOn }
}

/** Sets a new passphrase with a recovery code; answers the code that takes its place, and how to go on. */
export const recover = async (
  person: Id,
  code: string,
  passphrase: string,
): Promise<{ recoveryCode: string; goOn: () => void }> => {
  const { session, recoveryCode } = await call('desk', 'session.recover', { person, code, passphrase })
  return { recoveryCode, goOn: () => settle(session) }
}

/** Gets up, so that somebody else can sit down. Waits until everything typed is on disk. */
export const changePlaces = async (): Promise<void> => {
  try {
    await whenSaved()
    const locked = await call('desk', 'session.lock', {})
    // What one person may take back is not for the next one to undo.
    endStrip()
    settle(locked, true)
  } catch (thrown) {
    tellFault(faultOf(thrown))
  }
}

/** Reads anew who is here: after a passphrase was set, which the desk tells nobody about. */
export const readSession = async (): Promise<void> => settle(await call('desk', 'session.get', {}))

/** On every new port: sit down again where we sat, or begin. */
const sitDown = async (): Promise<void> => {
  const session = current()
  const info = shellInfo.get()
  const desk = session?.desk.id ?? info?.desk ?? info?.preferences.lastDesk ?? null
  try {
    if (desk !== null) {
      const found = await call('desk', 'desks.use', { desk })
      // A desk that is quick must not put its lists before the first picture of the window.
      await firstPaint()
      return settle(found)
    }
    const now = stage.get()
    if (now.at !== 'desks') await chooseDesk()
  } catch (thrown) {
    await chooseDesk(faultOf(thrown))
  }
}

/** Starts: hears the desk, asks main for a port, and sits down on each port that comes. */
export const startSession = (): void => {
  let before = link.get()
  link.subscribe(() => {
    const isNewPort = before === 'closed' && link.get() === 'open'
    before = link.get()
    // Getting up leaves the port open as well, and must not sit the same person down again.
    if (isNewPort && sitting === null) {
      sitting = sitDown().finally(() => {
        sitting = null
      })
    }
  })
  followChanges()
  subscribe('desk', 'changed', ({ topics }) => {
    if (!topics.includes('session') || stage.get().at !== 'in') return
    call('desk', 'session.get', {}).then(settle, () => undefined)
  })
  connect()
}
let sitting: Promise<void> | null = null

type Seat = { session: Session; person: Person; language: Language }
const SeatContext = createContext<Seat | null>(null)

/** Gives the seat to everything inside the desk. */
export const SeatProvider = ({
  session,
  person,
  children,
}: {
  session: Session
  person: Person
  children: ReactNode
}): ReactNode => {
  // Followed, or every sentence that is not asked for by key would stay in the language that the window began with.
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'nl' ? 'nl' : 'en'
  return <SeatContext value={{ session, person, language }}>{children}</SeatContext>
}

/** The desk, who sits at it, and the language of the window. Only inside the desk; throws elsewhere. */
export const useSession = (): Seat => {
  const seat = useContext(SeatContext)
  if (!seat) throw new Error('nobody sits here')
  return seat
}

/** What the whole desk shares: settings, sections, agencies, people, targets, counts. Undefined until read. */
export const useOverview = (): Overview | undefined => useDeskQuery('desk.overview', {}).data

/** The stage of this window, followed. */
export const useStage = (): Stage => useStore(stage)
