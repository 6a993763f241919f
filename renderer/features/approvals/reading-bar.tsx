import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { InspectorToggle } from '../../lib/pane-toggles.tsx'
import { Button, Segmented, StateMark, shownState } from '../../ui/index.ts'
import styles from './reading-pane.module.css'
import type { Reading } from './use-reading.ts'

/** What is being read: its state and number, and what it is compared with. */
export const ReadingBar = ({
  reading,
  difference,
  setDifference,
}: {
  reading: Reading
  difference: boolean
  setDifference: (shown: boolean) => void
}): ReactNode => {
  const { t } = useTranslation('approvals')
  const { detail, number, options, comparison, seenAlready, compareWith } = reading
  return (
    <header className={styles['bar']}>
      {detail ? <StateMark state={shownState(detail.row)} waiting={detail.row.waiting} /> : null}
      {number === null ? null : <span className={styles['quiet']}>{t('version', { number })}</span>}
      {seenAlready ? <span className={styles['quiet']}>{t('seenAlready')}</span> : null}
      {comparison && difference ? (
        <span className={styles['compare']}>
          <span className={styles['quiet']} aria-hidden="true">
            {t('comparedWith')}
          </span>
          <Segmented
            label={t('compareLabel')}
            value={comparison.revision}
            choose={compareWith}
            options={options.map((option) => ({
              value: option.revision,
              label: t(`compare.${option.why}`, { number: option.number }),
            }))}
          />
        </span>
      ) : null}
      <span className={styles['push']}>
        {comparison ? (
          <Button
            look="quiet"
            keys={['D']}
            aria-pressed={difference}
            onClick={() => setDifference(!difference)}
          >
            {t('difference')}
          </Button>
        ) : (
          <span className={styles['quiet']}>{number !== null && !seenAlready ? t('firstTime') : null}</span>
        )}
        <InspectorToggle />
      </span>
    </header>
  )
}
