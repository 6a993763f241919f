import { Glasses } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { goesOutAt } from '../../../shared/domain/goes-out.ts'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { FaultCode } from '../../../shared/errors.ts'
import { clockTime } from '../../lib/time.ts'
import { Age, SmallCaps, StateMark, shownState, useNow, useZone } from '../../ui/index.ts'
import { distanceInWords } from '../times/index.ts'
import styles from './waiting-row.module.css'

/** First names fit a row; the whole names stand beside the text. */
const firstNames = (names: readonly string[]): string =>
  names
    .slice(0, 3)
    .map((name) => name.split(' ')[0] ?? name)
    .join(', ')

/** When it has to be out, or had to be: the reason to read it now. */
const Due = ({ row }: { row: ItemRow }): ReactNode => {
  const { t, i18n } = useTranslation('approvals')
  const zone = useZone()
  const now = useNow()
  const at = goesOutAt(row)
  if (at === null) return null
  const time = clockTime(at, zone)
  return (
    <span className={styles['why']} data-late={at <= now}>
      {at <= now
        ? t('overdue', { time })
        : t('due', { time, distance: distanceInWords(at, now, i18n.language) })}
    </span>
  )
}

/** An item that waits. `refusal` is why the reader may not approve it, as far as that is known. */
export const WaitingRow = ({ row, refusal }: { row: ItemRow; refusal: FaultCode | null }): ReactNode => {
  const { t } = useTranslation('approvals')
  const common = useTranslation('common')
  const untitled = common.t(row.kind === 'lead' ? 'untitledLead' : 'untitledBrief')
  return (
    <>
      {row.fresh ? <span className={styles['fresh']} aria-hidden="true" /> : null}
      <span className={styles[row.kind]}>{row.headline || untitled}</span>
      <SmallCaps dateline={row.dateline} credits={row.credits} />
      <span className={styles['meta']}>
        <StateMark state={shownState(row)} waiting={row.waiting} />
        <span className={styles['who']}>{firstNames(row.authors)}</span>
        <Age at={row.touchedAt} />
      </span>
      <Due row={row} />
      {refusal === 'refused-own-copy' || refusal === 'refused-role' ? (
        <span className={styles['why']}>
          <Glasses aria-hidden="true" />
          {t(refusal === 'refused-own-copy' ? 'wroteAlong' : 'notYours')}
        </span>
      ) : null}
    </>
  )
}
