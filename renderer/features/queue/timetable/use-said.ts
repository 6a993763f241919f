import { useTranslation } from 'react-i18next'
import { useStore } from '../../../lib/store.ts'
import { clockTime } from '../../../lib/time.ts'
import { useZone } from '../../../ui/index.ts'
import type { QueueModel } from './model.ts'
import { useTitle } from './slot-text.tsx'

/** What is said aloud while the brief at the cursor moves: its minute, and what it now stands too close to. */
export const useSaid = (model: QueueModel): string => {
  const { t } = useTranslation('timetable')
  const zone = useZone()
  const title = useTitle()
  const card = useStore(model.drawing, ({ cards }) => {
    const { cursor } = model.selection.get()
    const found = cursor === null ? undefined : cards.get(cursor)
    return found?.moving ? found : undefined
  })
  if (!card) return ''
  const time = clockTime(card.at, zone)
  const other = card.near && model.row(card.near.other)
  if (!card.near || !other) return time
  const words = title(other).slice(0, 40)
  return card.near.kind === 'same'
    ? `${time}, ${t('said.same', { words })}`
    : `${time}, ${t('tag.closeShort', { count: card.near.minutes })}: ${words}`
}
