import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useNow, useZone } from '../../ui/index.ts'
import { momentInWords, zoneName } from './moment-words.ts'

/** Says moments in the words of the window, on the clock of the desk, or of another zone and then with its name. */
export type SayMoment = (at: number, zone?: string) => string

/** The words for the days beside today, out of the common sentences. */
const dayWords = (t: TFunction<'common'>): { today: string; tomorrow: string; yesterday: string } => ({
  today: t('today'),
  tomorrow: t('tomorrow'),
  yesterday: t('yesterday'),
})

/** `vandaag 14:30`, and `vandaag 14:30 in Kyiv` for a moment that was chosen in another zone than the desk's. */
export const useSayMoment = (): SayMoment => {
  const common = useTranslation('common')
  const { t } = useTranslation('queue')
  const deskZone = useZone()
  const now = useNow()
  return (at, zone = deskZone) => {
    const when = momentInWords(at, now, zone, common.i18n.language, dayWords(common.t))
    return zone === deskZone ? when : t('time.inZone', { when, zone: zoneName(zone) })
  }
}
