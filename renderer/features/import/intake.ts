/** Takes files in, one after the other, and remembers what became of each until the report is closed. */
import { type Fault, faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { type ImportRefusal, type ImportReport, LARGEST_IMPORT } from '../../../shared/ipc/import.ts'
import { call } from '../../lib/client.ts'
import { here } from '../../lib/navigation.tsx'
import { createStore } from '../../lib/store.ts'

/** A file wherever it comes from. */
export type Source =
  | { from: 'file'; name: string; file: File }
  | { from: 'text'; name: string; text: string }
  | { from: 'grant'; name: string; grant: Id }

/** What became of a file. One that came from a drop or the clipboard can be taken once more; a grant holds once. */
export type Told = { key: number; source: Source; report: ImportReport; fault: Fault | null }

export type Intake = {
  told: readonly Told[]
  /** The one that is being read. */
  now: { name: string; at: number; of: number } | null
  tooMany: boolean
}

const NOTHING: Intake = { told: [], now: null, tooMany: false }

/** More at once are more than a person looks through. */
export const MOST_FILES = 200

export const intake = createStore<Intake>(NOTHING)

let keys = 0
/** Taking in stops when the dialog is closed. */
let round = 0

const refusal = (name: string, refused: ImportRefusal): ImportReport => ({
  ...{ name, format: null, refused, items: [] },
})

const NONE = (name: string): ImportReport => ({ name, format: null, refused: null, items: [] })

const ask = async (source: Source, again: boolean): Promise<ImportReport> => {
  const { name } = source
  const common = { section: here().section ?? '', again }
  if (source.from === 'grant')
    return await call('desk', 'items.import', {
      file: { from: 'grant', grant: source.grant, name },
      ...common,
    })
  if (source.from === 'file' && source.file.size > LARGEST_IMPORT) return refusal(name, 'too-large')
  let bytes: Uint8Array
  try {
    bytes =
      source.from === 'text'
        ? new TextEncoder().encode(source.text)
        : new Uint8Array(await source.file.arrayBuffer())
  } catch {
    // A folder, or a file that went away in between.
    return refusal(name, 'unreadable')
  }
  return await call('desk', 'items.import', { file: { from: 'bytes', name, bytes }, ...common })
}

const takeOne = async (source: Source, again = false): Promise<Told> => {
  keys += 1
  try {
    return { key: keys, source, report: await ask(source, again), fault: null }
  } catch (thrown) {
    return { key: keys, source, report: NONE(source.name), fault: faultOf(thrown) }
  }
}

/** Takes these in, behind what was taken in before. */
export const takeIn = async (sources: readonly Source[]): Promise<void> => {
  const mine = round
  const taken = sources.slice(0, MOST_FILES)
  for (const [index, source] of taken.entries()) {
    intake.set((before) => ({
      ...before,
      now: { name: source.name, at: index + 1, of: taken.length },
      tooMany: sources.length > MOST_FILES,
    }))
    const told = await takeOne(source)
    if (round !== mine) return
    intake.set((before) => ({ ...before, told: [...before.told, told] }))
  }
  intake.set((before) => ({ ...before, now: null }))
}

/** Takes one in although the desk has it; what it says then stands in the place of what it said before. */
export const takeAgain = async (told: Told): Promise<void> => {
  const mine = round
  const next = await takeOne(told.source, true)
  if (round !== mine) return
  intake.set((before) => ({
    ...before,
    told: before.told.map((each) => (each.key === told.key ? next : each)),
  }))
}

/** Forgets the report. What was made stays. */
export const endIntake = (): void => {
  round += 1
  intake.set(NOTHING)
}

/** The items that were made, in order. */
export const madeBy = (told: readonly Told[]): { item: Id; apart: boolean }[] =>
  told.flatMap(({ report }) =>
    report.items.flatMap(({ item, apart }) => (item === null ? [] : [{ item, apart }])),
  )
