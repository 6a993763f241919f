import { type ReactNode, useRef } from 'react'
import { cx } from './cx.ts'
import styles from './splitter.module.css'

/**
 * The line between two panes: drag it, or arrows by 16 px (Home, End to the ends), Enter or a double click
 * collapses. `side` is where the pane that it sizes stands. It changes nothing itself; `resize` does.
 */
export const Splitter = ({
  label,
  controls,
  size,
  min,
  max,
  side,
  resize,
  collapse,
}: {
  label: string
  controls: string
  size: number
  min: number
  max: number
  side: 'left' | 'right'
  resize: (size: number) => void
  collapse: () => void
}): ReactNode => {
  const from = useRef<{ x: number; size: number } | null>(null)
  const clamp = (next: number): number => Math.round(Math.min(max, Math.max(min, next)))
  const sign = side === 'left' ? 1 : -1
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is the pattern for a window splitter; <hr> cannot take keys.
    <div
      className={cx(styles['splitter'], styles[side])}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-controls={controls}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onDoubleClick={collapse}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { x: event.clientX, size }
      }}
      onPointerMove={(event) => {
        if (from.current) resize(clamp(from.current.size + sign * (event.clientX - from.current.x)))
      }}
      onPointerUp={() => {
        from.current = null
      }}
      onLostPointerCapture={() => {
        from.current = null
      }}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0
        if (step !== 0) resize(clamp(size + sign * step))
        else if (event.key === 'Home') resize(min)
        else if (event.key === 'End') resize(max)
        else if (event.key === 'Enter') collapse()
        else return
        event.preventDefault()
      }}
    />
  )
}
