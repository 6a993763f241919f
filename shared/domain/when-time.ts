/** Clock times as Dutch and English editors write them. Part of when.ts, apart for its size. */

/** `bare`: a lone figure counts, because a day stands beside it. `half`: which half of the clock the day named. */
type TimeOptions = { bare: boolean; half: 'am' | 'pm' | null }

const NAMED: ReadonlyMap<string, number> = new Map([
  ['middernacht', 0],
  ['midnight', 0],
  ['noon', 720],
])

const SPOKEN: ReadonlyMap<string, number> = new Map([
  ['half', -30],
  ['kwart over', 15],
  ['kwart voor', -15],
])

const of = (hours: number, minutes: number): number | null =>
  hours < 24 && minutes < 60 ? hours * 60 + minutes : null

const twelve = (hours: number, half: string): number => (hours % 12) + (half.startsWith('p') ? 12 : 0)

/** Minutes since midnight in `17.30`, `17:30`, `1730`, `17u30`, `7u`, `half 8`, `kwart over 8`, `7am`; else null. */
export const timeIn = (typed: string, { bare, half }: TimeOptions): number | null => {
  const text = typed.replace(/^(?:om|at) /u, '')
  const named = NAMED.get(text)
  if (named !== undefined) return named

  const english = /^(\d{1,2})(?:[.:](\d{2}))? ?([ap])\.?m\.?$/u.exec(text)
  if (english) {
    const hours = Number(english[1])
    return hours >= 1 && hours <= 12 ? of(twelve(hours, english[3] ?? ''), Number(english[2] ?? 0)) : null
  }

  const spoken = /^(half|kwart over|kwart voor) (\d{1,2})(?: uur)?$/u.exec(text)
  const figures =
    /^(\d{1,2})[.:uh](\d{2})(?: ?uur)?$/u.exec(text) ??
    /^(\d{2})(\d{2})$/u.exec(text) ??
    /^(\d{1,2}) ?(?:u|h|uur)$/u.exec(text) ??
    (bare || typed !== text ? /^(\d{1,2})$/u.exec(text) : null)

  const shift = SPOKEN.get(spoken?.[1] ?? '')
  const hours = Number(spoken ? spoken[2] : (figures?.[1] ?? 99))
  const within = half && hours >= 1 && hours <= 12 ? twelve(hours, half) : hours
  const time = of(within, Number(figures?.[2] ?? 0))
  if (time === null || shift === undefined) return time
  return (time + shift + 1440) % 1440
}
