import type { ItemRow } from '../../../shared/domain/view.ts'
import { useNow } from '../../ui/index.ts'
import type { BarAction } from './action-bar.tsx'
import { type QueueWords, shiftTimes, submitOrSpike } from './queue-actions.ts'

/** How far `+` and `-` move a time, ms. */
const STEP = 5 * 60_000

/** What stands open in the queue: a field for a time, or a question about rows. */
export type Open =
  | { type: 'publish' | 'embargo'; rows: readonly ItemRow[] }
  | { type: 'retime'; row: ItemRow }
  | { type: 'read' | 'release'; rows: readonly ItemRow[] }
  | null

/**
 * What can be done with the rows at hand, in the order of the bar. An action takes the rows that it is possible for
 * and leaves the others; it is possible when there is one.
 */
export const useBarActions = (
  hand: readonly ItemRow[],
  words: QueueWords,
  { open, openItem }: { open: (what: Open) => void; openItem: (row: ItemRow) => void },
): BarAction[] => {
  const now = useNow()
  const ofState = (...states: ItemRow['state'][]): ItemRow[] =>
    hand.filter(({ state }) => states.includes(state))
  const submittable = hand.filter(({ state, changed }) => state === 'draft' || changed)
  const releasable = ofState('approved', 'scheduled')
  const timed = hand.filter(({ publishAt }) => publishAt !== null)
  const spikeable = hand.filter(({ version }) => version === 0)
  const [first] = hand
  const shift = (steps: number): void => {
    // A time that would land in the past stays where it is.
    const movable = timed.filter(({ publishAt }) => (publishAt?.instant ?? 0) + steps * STEP > now)
    void shiftTimes(movable, steps * STEP, words)
  }
  const some = (rows: readonly ItemRow[]): boolean => rows.length > 0
  return [
    { name: 'time', keys: 'T', possible: some(hand), run: () => open({ type: 'publish', rows: hand }) },
    { name: 'minus', keys: '-', possible: some(timed), run: () => shift(-1) },
    { name: 'plus', keys: 'Plus', possible: some(timed), run: () => shift(1) },
    {
      name: 'submit',
      keys: 'S',
      possible: some(submittable),
      run: () => void submitOrSpike('submit', submittable, words),
    },
    {
      name: 'approve',
      keys: 'A',
      possible: some(ofState('submitted')),
      run: () => open({ type: 'read', rows: hand }),
    },
    {
      name: 'release',
      keys: 'Shift+U',
      possible: some(releasable),
      run: () => open({ type: 'release', rows: releasable }),
    },
    { name: 'embargo', keys: 'E', possible: some(hand), run: () => open({ type: 'embargo', rows: hand }) },
    { name: 'open', keys: 'Enter', possible: hand.length === 1, run: () => first && openItem(first) },
    {
      name: 'spike',
      keys: 'Delete',
      possible: some(spikeable),
      run: () => void submitOrSpike('spike', spikeable, words),
    },
  ]
}
