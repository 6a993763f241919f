import { useTranslation } from 'react-i18next'
import { useNow, useZone } from '../../ui/index.ts'
import { fullDay } from '../times/index.ts'

/** The heading of a day in the timetable: `Vandaag, woensdag 18 november`. */
export const useDayHeading = (): ((at: number) => string) => {
  const { i18n, t } = useTranslation('queue')
  const zone = useZone()
  const now = useNow()
  return (at) => {
    const { beside, date } = fullDay(at, now, zone, i18n.language)
    return beside === null ? date : `${t(`scheduled.${beside}`)}, ${date}`
  }
}
