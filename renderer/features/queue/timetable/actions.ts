/** What can be done with the rows at hand, in the order of the bar: words, keys, and whether it can be done to any. */
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'
import type { BarAction } from '../action-bar.tsx'
import type { Acts, Words } from './acts.ts'
import type { Open } from './open.ts'
import type { Planning } from './planning.ts'

export type ActionMeans = {
  acts: Acts
  planning: Planning
  words: Words
  open: (what: Open) => void
  openItem: (id: string) => void
  /** Whether the desk lets the person at it release briefs without anybody else. */
  themselves: boolean
  now: number
}

/** The actions for `hand`. Each takes the rows that it is possible for and leaves the others. */
export const actionsFor = (
  hand: readonly QueueSlot[],
  { acts, planning, words: { t, tt }, open, openItem, themselves, now }: ActionMeans,
): BarAction[] => {
  const ids = hand.map(({ id }) => id)
  const some = (rows: readonly QueueSlot[]): boolean => rows.length > 0
  const timed = hand.filter(planning.timed)
  const submittable = hand.filter(({ state, changed }) => state === 'draft' || changed)
  const submitted = hand.filter(({ state }) => state === 'submitted')
  const releasable = hand.filter(({ state }) => state === 'approved' || state === 'scheduled')
  const own = hand.filter(({ kind, approved, outAt }) => kind === 'brief' && !approved && outAt === null)
  const spikeable = hand.filter(({ outAt }) => outAt === null)
  const embargoed = hand.filter(({ embargoUntil }) => embargoUntil !== null && embargoUntil.instant > now)
  const [first] = hand
  const move = (name: 'minus' | 'minus5' | 'plus' | 'plus5', minutes: number, keys: string[]): BarAction => ({
    name,
    label: name === 'minus' || name === 'plus' ? tt(`actions.${name}`) : '',
    title: tt(`commands.${name}`),
    keys,
    possible: some(timed),
    unseen: name.endsWith('5'),
    run: () => planning.nudge(minutes),
  })
  return [
    {
      name: 'time',
      label: t('actions.time'),
      title: t('commands.time'),
      keys: ['T'],
      possible: some(hand),
      run: () => open({ type: 'time', ids }),
    },
    // Before the keys without Shift: a sign carries its own.
    move('minus5', -5, ['Shift+-', '_']),
    move('plus5', 5, ['Shift+Plus']),
    move('minus', -1, ['-']),
    move('plus', 1, ['Plus', '=']),
    {
      name: 'now',
      label: tt('actions.nowAt'),
      title: tt('commands.nowAt'),
      keys: ['Shift+N'],
      possible: some(hand.filter(({ state }) => state !== 'published')),
      unseen: true,
      run: planning.atOnce,
    },
    {
      name: 'after',
      label: tt('actions.after'),
      title: tt('commands.after'),
      keys: ['M'],
      possible: some(timed),
      run: () => open({ type: 'after', ids }),
    },
    {
      name: 'swap',
      label: tt('actions.swap'),
      title: tt('commands.swap'),
      keys: ['W'],
      // Pressed with others at hand it says what it wants.
      possible: some(timed),
      unseen: hand.length !== 2,
      run: planning.swap,
    },
    {
      name: 'space',
      label: tt('actions.space'),
      title: tt('commands.space'),
      keys: ['D'],
      possible: some(timed),
      unseen: timed.length < 3,
      run: planning.space,
    },
    {
      name: 'clear-time',
      label: tt('actions.clearTime'),
      title: tt('commands.clearTime'),
      keys: ['Shift+T'],
      possible: some(timed),
      unseen: true,
      run: () => planning.clear(timed.map(({ id }) => id)),
    },
    {
      name: 'submit',
      label: t('actions.submit'),
      title: t('commands.submit'),
      keys: ['S'],
      possible: some(submittable),
      run: () => acts.submitOrSpike('submit', submittable),
    },
    {
      name: 'approve',
      label: t('actions.approve'),
      title: t('commands.approve'),
      keys: ['A'],
      possible: some(submitted),
      run: () => open({ type: 'read', rows: hand }),
    },
    {
      name: 'self-approve',
      label: tt('actions.selfApprove'),
      title: tt('commands.selfApprove'),
      keys: ['Shift+A'],
      possible: themselves && some(own),
      run: () =>
        void acts.decideOnce(
          own.map(({ id }) => id),
          { type: 'self-approve' },
          (count) => tt('selfApproved', { count }),
        ),
    },
    {
      name: 'release',
      label: t('actions.release'),
      title: t('commands.release'),
      keys: ['Shift+U'],
      possible: some(releasable),
      run: () => open({ type: 'release', rows: releasable }),
    },
    {
      name: 'embargo',
      label: t('actions.embargo'),
      title: t('commands.embargo'),
      keys: ['E'],
      possible: some(hand),
      run: () => open({ type: 'embargo', ids }),
    },
    {
      name: 'lift',
      label: tt('actions.lift'),
      title: tt('commands.lift'),
      keys: ['Shift+E'],
      possible: embargoed.length === 1,
      run: () => {
        const [row] = embargoed
        if (row) open({ type: 'lift', row, until: null })
      },
    },
    {
      name: 'open',
      label: t('actions.open'),
      title: t('commands.open'),
      keys: ['Enter'],
      possible: hand.length === 1,
      run: () => first && openItem(first.id),
    },
    {
      name: 'spike',
      label: t('actions.spike'),
      title: t('commands.spike'),
      keys: ['Delete'],
      possible: some(spikeable),
      run: () => acts.submitOrSpike('spike', spikeable),
    },
  ]
}
