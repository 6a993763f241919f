import { type PointerEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useStore } from '../../../lib/store.ts'
import { clockTime } from '../../../lib/time.ts'
import { useNow, useZone } from '../../../ui/index.ts'
import { isIn } from './geometry.ts'
import type { QueueModel } from './model.ts'
import styles from './timetable.module.css'

const HOUR = 3_600_000

const share = (part: number): { top: string } => ({ top: `${part * 100}%` })

/**
 * The whole day small, and which part of it is in sight; a press or a drag goes there. It is a picture of what the grid
 * says: keys reach everything without it. Three paths, however many briefs there are.
 */
export const Strip = ({
  model,
  scroll,
}: {
  model: QueueModel
  scroll: RefObject<HTMLElement | null>
}): ReactNode => {
  const zone = useZone()
  const now = useNow()
  const { day } = useStore(model.drawing, (drawing) => drawing.scale)
  const strip = useStore(model.drawing, (drawing) => drawing.strip)
  const sight = useRef<HTMLSpanElement>(null)
  const minutes = (day.end - day.start) / 60_000

  useEffect(() => {
    const here = scroll.current
    if (!here) return
    const follow = (): void => {
      if (!sight.current) return
      sight.current.style.top = `${(here.scrollTop / here.scrollHeight) * 100}%`
      sight.current.style.height = `${(here.clientHeight / here.scrollHeight) * 100}%`
    }
    const stop = model.drawing.subscribe(() => requestAnimationFrame(follow))
    here.addEventListener('scroll', follow, { passive: true })
    follow()
    return () => {
      stop()
      here.removeEventListener('scroll', follow)
    }
  }, [model, scroll])

  const goThere = (event: PointerEvent<HTMLElement>): void => {
    if (event.buttons !== 1 || !scroll.current) return
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const { scrollHeight, clientHeight } = scroll.current
    scroll.current.scrollTop = ((event.clientY - top) / height) * scrollHeight - clientHeight / 2
  }
  const hours = Array.from({ length: 7 }, (_unused, index) => day.start + (index + 1) * 3 * HOUR)
  return (
    <div
      className={styles['strip']}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        goThere(event)
      }}
      onPointerMove={goThere}
    >
      <svg viewBox={`-0.4 0 2.4 ${minutes}`} preserveAspectRatio="none" aria-hidden="true">
        <path className={styles['out']} d={strip.out} />
        <path d={strip.coming} />
        <path className={styles['late']} d={strip.late} />
      </svg>
      {hours.map((at) => (
        <span key={at} className={styles['hour']} style={share((at - day.start) / (day.end - day.start))}>
          {Number(clockTime(at, zone).slice(0, 2))}
        </span>
      ))}
      <span ref={sight} className={styles['sight']} />
      {isIn(day, now) ? (
        <span className={styles['stripNow']} style={share((now - day.start) / (day.end - day.start))} />
      ) : null}
    </div>
  )
}
