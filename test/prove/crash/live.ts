/** One life: somebody types, something happens, and in the middle of it the process is killed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { ProcessGone } from '../../support/desk-process.ts'
import { DAILY, type Moment } from './moments.ts'
import { type Life, makeItem } from './stage.ts'
import type { Writer } from './writer.ts'

/** Enough between two kills that there is something to lose. */
const BETWEEN = 20
/** An item is written at during so many lives, then the next one is begun. */
const LIVES_OF_A_WRITER = 5
/** Longer than anything takes that a life waits for. */
const PATIENCE = 60_000

/** Types at an item until the process is gone; at most three updates are on their way at once. */
const keepTyping = async (life: Life, writer: Writer, pause: () => number): Promise<never> => {
  const onTheirWay = new Set<Promise<void>>()
  const failures: unknown[] = []
  while (failures.length === 0) {
    const one = writer.type(life.push).catch((error: unknown) => {
      failures.push(error)
    })
    onTheirWay.add(one)
    void one.then(() => onTheirWay.delete(one))
    if (onTheirWay.size >= 3) await Promise.race(onTheirWay)
    await sleep(pause())
  }
  await Promise.all(onTheirWay)
  throw failures[0]
}

/** Work that the kill ends; any other end by an error is a finding. */
const untilGone = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work
  } catch (error) {
    if (!(error instanceof ProcessGone)) throw error
  }
}

/** Rejects when one of these fails, and otherwise never settles. */
const failing = (works: readonly Promise<void>[]): Promise<never> =>
  new Promise((_, fail) => {
    for (const work of works) work.catch(fail)
  })

type Plan<L extends Life> = {
  life: L
  moment: Moment<L>
  /** The how-manieth life this is. */
  at: number
  /** The items of the last life; the first one goes on being written at. */
  recent: readonly Writer[]
  kill(): Promise<void>
}

/** Lives until the kill. Answers the items to look at in the next life, the one that is written at first. */
export const liveAndDie = async <L extends Life>({
  life,
  moment,
  at,
  recent,
  kill,
}: Plan<L>): Promise<Writer[]> => {
  const { stage, acknowledged } = life
  const { chance, writers } = stage
  const before = new Set(writers.keys())
  const [known] = recent
  const goesOn = known !== undefined && at % LIVES_OF_A_WRITER !== 0
  const writer = goesOn ? known : await makeItem(life, chance.next() < 0.7 ? 'lead' : 'brief')

  let hurry = true
  const slow = moment.name === DAILY.name
  const pause = (): number => (hurry ? chance.below(4) : slow ? 250 : chance.below(12))
  const begun = acknowledged()
  const typed = untilGone(keepTyping(life, writer, pause))
  let worked: Promise<void> = Promise.resolve()
  const deadline = Date.now() + PATIENCE
  try {
    const typingFailed = failing([typed])
    while (acknowledged() - begun < BETWEEN) {
      if (Date.now() > deadline) throw new Error(`${moment.name}: updates are not answered`)
      await Promise.race([sleep(2), typingFailed])
    }
    hurry = false
    const { armed, span, work } = moment.begin(life)
    worked = untilGone(work)
    const failed = failing([typed, worked])
    await Promise.race([armed, failed, sleep(PATIENCE)])
    await Promise.race([sleep(chance.next() * span), failed])
  } finally {
    await kill()
  }
  await Promise.all([typed, worked])
  const fresh = [...writers.values()].filter(({ item }) => !before.has(item) && item !== writer.item)
  return [writer, ...fresh]
}

/** Waits until nothing is on its way any more: entries ruled on, the clock's releases done, deliveries received. */
export const untilSettled = async (
  { stage, window }: Life,
  also: () => boolean,
  log: (line: string) => void,
): Promise<void> => {
  const latest = Math.max(0, ...stage.scheduled.values())
  if (latest > Date.now()) log(`waiting ${Math.ceil((latest - Date.now()) / 1000)} s for the hub's clock`)
  const deadline = Math.max(Date.now(), latest) + PATIENCE
  const settled = async (): Promise<boolean> => {
    if (Date.now() < latest + 1000 || !also()) return false
    if ((await window.call('desk.safety', {})).waiting > 0) return false
    const reports = await window.call('deliveries.list', { item: null, limit: 500 })
    return reports.every(({ status }) => status !== 'waiting')
  }
  while (!(await settled()) && Date.now() < deadline) await sleep(250)
}
