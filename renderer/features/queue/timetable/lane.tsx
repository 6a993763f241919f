import { Eye } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from '../../../lib/store.ts'
import { clockTime } from '../../../lib/time.ts'
import { Button, useNow, useZone } from '../../../ui/index.ts'
import { isIn, SLOT, ticksBetween, yOf } from './geometry.ts'
import { KeyHint } from './key-hint.tsx'
import type { QueueModel } from './model.ts'
import { minuteOf } from './rules.ts'
import styles from './timetable.module.css'

/** An element at a height. */
const At = ({
  y,
  height,
  className,
  children,
  ...rest
}: {
  y: number
  height?: number
  className: string | undefined
  children?: ReactNode
} & Record<`data-${string}`, boolean>): ReactNode => (
  <div
    className={className}
    style={{ top: `${y}px`, ...(height === undefined ? {} : { height: `${height}px` }) }}
    {...rest}
  >
    {children}
  </div>
)

/** The times beside the lane and the lines in it, as far as they are in sight. */
export const Ruler = ({ model }: { model: QueueModel }): ReactNode => {
  const zone = useZone()
  const scale = useStore(model.drawing, (drawing) => drawing.scale)
  const top = useStore(model.drawing, ({ window }) => window.top)
  const bottom = useStore(model.drawing, ({ window }) => window.bottom)
  return (
    <div aria-hidden="true">
      {ticksBetween(scale, top, bottom).map(({ at, y, label, hour }) => (
        <At key={at} y={y} className={styles['tick']} data-label={label} data-hour={hour} />
      ))}
      {ticksBetween(scale, top, bottom)
        .filter(({ label }) => label)
        .map(({ at, y, hour }) => (
          <At key={at} y={y} className={styles['time']} data-hour={hour}>
            {clockTime(at, zone)}
          </At>
        ))}
    </div>
  )
}

/** From each brief to its minute, where it was pushed away from it. */
export const Wires = ({ model }: { model: QueueModel }): ReactNode => {
  const path = useStore(model.drawing, ({ visible, cards }) =>
    visible
      .flatMap((id) => {
        const card = cards.get(id)
        if (!card) return []
        const want = card.want + 0.5
        const y = card.y + 0.5
        return Math.abs(want - y) < 2 ? [`M0 ${y}H32`] : [`M0 ${want}H10L22 ${y}H32`]
      })
      .join(''),
  )
  return (
    <svg className={styles['wires']} aria-hidden="true">
      <path d={path} />
    </svg>
  )
}

/** Brackets round what stands too close. */
export const Brackets = ({ model }: { model: QueueModel }): ReactNode => {
  const brackets = useStore(model.drawing, (drawing) => drawing.brackets)
  return (
    <div aria-hidden="true">
      {brackets.map(({ top, bottom }) => (
        <At key={`${top} ${bottom}`} y={top} height={bottom - top} className={styles['bracket']} />
      ))}
    </div>
  )
}

/** The line of the present, on the day that has it. */
export const NowLine = ({ model }: { model: QueueModel }): ReactNode => {
  const zone = useZone()
  const now = useNow()
  const scale = useStore(model.drawing, (drawing) => drawing.scale)
  useEffect(() => model.tick(now), [model, now])
  if (!isIn(scale.day, now)) return null
  return (
    <At y={yOf(scale, minuteOf(now) * 60_000)} className={styles['now']}>
      <span aria-hidden="true">{clockTime(now, zone)}</span>
    </At>
  )
}

/** Where the slider of the readers' rail stands. */
export const LookLine = ({ model, at }: { model: QueueModel; at: number | null }): ReactNode => {
  const zone = useZone()
  const scale = useStore(model.drawing, (drawing) => drawing.scale)
  if (at === null || !isIn(scale.day, at)) return null
  return (
    <At y={yOf(scale, at)} className={styles['look']}>
      <span aria-hidden="true">
        <Eye />
        {clockTime(at, zone)}
      </span>
    </At>
  )
}

/** Stretches without anything new, longer than the desk wants. */
export const Gaps = ({
  model,
  rule,
  fill,
}: {
  model: QueueModel
  rule: number | null
  fill: (at: number) => void
}): ReactNode => {
  const { t } = useTranslation('timetable')
  const found = useStore(model.drawing, (drawing) => drawing.gaps)
  const scale = useStore(model.drawing, (drawing) => drawing.scale)
  const top = useStore(model.drawing, ({ window }) => window.top)
  const bottom = useStore(model.drawing, ({ window }) => window.bottom)
  const now = useNow()
  return found.map(({ from, to, minutes }) => {
    const start = yOf(scale, from) + SLOT / 2 + 4
    const height = yOf(scale, to) - SLOT / 2 - 4 - start
    if (rule === null || height < 40 || start > bottom || start + height < top) return null
    return (
      <At key={from} y={start} height={height} className={styles['gap']}>
        <span>
          <b>{t('gap.title', { count: minutes })}</b>, {t('gap.rule', { rule })}
        </span>
        <Button onClick={() => fill(Math.max(now, (from + to) / 2))}>
          {t('gap.fill')} <KeyHint keys="V" />
        </Button>
      </At>
    )
  })
}

/** Keeps the model told how much of the page is in sight. */
export const useSight = (model: QueueModel, scroll: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const here = scroll.current
    if (!here) return
    const look = (): void => model.look(here.scrollTop, here.clientHeight)
    const sizes = new ResizeObserver(look)
    sizes.observe(here)
    here.addEventListener('scroll', look, { passive: true })
    look()
    return () => {
      sizes.disconnect()
      here.removeEventListener('scroll', look)
    }
  }, [model, scroll])
}
