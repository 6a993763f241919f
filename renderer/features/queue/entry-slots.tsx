import { CalendarClock } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { openPlaceholders, type Placeholder, type Standing } from '../../../shared/domain/recurring.ts'
import type { QueueSlot } from '../../../shared/ipc/queue.ts'
import { useCommands } from '../../lib/keyboard.ts'
import { usePlace } from '../../lib/navigation.tsx'
import { useOverview } from '../../lib/session.tsx'
import { createStore, useStore } from '../../lib/store.ts'
import { clockTime, dayOf } from '../../lib/time.ts'
import { Button, useZone } from '../../ui/index.ts'
import styles from './entry-slots.module.css'
import { SLOT, yOf } from './timetable/geometry.ts'
import type { QueueModel } from './timetable/model.ts'

/** The returning slot that somebody fills: the entry takes it, wherever it was asked for. */
export const filling = createStore<Placeholder | null>(null)

const standingOf = ({ id, section, dueAt, outAt }: QueueSlot): Standing => ({
  ...{ id, section },
  at: outAt ?? dueAt,
})

/** The slots of the shown day that return and that nothing stands in. */
const useOpenSlots = (model: QueueModel): Placeholder[] => {
  const zone = useZone()
  const section = usePlace((place) => place.section)
  const recurring = useOverview()?.recurring
  const slots = useMemo(
    () => (recurring ?? []).filter((slot) => section === null || slot.section === section),
    [recurring, section],
  )
  // Words are the same from move to move: what does not fill or empty a slot draws nothing here.
  const words = useStore(model.drawing, ({ scale, standing: onDay }) => {
    if (slots.length === 0) return '[]'
    const day = dayOf(scale.day.start, zone)
    const loose = model.beside.get().loose.map(standingOf)
    const standing = [...onDay.map(({ row, at }) => ({ ...standingOf(row), at })), ...loose]
    return JSON.stringify(openPlaceholders(day, slots, standing))
  })
  return useMemo(() => JSON.parse(words) as Placeholder[], [words])
}

/** What returns stands on its minute of the day until a brief is put in it: a dashed place with a button that fills it. */
export const EntrySlots = ({ model }: { model: QueueModel }): ReactNode => {
  const { t } = useTranslation('templates')
  const zone = useZone()
  const open = useOpenSlots(model)
  const scale = useStore(model.drawing, (drawing) => drawing.scale)
  const [first] = open
  useCommands([
    {
      id: 'queue.fill-slot',
      title: t('entry.fillNext'),
      group: 'queue',
      keys: ['Shift+V'],
      when: () => first !== undefined,
      run: () => first && filling.set(first),
    },
  ])
  if (open.length === 0) return null
  return (
    <section aria-label={t('entry.slots')}>
      {open.map((placeholder) => {
        const { slot, at, brief } = placeholder
        const time = clockTime(at, zone)
        return (
          <div key={brief} className={styles['slot']} style={{ top: `${yOf(scale, at) - SLOT / 2 + 2}px` }}>
            <CalendarClock aria-hidden="true" />
            <time dateTime={new Date(at).toISOString()}>{time}</time>
            <span className={styles['name']}>{slot.name}</span>
            <Button
              aria-label={t('entry.fill', { name: slot.name, time })}
              onClick={() => filling.set(placeholder)}
            >
              {t('entry.fillShort')}
            </Button>
          </div>
        )
      })}
    </section>
  )
}
