import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime, fullTime, shortAge } from '../lib/time.ts'

const Zone = createContext('UTC')

/** Gives every time below it the zone of the desk. */
export const ZoneProvider = ({ zone, children }: { zone: string; children: ReactNode }): ReactNode => (
  <Zone value={zone}>{children}</Zone>
)

/** The zone of the desk. */
export const useZone = (): string => useContext(Zone)

const TICK = 20_000
/** While somebody writes, the present waits for a pause of this many ms: a key draws its letter and nothing else. */
const PAUSE = 300
let now = Date.now()
let lastKey = Number.NEGATIVE_INFINITY
addEventListener(
  'keydown',
  ({ target, timeStamp }) => {
    if (target instanceof HTMLElement && target.isContentEditable) lastKey = timeStamp
  },
  { capture: true },
)
const tick = (): void => {
  const rest = lastKey + PAUSE - performance.now()
  if (rest > 0) {
    setTimeout(tick, rest)
    return
  }
  now = Date.now()
  for (const each of hearers) each()
}
let timer: ReturnType<typeof setInterval> | undefined
const hearers = new Set<() => void>()
const hear = (hearer: () => void): (() => void) => {
  hearers.add(hearer)
  now = Date.now()
  timer ??= setInterval(tick, TICK)
  return () => {
    hearers.delete(hearer)
    if (hearers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The present, ms UTC, fresh to 20 seconds; one timer for the whole window. */
export const useNow = (): number => useSyncExternalStore(hear, () => now)

/** How long ago, as a row says it: `nu`, `6 min`, a clock time today, else a date. The whole moment is in the hint. */
export const Age = ({ at }: { at: number }): ReactNode => {
  const { i18n, t } = useTranslation('common')
  const zone = useZone()
  const present = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at, zone, i18n.language)}>
      {shortAge(at, present, zone, i18n.language, {
        now: t('now'),
        minutes: (count) => t('minutesShort', { count }),
        yesterday: t('yesterday'),
      })}
    </time>
  )
}

/** A clock time in the zone of the desk; `seconds` for the status line. */
export const Clock = ({ at, seconds = false }: { at: number; seconds?: boolean }): ReactNode => {
  const { i18n } = useTranslation()
  const zone = useZone()
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at, zone, i18n.language)}>
      {clockTime(at, zone, seconds)}
    </time>
  )
}
