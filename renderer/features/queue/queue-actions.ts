/** What the keys of the queue do: decisions about several items at once, each with its undo. */
import type { TFunction } from 'i18next'
import type { Schedule } from '../../../shared/domain/schedule.ts'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import { call } from '../../lib/client.ts'
import { type Decided, decide, tellDecided, together } from '../decisions/index.ts'
import { type ChosenTime, momentAt, type SayMoment } from '../times/index.ts'
import { goingOut, type Times } from './going-out.ts'

/** The sentences that an action says afterwards. */
export type QueueWords = { t: TFunction<'queue'>; say: SayMoment }

const idsOf = (rows: readonly ItemRow[]): string[] => rows.map(({ id }) => id)
const partly = (t: TFunction<'queue'>, { failed }: Decided): string =>
  t('done.partly', { count: failed.length })

const scheduleTo = (time: Schedule | null): Decision =>
  time
    ? { type: 'schedule', wall: time.wall, zone: time.zone, instant: time.instant }
    : { type: 'unschedule' }
const embargoTo = (time: Schedule | null): Decision => ({
  type: 'embargo',
  until: time ? { wall: time.wall, zone: time.zone, instant: time.instant } : null,
})

/** Takes a decision of its own for each row: undo of times, and shifts, give every row another one. */
const decideEach = async (rows: readonly ItemRow[], decision: (row: ItemRow) => Decision): Promise<Decided> =>
  together(await Promise.all(rows.map((row) => decide([row.id], decision(row)))))

const tellUndone = async (undone: Promise<Decided>, { t }: QueueWords): Promise<void> => {
  const decided = await undone
  tellDecided(decided, { done: t('done.undone'), partly: partly(t, decided) }, null)
}

/** The rows of a decision that went through: only those are taken back. */
const wentThrough = (rows: readonly ItemRow[], { done }: Decided): ItemRow[] =>
  rows.filter(({ id }) => done.includes(id))

/** Says when rows with a new time go out. A row that an embargo holds does not do so at the time that was chosen. */
const sayScheduled = (times: readonly Times[], { t, say }: QueueWords): string => {
  const { onTime, held } = goingOut(times)
  const [first] = onTime
  return [
    ...(first ? [t('done.schedule', { count: onTime.length, when: say(first.instant, first.zone) })] : []),
    ...held.map(({ until, count }) => t('done.held', { count, when: say(until.instant, until.zone) })),
  ].join(' ')
}

/** The embargoes of rows as they are now: a list may not have heard yet of one that was set a moment ago. */
const embargoesOf = async (rows: readonly ItemRow[]): Promise<(Schedule | null)[]> =>
  await Promise.all(
    rows.map(async (row) => {
      const { row: now } = await call('desk', 'items.get', { item: row.id }).catch(() => ({ row }))
      return now.embargoUntil
    }),
  )

/** Sets one time for all rows, or takes their time away. Their old times come back with undo. */
export const setTimes = async (
  rows: readonly ItemRow[],
  time: ChosenTime | null,
  words: QueueWords,
): Promise<void> => {
  const decided = await decide(idsOf(rows), scheduleTo(time))
  const count = decided.done.length
  const done = time
    ? sayScheduled(
        (await embargoesOf(wentThrough(rows, decided))).map((embargoUntil) => ({
          publishAt: time,
          embargoUntil,
        })),
        words,
      )
    : words.t('done.unschedule', { count })
  const undo = (): void =>
    void tellUndone(
      decideEach(wentThrough(rows, decided), ({ publishAt }) => scheduleTo(publishAt)),
      words,
    )
  tellDecided(decided, { done, partly: partly(words.t, decided) }, undo)
}

/** Moves the times of rows that have one by `shift` ms; each keeps its own zone. */
export const shiftTimes = async (
  rows: readonly ItemRow[],
  shift: number,
  words: QueueWords,
): Promise<void> => {
  const timed = rows.flatMap((row) => (row.publishAt ? [{ row, publishAt: row.publishAt }] : []))
  const moved = new Map(
    timed.map(({ row, publishAt }) => [row.id, momentAt(publishAt.instant + shift, publishAt.zone)]),
  )
  const decided = await decideEach(
    timed.map(({ row }) => row),
    (row) => scheduleTo(moved.get(row.id) ?? row.publishAt),
  )
  const done = sayScheduled(
    wentThrough(rows, decided).flatMap(({ id, embargoUntil }) => {
      const publishAt = moved.get(id)
      return publishAt ? [{ publishAt, embargoUntil }] : []
    }),
    words,
  )
  const undo = (): void =>
    void tellUndone(
      decideEach(wentThrough(rows, decided), ({ publishAt }) => scheduleTo(publishAt)),
      words,
    )
  tellDecided(decided, { done, partly: partly(words.t, decided) }, undo)
}

/** Holds rows back until `time`, or takes the embargo away. */
export const setEmbargo = async (
  rows: readonly ItemRow[],
  time: ChosenTime | null,
  words: QueueWords,
): Promise<void> => {
  const decided = await decide(idsOf(rows), embargoTo(time))
  const count = decided.done.length
  const done = time
    ? words.t('done.embargo', { count, when: words.say(time.instant, time.zone) })
    : words.t('done.noEmbargo', { count })
  const undo = (): void =>
    void tellUndone(
      decideEach(wentThrough(rows, decided), ({ embargoUntil }) => embargoTo(embargoUntil)),
      words,
    )
  tellDecided(decided, { done, partly: partly(words.t, decided) }, undo)
}

/** Submits or spikes rows; undo withdraws them or brings them back. */
export const submitOrSpike = async (
  action: 'submit' | 'spike',
  rows: readonly ItemRow[],
  words: QueueWords,
): Promise<void> => {
  const decided = await decide(idsOf(rows), { type: action })
  const count = decided.done.length
  const reverse: Decision = { type: action === 'submit' ? 'withdraw' : 'unspike' }
  const undo = (): void => void tellUndone(decide(decided.done, reverse), words)
  tellDecided(
    decided,
    {
      done: words.t(action === 'submit' ? 'done.submit' : 'done.spike', { count }),
      partly: partly(words.t, decided),
    },
    undo,
  )
}
