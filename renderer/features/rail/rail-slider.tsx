import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../../lib/time.ts'
import { LinkButton, useNow, useZone } from '../../ui/index.ts'
import { DaySlider } from '../preview/index.ts'
import { distanceInWords } from '../times/index.ts'
import styles from './rail.module.css'

/** Which minute is looked at: over the day that it falls on, with arrows and pages as every slider has them. */
export const RailSlider = ({
  at,
  onAt,
}: {
  /** ms UTC; null runs along with the clock. */
  at: number | null
  onAt: (at: number | null) => void
}): ReactNode => {
  const { t, i18n } = useTranslation('rail')
  const zone = useZone()
  const now = useNow()
  const id = useId()
  const shown = at ?? now
  return (
    <div className={styles['minute']}>
      <p className={styles['which']}>
        <output className={styles['time']} htmlFor={`${id}-slider`}>
          {clockTime(shown, zone)}
        </output>
        <span className={styles['distance']}>
          {at === null ? t('now') : distanceInWords(at, now, i18n.language)}
        </span>
        {at === null ? null : <LinkButton onClick={() => onAt(null)}>{t('toNow')}</LinkButton>}
      </p>
      <DaySlider
        id={`${id}-slider`}
        at={shown}
        label={t('slider')}
        ground="paper"
        narrow
        landing
        choose={onAt}
      />
    </div>
  )
}
