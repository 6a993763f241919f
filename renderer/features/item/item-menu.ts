import type { TFunction } from 'i18next'
import type { ItemDetail } from '../../../shared/domain/view.ts'
import { lastOut } from '../../../shared/domain/workflow.ts'
import type { Language } from '../../../shared/i18n/index.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import { faultSentences } from '../../lib/faults.tsx'
import { makeBriefOf } from '../../lib/making.ts'
import { go, here } from '../../lib/navigation.tsx'
import type { MenuEntry } from '../../ui/index.ts'
import { askAfter } from '../after/index.ts'
import { type MenuAction, type MenuLine, menuOf } from './next-step.ts'
import { askTime, type PaneMode, showMode, type TimeName } from './pane-mode.ts'
import type { Asked } from './use-decisions.ts'

const TIMES: Partial<Record<MenuAction, TimeName>> = {
  schedule: 'publish',
  embargo: 'embargo',
  show: 'shown',
}

/** Brings the details into sight, because a time is typed there. */
const showDetails = (): void => {
  if (matchMedia('(max-width: 1099px)').matches) go({ drawer: 'inspector' })
  else if (!here().inspector) go({ inspector: true })
}

const PLAIN = ['submit', 'withdraw', 'spike', 'unspike', 'delete', 'undelete', 'drop-kill'] as const
/** Decisions that need no more than being taken. */
const isPlain = (action: MenuAction): action is (typeof PLAIN)[number] =>
  (PLAIN as readonly string[]).includes(action)

/** What the composer is asked for; it says what follows from each, and to whom. */
const AFTER = { kill: 'kill', 'ask-kill': 'kill', unpublish: 'unpublish', follow: 'update' } as const
const isAfter = (action: MenuAction): action is keyof typeof AFTER => Object.hasOwn(AFTER, action)

/** Every decision about an item as a line of its menu; what cannot be done now says why. */
export const itemMenu = (
  detail: ItemDetail,
  mode: PaneMode,
  { take, ask }: { take: (decision: Decision) => void; ask: (asked: Asked) => void },
  { t, language }: { t: TFunction<'item'>; language: Language },
): MenuEntry[] => {
  const { row, state } = detail
  const run = (action: MenuAction): void => {
    const time = TIMES[action]
    if (time) {
      showDetails()
      askTime(row.id, time)
    } else if (isAfter(action)) askAfter(row.id, AFTER[action])
    else if (action === 'return' || action === 'release' || action === 'erase') ask(action)
    else if (action === 'approve') {
      if (state.submitted) take({ type: 'approve', revision: state.submitted, bypass: null })
    } else if (isPlain(action)) take({ type: action })
  }
  const line = ({ action, reason }: MenuLine): MenuEntry => ({
    type: 'item',
    label: t(`action.${action}`),
    disabled: reason !== null,
    ...(reason === null ? {} : { why: faultSentences({ code: reason, params: {} }, language).what }),
    ...(action === 'kill' || action === 'erase' ? { danger: true } : {}),
    run: () => run(action),
  })
  const after: MenuEntry[] =
    lastOut(state) !== null && row.state !== 'killed' && row.state !== 'erased'
      ? [{ type: 'item', label: t('action.after'), run: () => askAfter(row.id) }, { type: 'line' }]
      : []
  return [
    ...after,
    ...menuOf(detail).map(line),
    ...(row.kind === 'lead'
      ? [{ type: 'item' as const, label: t('action.makeBrief'), run: () => makeBriefOf(row.id) }]
      : []),
    { type: 'line' },
    mode === 'write'
      ? { type: 'item', label: t('action.history'), run: () => showMode(row.id, 'history') }
      : { type: 'item', label: t('action.write'), run: () => showMode(row.id, 'write') },
  ]
}
