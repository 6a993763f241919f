/** What the status line says about the way to the hub. Pure: the words are i18n's, the look is the component's. */
import type { Fault, FaultCode } from '../../../shared/errors.ts'
import type { HubState } from '../../../shared/ipc/syncing.ts'

/** A clock further off than this is told, ms (design: "Nothing relies on two clocks agreeing"). */
const SKEW_TOLD = 60_000

/**
 * What stopped the way: a choice is asked for, the passphrase is, the person is no longer of the desk and can say the
 * passphrase once an admin put them back, or there is only something to read.
 */
export type Stop = 'choose' | 'signIn' | 'left' | 'look'

export type HubStory = {
  /** `here`: the hub runs on this computer, and there is no way to speak of. */
  way: 'here' | 'connected' | 'offline' | 'stopped'
  /** Since when there is no connection, ms UTC. */
  since: number | null
  stop: Stop | null
  fault: Fault | null
  /** Entries that came in, of how many, while there is a long way to catch up. */
  progress: { done: number; total: number } | null
  /** Whole minutes that this computer's clock is ahead (or, negative, behind); null when it is close enough. */
  skew: number | null
  diverged: number
}

const SIGN_IN: ReadonlySet<FaultCode> = new Set(['sign-in-needed', 'device-revoked'])

/** What there is to do about a stop. */
export const stopOf = ({ fault, choices }: Pick<HubState, 'fault' | 'choices'>): Stop =>
  fault?.code === 'device-revoked' && fault.params['why'] === 'left'
    ? 'left'
    : fault && SIGN_IN.has(fault.code)
      ? 'signIn'
      : choices.length > 0
        ? 'choose'
        : 'look'

export const hubStory = (hub: HubState | null): HubStory => {
  if (!hub)
    return {
      way: 'here',
      since: null,
      stop: null,
      fault: null,
      progress: null,
      skew: null,
      diverged: 0,
    }
  const far = hub.where === 'elsewhere'
  // A hub on this computer can stop as well (its file was replaced by an older one), and then asks just the same.
  const way = hub.state === 'stopped' ? 'stopped' : far ? hub.state : 'here'
  return {
    way,
    since: way === 'offline' ? hub.since : null,
    stop: way === 'stopped' ? stopOf(hub) : null,
    fault: hub.fault,
    progress:
      far && hub.progress && hub.progress.total > 0
        ? { done: Math.min(hub.progress.done, hub.progress.total), total: hub.progress.total }
        : null,
    skew: far && Math.abs(hub.skew) > SKEW_TOLD ? wholeMinutes(hub.skew) : null,
    diverged: hub.diverged.length,
  }
}

const wholeMinutes = (ms: number): number => Math.sign(ms) * Math.max(1, Math.round(Math.abs(ms) / 60_000))
