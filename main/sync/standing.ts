/**
 * Whether the hub that answers is the one that this replica's cursor is of, no younger than it, and has at the cursor
 * what is here (design: "A cursor of another hub id or generation compares and asks, never overwrites"). Asked before
 * anything is pushed: a hub that lost its people would refuse every decision of everybody.
 */
import { type Fault, FaultError } from '../../shared/errors.ts'
import type { SyncChoice } from '../../shared/ipc/syncing.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { Cursor, Greeting } from '../../shared/sync/messages.ts'

/** Sync stops and asks: a fault with the answers that a person may give. */
export class SyncStop extends FaultError {
  readonly choices: readonly SyncChoice[]

  constructor(fault: Fault, choices: readonly SyncChoice[]) {
    super(fault.code, fault.params)
    this.name = 'SyncStop'
    this.choices = choices
  }
}

/** Why a hub that greets so does not understand who speaks this protocol, or null. */
export const unspokenFault = ({ protocol: theirs }: Greeting, ours: number): Fault | null => {
  const { oldest, newest } = theirs
  if (ours < oldest) return { code: 'protocol-too-old', params: { ours, theirs: oldest } }
  if (ours > newest) return { code: 'protocol-too-new', params: { ours, theirs: newest } }
  return null
}

const ASK: readonly SyncChoice[] = ['send-ours', 'take-theirs']

/** Throws a `SyncStop` where sync must not go on by itself. */
export const assertStanding = async (
  hub: HubConnection,
  desk: string,
  cursor: Cursor | null,
  /** The hub that somebody chose to go on with, where a choice is being carried out. */
  chosen: { hub: string; generation: number } | null,
  /** Whether this computer has another entry at a position of the feed than the one of an id, as far as it can say. */
  hasAnotherAt: (position: number, id: string) => boolean,
  protocol: number,
): Promise<{ hub: string; generation: number }> => {
  const greeting = await hub.greet()
  const unspoken = unspokenFault(greeting, protocol)
  if (unspoken) throw new FaultError(unspoken.code, unspoken.params)
  const found = { hub: greeting.hub, generation: greeting.generation }
  if (greeting.desk !== desk) throw new SyncStop({ code: 'hub-other', params: {} }, [])
  if (chosen && chosen.hub === found.hub && chosen.generation === found.generation) return found
  if (cursor === null || cursor.position === 0) return found
  if (greeting.hub !== cursor.hub) throw new SyncStop({ code: 'hub-other', params: {} }, ASK)
  const { length, entries } = await hub.pull(cursor.position - 1, 1)
  const params = { here: cursor.position, there: length }
  if (length === 0) throw new SyncStop({ code: 'hub-empty', params }, ASK)
  if (length < cursor.position || greeting.generation !== cursor.generation)
    throw new SyncStop({ code: 'hub-older', params }, ASK)
  // Put back by copying its files, and gone on since: it is long enough, but what stood at the cursor stands there no more.
  const [there] = entries
  if (there?.position === cursor.position && hasAnotherAt(cursor.position, there.entry.id))
    throw new SyncStop({ code: 'hub-older', params }, ASK)
  return found
}
