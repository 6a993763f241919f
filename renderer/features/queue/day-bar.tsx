import { ChevronLeft, ChevronRight, ClipboardList, ZoomIn, ZoomOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeyCaps } from '../../lib/keyboard.ts'
import { go } from '../../lib/navigation.tsx'
import { useStore } from '../../lib/store.ts'
import { Button, IconButton, VisuallyHidden } from '../../ui/index.ts'
import { useDayHeading } from './day-heading.ts'
import styles from './queue-view.module.css'
import { zoomBeside } from './timetable/geometry.ts'
import type { QueueModel } from './timetable/model.ts'
import type { Planning } from './timetable/planning.ts'

/** Which day the timetable shows, and the ways to another one, to now, and nearer. */
export const DayBar = ({ model, planning }: { model: QueueModel; planning: Planning }): ReactNode => {
  const { t } = useTranslation('queue')
  const { t: tt } = useTranslation('timetable')
  const { t: td } = useTranslation('desk')
  const caps = useKeyCaps()
  const heading = useDayHeading()
  const scale = useStore(model.drawing, (drawing) => drawing.scale)
  const count = useStore(model.drawing, ({ order }) => order.length)
  const zoom = (steps: number) => (): void => model.zoomTo(zoomBeside(scale.zoom, steps))
  return (
    <header className={styles['bar']}>
      <VisuallyHidden>
        <h1>{t('title')}</h1>
      </VisuallyHidden>
      {/* Noon: a day that begins an hour later or earlier is the same day. */}
      <h2 aria-live="polite">{heading(scale.day.start + 43_200_000)}</h2>
      <span className={styles['count']}>{count}</span>
      <IconButton label={tt('previousDay')} icon={<ChevronLeft />} onClick={() => planning.showDay(-1)} />
      <IconButton label={tt('nextDay')} icon={<ChevronRight />} onClick={() => planning.showDay(1)} />
      <span className={styles['end']}>
        <IconButton label={td('shift')} icon={<ClipboardList />} onClick={() => go({ view: 'shift' })} />
        <span className={styles['zoom']}>
          <IconButton label={tt('zoomOut')} icon={<ZoomOut />} onClick={zoom(-1)} />
          <IconButton label={tt('zoomIn')} icon={<ZoomIn />} onClick={zoom(1)} />
        </span>
        <Button keys={caps('N')} onClick={planning.showNow}>
          {tt('now')}
        </Button>
      </span>
    </header>
  )
}
