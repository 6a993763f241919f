import type { TFunction } from 'i18next'
import type { Without } from '../../../shared/ipc/rail.ts'
import { clockTime, locale } from '../../lib/time.ts'

/** How many are named; the others are counted. */
const NAMED = 3

/** What something is called in a sentence: where it comes from, or else its first words. */
const nameOf = ({ dateline, headline }: Without): string => {
  if (dateline.length > 0) return dateline.join('/')
  return headline.length > 32 ? `"${headline.slice(0, 30).trimEnd()}…"` : `"${headline}"`
}

/** `Zonder PORT-ELISE 14:20, nog niet gekeurd, en TAMAR 13:47, nog niet verstuurd.` Null when nothing is missing. */
export const withoutInWords = (
  without: readonly Without[],
  { t, zone, language }: { t: TFunction<'rail'>; zone: string; language: string },
): string | null => {
  if (without.length === 0) return null
  const named = without
    .slice(0, NAMED)
    .map((one) => t(one.why, { name: nameOf(one), time: clockTime(one.at, zone) }))
  const rest = without.length - named.length
  const all = rest > 0 ? [...named, t('more', { count: rest })] : named
  const joined = new Intl.ListFormat(locale(language), { type: 'conjunction' }).format(all)
  // Each of them holds a comma, so that the last two are parted by one as well.
  const [last] = all.slice(-1)
  const and = language === 'nl' ? ' en ' : ' and '
  const list = all.length > 1 ? `${joined.slice(0, -`${and}${last}`.length)},${and}${last}` : joined
  return t('without', { list })
}
