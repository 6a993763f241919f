import { wallTimeAt } from '../../../shared/domain/wall-time.ts'
import type { State } from '../../../shared/domain/workflow.ts'
import type { QueueSlot } from '../../../shared/ipc/queue.ts'

/** The columns of the plan, in their order. */
export const COLUMNS = [
  'date',
  'time',
  'zone',
  'section',
  'kind',
  'dateline',
  'credits',
  'words',
  'state',
  'embargo',
  'takeOff',
  'length',
  'who',
  'id',
] as const
export type Column = (typeof COLUMNS)[number]

type Words = {
  zone: string
  sectionOf: (section: string) => string
  stateOf: (state: State) => string
  column: (name: Column) => string
}

/** The plan of a day as rows of text: the names of its columns, then every item with a time, by time. */
export const planRows = (
  slots: readonly QueueSlot[],
  { zone, sectionOf, stateOf, column }: Words,
): string[][] => {
  const timed = slots
    .flatMap((slot) => {
      const at = slot.outAt ?? slot.dueAt
      return at === null ? [] : [{ slot, at }]
    })
    .sort((a, b) => a.at - b.at)
  const stamp = (at: number | undefined): string =>
    at === undefined ? '' : wallTimeAt(at, zone).replace('T', ' ')
  return [
    COLUMNS.map(column),
    ...timed.map(({ slot, at }) => {
      const [date = '', time = ''] = wallTimeAt(at, zone).split('T')
      return [
        ...[date, time, zone, sectionOf(slot.section), slot.kind],
        ...[slot.dateline.join('/'), slot.credits.join('/'), slot.words, stateOf(slot.state)],
        ...[stamp(slot.embargoUntil?.instant), stamp(slot.takeOffAt?.instant)],
        ...[String(slot.length), slot.who.join(', '), slot.id],
      ]
    }),
  ]
}
