/** The launches of the start proof. All times are ms from asking for the process. */
import { acceptKey } from './accept-key.ts'
import { launch, PAINTED } from './launch.ts'

/** The sabotage of this proof: the window's thread is kept busy this long, through the tools, before it can paint. */
const BUSY_MS = 3_000

/** Letters in turn, so that each differs from the one that the last run left at the end of the item. */
const LETTERS = 'qxz'

/** Opens the desk, goes to `item` as a click in the list does, and quits: the next start comes back to it. */
export const openLead = async (executable: string, profile: string, item: string | null): Promise<void> => {
  const desk = await launch(executable, profile)
  try {
    await desk.evaluate(PAINTED)
    if (item !== null)
      await desk.evaluate(`new Promise((resolve) => {
        const look = () => {
          const row = document.querySelector('[data-item="${item}"]')
          if (row) row.click()
          if (row && Object.values(localStorage).some((kept) => kept.includes('${item}'))) resolve(true)
          else setTimeout(look, 100)
        }
        look()
      })`)
    // What a first start still has to do (a name plate, a cache of code) is done before it quits.
    await desk.evaluate('new Promise((resolve) => setTimeout(resolve, 1500))')
  } finally {
    await desk.close()
  }
}

export const startFloor = async (executable: string, profile: string): Promise<number> => {
  const floor = await launch(executable, profile)
  try {
    return Number(await floor.evaluate(PAINTED)) - floor.at
  } finally {
    await floor.close()
  }
}

export interface DeskStart {
  readonly painted: number
  /** The later of "the letter is on the screen" and "the letter is on the disk". */
  readonly accepted: number
  readonly kept: boolean
}

export const startDesk = async (
  executable: string,
  profile: string,
  item: string,
  run: number,
  broken: boolean,
): Promise<DeskStart> => {
  const desk = await launch(executable, profile)
  try {
    if (broken)
      await desk.evaluate(
        `(() => { const end = performance.now() + ${BUSY_MS}; while (performance.now() < end); })()`,
      )
    const painted = Number(await desk.evaluate(PAINTED)) - desk.at
    const { shown, flushed, kept } = await acceptKey(desk, item, LETTERS[run % LETTERS.length] ?? 'q')
    return { painted, accepted: Math.max(shown, flushed) - desk.at, kept }
  } finally {
    await desk.close()
  }
}
