import { Pencil } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemDetail } from '../../../shared/domain/view.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import { useNow } from '../../ui/index.ts'
import { type ChosenTime, distanceInWords, TimeField, useSayMoment } from '../times/index.ts'
import styles from './inspector.module.css'
import { askTime, type TimeName, useAskedTime } from './pane-mode.ts'
import { useDecisions } from './use-decisions.ts'

const ACTION = { publish: 'schedule', embargo: 'embargo', shown: 'show' } as const

const decisionFor = (name: TimeName, time: ChosenTime | null): Decision => {
  const at = time ? { wall: time.wall, zone: time.zone, instant: time.instant } : null
  switch (name) {
    case 'publish':
      return at ? { type: 'schedule', ...at } : { type: 'unschedule' }
    case 'embargo':
      return { type: 'embargo', until: at }
    case 'shown':
      return { type: 'show', at: time?.instant ?? null }
  }
}

/** The three times of an item. None is in its text: each is a decision, taken and taken back like every other. */
export const Times = ({ detail }: { detail: ItemDetail }): ReactNode => (
  <div className={styles['fields']}>
    <TimeRow name="publish" detail={detail} />
    <TimeRow name="embargo" detail={detail} />
    <TimeRow name="shown" detail={detail} />
  </div>
)

const TimeRow = ({ name, detail }: { name: TimeName; detail: ItemDetail }): ReactNode => {
  const { t, i18n } = useTranslation('item')
  const say = useSayMoment()
  const now = useNow()
  const { take } = useDecisions(detail)
  const { row, state, actions } = detail
  const typing = useAskedTime(row.id) === name
  const button = useRef<HTMLButtonElement>(null)
  const wasTyping = useRef(false)
  useEffect(() => {
    // Typing done: focus goes back to where it began, not to the top of the page.
    if (wasTyping.current && !typing) button.current?.focus()
    wasTyping.current = typing
  }, [typing])

  const moment =
    name === 'publish' ? state.publishAt : name === 'embargo' ? state.embargoUntil : state.shownAt
  const instant = typeof moment === 'number' ? moment : (moment?.instant ?? null)
  const zone = typeof moment === 'object' ? moment?.zone : undefined
  const empty = { publish: 'noPublish', embargo: 'noEmbargo', shown: 'shownRelease' } as const
  const value = instant === null ? t(`inspector.${empty[name]}`) : say(instant, zone)
  const distance =
    instant !== null && name === 'publish' ? distanceInWords(instant, now, i18n.language, 'short') : null
  const done = (decision: Decision): void => {
    askTime(row.id, null)
    take(decision)
  }

  if (typing) {
    return (
      <div className={styles['typing']}>
        <TimeField
          kind={name}
          zone={zone}
          from={name === 'publish' && instant !== null && instant > now ? instant : undefined}
          set={(time) => done(decisionFor(name, time))}
          clear={instant === null ? null : () => done(decisionFor(name, null))}
          cancel={() => askTime(row.id, null)}
        />
      </div>
    )
  }
  return (
    <div className={styles['line']}>
      <span className={styles['label']}>{t(`inspector.${name}`)}</span>
      <button
        ref={button}
        type="button"
        className={styles['value']}
        data-empty={instant === null}
        disabled={actions[ACTION[name]] !== null}
        // All that is seen is said, in one order: who speaks to the computer says what is there.
        aria-label={t('inspector.changeTime', {
          name: t(`inspector.${name}`),
          value: distance === null ? value : `${value} ${distance}`,
        })}
        onClick={() => askTime(row.id, name)}
      >
        <span className={styles['moment']}>{value}</span>
        {distance === null ? null : (
          <>
            {' '}
            <span className={styles['distance']}>{distance}</span>
          </>
        )}
        <Pencil className={styles['pencil']} aria-hidden="true" />
      </button>
    </div>
  )
}
