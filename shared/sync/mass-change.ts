/**
 * The breaker for mass changes (design: a hub that comes back odd "stops the sync and asks"): what one sync would take
 * away from this computer, counted before any of it is taken in.
 */
import type { FeedEntry } from './entry.ts'

/** From this part of the desk on somebody is asked. */
const SHARE = 0.2
/** From this many items on somebody is asked, however large the desk. */
const MANY = 50
/** Fewer than this are a day's tidying up, however small the desk. */
const FEW = 5

export type Circumstances = {
  /** This computer's own id as a writer: what was decided here is nobody's surprise. */
  replica: string
  /**
   * Whether an item is shown here now: neither spiked, deleted nor erased, nor new in this very sync. What nobody saw
   * is not missed, so that a first join and the emptying of the trash stop nothing.
   */
  isHere(item: string): boolean
}

/**
 * The items that a sync takes away (deleted, erased or spiked by others), to be counted by `isMassChange`. `incoming` is
 * all of the sync, not a batch of it: what is brought back later in it does not count.
 */
export const takenAway = (incoming: Iterable<FeedEntry>, { replica, isHere }: Circumstances): Set<string> => {
  const gone = new Set<string>()
  for (const { entry } of incoming) {
    if (entry.kind !== 'event') continue
    const { item, event } = entry
    if (event.type === 'unspiked' || event.type === 'undeleted') gone.delete(item)
    if (entry.replica === replica) continue
    if (event.type !== 'spiked' && event.type !== 'deleted' && event.type !== 'erased') continue
    if (isHere(item)) gone.add(item)
  }
  return gone
}

/** Whether so many of so many, before the sync, are asked about. */
export const isMassChange = (gone: number, onDesk: number): boolean =>
  gone >= FEW && (gone >= MANY || gone >= onDesk * SHARE)
