import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../../../shared/errors.ts'
import type { WrongDays } from '../../../shared/ipc/rail.ts'
import { call } from '../../lib/client.ts'
import { leaveDays } from '../../lib/left-days.ts'
import { offerUndo, tellFault } from '../../lib/strip.ts'
import { Button, useZone } from '../../ui/index.ts'
import { fullDay } from '../times/index.ts'
import styles from './day-words.module.css'

/** Whether the words may be put right from here: readers have them already, or a revision with them is approved. */
type MayMend = { out: boolean; approved: boolean }

/** The first word that will be wrong, why, and the word that will not be. */
export const DayWordNote = ({ found, mend }: { found: WrongDays; mend: MayMend }): ReactNode => {
  const { t, i18n } = useTranslation('rail')
  const zone = useZone()
  const [first] = found.words
  if (!first) return null
  const day = (at: number): string => fullDay(at, at, zone, i18n.language).date
  const { word, instead, was, now } = first

  const replace = async (from: string, to: string): Promise<boolean> => {
    try {
      const [outcome] = await call('desk', 'items.correct-too', {
        ...{ items: [found.item], replaced: [{ was: from, now: to }], reason: '', note: '' },
      })
      if (outcome?.fault) tellFault(outcome.fault, '', found.item)
      return outcome?.fault == null
    } catch (thrown) {
      tellFault(faultOf(thrown), '', found.item)
      return false
    }
  }
  const put = async (): Promise<void> => {
    if (!(await replace(was, now))) return
    offerUndo(t(mend.approved ? 'days.mendedApproved' : 'days.mended', { word, instead }), () => {
      void replace(now, was)
    })
  }
  return (
    <div className={styles['note']} role="note" aria-label={t('days.title')}>
      <TriangleAlert aria-hidden="true" />
      <p>{t('days.note', { word, written: day(found.writtenAt), read: day(found.appearsAt) })}</p>
      {mend.out ? null : <Button onClick={() => void put()}>{t('days.mend', { instead })}</Button>}
      <Button look="quiet" onClick={() => leaveDays(found)}>
        {t('days.leave')}
      </Button>
    </div>
  )
}
