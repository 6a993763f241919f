import { CalendarClock } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { openPlaceholders, type Placeholder, type Standing } from '../../../shared/domain/recurring.ts'
import type { QueueSlot } from '../../../shared/ipc/queue.ts'
import { usePlace } from '../../lib/navigation.tsx'
import { useOverview } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { clockTime, dayOf } from '../../lib/time.ts'
import { Button, useZone } from '../../ui/index.ts'
import styles from './fast-entry.module.css'
import type { QueueModel } from './timetable/model.ts'

const standingOf = ({ id, section, dueAt, outAt }: QueueSlot): Standing => ({
  ...{ id, section },
  at: outAt ?? dueAt,
})

/** The slots of the shown day that return and that nothing stands in, each with a button that fills it. */
export const EntrySlots = ({
  model,
  fill,
}: {
  model: QueueModel
  fill: (placeholder: Placeholder) => void
}): ReactNode => {
  const { t } = useTranslation('templates')
  const zone = useZone()
  const section = usePlace((place) => place.section)
  const recurring = useOverview()?.recurring
  const slots = useMemo(
    () => (recurring ?? []).filter((slot) => section === null || slot.section === section),
    [recurring, section],
  )
  // A list of names is the same from move to move: what does not fill or empty a slot draws nothing here.
  const names = useStore(model.drawing, ({ scale, cards }) => {
    if (slots.length === 0) return '[]'
    const day = dayOf(scale.day.start, zone)
    const loose = model.beside.get().loose.map(standingOf)
    const standing = [...[...cards.values()].map(({ row, at }) => ({ ...standingOf(row), at })), ...loose]
    return JSON.stringify(openPlaceholders(day, slots, standing))
  })
  const open = useMemo(() => JSON.parse(names) as Placeholder[], [names])
  if (open.length === 0) return null
  return (
    <section className={styles['slots']} aria-label={t('entry.slots')}>
      <CalendarClock aria-hidden="true" />
      {open.map((placeholder) => {
        const { slot, at, brief } = placeholder
        const time = clockTime(at, zone)
        return (
          <Button
            key={brief}
            aria-label={t('entry.fill', { name: slot.name, time })}
            onClick={() => fill(placeholder)}
          >
            <b>{time}</b> {slot.name}
          </Button>
        )
      })}
    </section>
  )
}
