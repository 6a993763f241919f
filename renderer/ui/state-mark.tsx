import { Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { State } from '../../shared/domain/workflow.ts'
import { cx } from './cx.ts'
import styles from './state-mark.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

/** A state to show: those of the workflow, and `returned`, which is a draft that came back. */
export type ShownState = State | 'returned'

/** What a row or an item shows for its state. */
export const shownState = (row: { state: State; returned: boolean }): ShownState =>
  row.returned && row.state === 'draft' ? 'returned' : row.state

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

/** Seven silhouettes, no two alike, and one each for what was taken off, spiked, deleted and erased. Each reads in grey. */
const SHAPES: Record<ShownState, ReactNode> = {
  draft: <circle cx="6" cy="6" r="4.5" {...line} />,
  submitted: <path d="M6 1.2 11.4 10.8H.6Z" fill="currentColor" />,
  approved: (
    <>
      <rect x=".75" y=".75" width="10.5" height="10.5" rx="1" fill="currentColor" />
      <path d="m3.2 6.2 2 2 3.7-4.3" {...line} className={styles['knock']} />
    </>
  ),
  scheduled: (
    <>
      <circle cx="6" cy="6" r="5" {...line} />
      <path d="M6 3v3.2L8 7.6" {...line} />
    </>
  ),
  published: <circle cx="6" cy="6" r="5.25" fill="currentColor" />,
  unpublished: (
    <>
      <circle cx="6" cy="6" r="5" {...line} />
      <path d="M3.2 6h5.6" {...line} />
    </>
  ),
  returned: <path d="M4.3 1.2 1.2 4.3l3.1 3.1M1.5 4.3h5.8a3.2 3.2 0 0 1 0 6.5H4" {...line} />,
  killed: (
    <>
      <path d="M3.8.8h4.4l3 3v4.4l-3 3H3.8l-3-3V3.8Z" {...line} />
      <path d="m4 4 4 4m0-4L4 8" {...line} />
    </>
  ),
  spiked: <path d="M2 11.2h8M6 11V.9M3.2 5.2h5.6M3.8 8h4.4" {...line} />,
  deleted: <path d="M1.2 3h9.6M4.4 3V1h3.2v2M2.4 3l.7 8h5.8l.7-8" {...line} />,
  erased: <path d="M1 6h10" {...line} />,
}

/**
 * A state as a shape and a word, in its colour. `wordless` hides the word from sight only. `waiting` puts an
 * hourglass after it: decided here, not ruled on by the hub yet.
 */
export const StateMark = ({
  state,
  wordless = false,
  waiting = false,
}: {
  state: ShownState
  wordless?: boolean
  waiting?: boolean
}): ReactNode => {
  const { t } = useTranslation('states')
  return (
    <span className={styles['mark']} data-state={state}>
      <span className={cx(styles['state'], styles[state])}>
        <svg viewBox="0 0 12 12" aria-hidden="true" className={styles['shape']}>
          {SHAPES[state]}
        </svg>
        {wordless ? <VisuallyHidden>{t(state)}</VisuallyHidden> : t(state)}
      </span>
      {waiting ? (
        <span className={styles['hold']} title={t('waiting')}>
          <Hourglass className={styles['glass']} aria-hidden="true" />
          {wordless ? <VisuallyHidden>{t('waiting')}</VisuallyHidden> : t('waitingShort')}
        </span>
      ) : null}
    </span>
  )
}
