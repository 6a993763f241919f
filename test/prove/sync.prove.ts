/**
 * A thousand items edited without a network, together again: near the floor, far from a room per document, and linear.
 *
 * Two computers and a hub over real HTTP, in this one process with what they are compared with; ratios are of processor
 * time, because the clock of a busy machine says more of its other work. One of them wrote ten updates in every item
 * while the wire was cut; it is mended, and what is measured ends when the other has all of them on its disk.
 *
 * That is done several times over, and what it is compared with follows it at once, with the same updates. What counts is
 * the ratio within such a pair, and of all pairs the one in the middle: a machine that others work on as well makes both
 * dearer alike, but not from one minute to the next, and now and then one of them only. The first rounds are mostly
 * compiling, for all alike, and are not counted.
 *
 * Then somebody joins that desk. How soon it can be worked at is said in milliseconds and limited by what does not hang
 * on the machine: calls and bytes until then, which are the same however long the desk is.
 *
 * Growth is of everything until both are the same, lists included: a long way takes so long that lists follow on it, and
 * a short one is over before.
 */
import { type Figure, type Limit, prove } from './harness.ts'
import { applyDirectly } from './sync/direct.ts'
import { type FirstJoin, joinFirst } from './sync/first-join.ts'
import { syncInRooms } from './sync/rooms.ts'
import { type Spent, spend } from './sync/spend.ts'
import {
  clearStage,
  differing,
  dropOne,
  linesBehind,
  listed,
  positionOf,
  type Stage,
  setStage,
  synced,
  writeApart,
} from './sync/stage.ts'

const small = process.argv.includes('--sample') || process.argv.includes('--break')
const ITEMS = small ? 500 : 1000
const MANY = 10_000
const EACH = 10
const ROUNDS = small ? 10 : 9
/** Of them the first ones: in short rounds it takes more of them until everything is compiled. */
const TO_WARM_UP = small ? 3 : 2
const ROUNDS_OF_MANY = 1
/** A run with less than this to do is mostly its beginning; ten times the items may cost this much more than ten times. */
const LINEAR = 1.3
/** A greeting, a screenful, and one to spare. */
const CALLS_TO_JOIN = 3
/** The register and twenty items with their history. */
const BYTES_TO_JOIN = 200_000

const joinLimits = (name: string): Record<string, Limit> => ({
  [`${name}Typed`]: { is: true },
  [`${name}Calls`]: { max: CALLS_TO_JOIN },
  [`${name}Bytes`]: { max: BYTES_TO_JOIN },
})

const limits: Record<string, Limit> = {
  updates: { min: ITEMS * EACH },
  differing: { max: 0 },
  lost: { max: 0 },
  overFloor: { max: 4 },
  fasterThanRooms: { min: 5 },
  ...joinLimits('join'),
  ...(small ? {} : { growth: { max: 10 * LINEAR }, ...joinLimits('manyJoin') }),
}

const round = (value: number): number => Math.round(value * 100) / 100

type Log = (line: string) => void
type Round = {
  ours: Spent
  floor: Spent | null
  rooms: Spent | null
  shared: Spent | null
  differing: number
  lost: number
  lines: number
  linesCpu: number
}

/** `isFirst`: with what is only printed, which needs no second time. */
const runRound = async (
  stage: Stage,
  beside: boolean,
  broken: boolean,
  isFirst: boolean,
  log: Log,
): Promise<Round> => {
  const { train, office, items } = stage
  const count = items.length
  for (const guest of [train, office]) guest.wire.cut()
  await train.until(() => train.joined.desk.safety().hub.state === 'offline')
  await office.until(() => office.joined.desk.safety().hub.state === 'offline')
  const written = writeApart(stage, EACH)
  // A hundred thousand updates that nobody needs any more would be looked through by whoever tidies memory.
  const edits = beside ? written : []
  written.length = beside ? written.length : 0
  const before = positionOf(office)
  // Lines of what was written here are made while it waits, as they would be in three hours on a train.
  await listed(train)
  if (broken) dropOne(stage)
  log(`${count * EACH} updates written without a network`)
  for (const guest of [train, office]) guest.wire.mend()
  const ours = await spend(async () => {
    await train.settle()
    await synced(train)
    // And the other sabotage: what arrives is sent for again and again.
    if (broken)
      for (let again = 0; again < 40; again += 1) await office.joined.desk.context.hub.pull(before, 500)
    await office.settle()
    await synced(office)
  })
  const lost = count * EACH - (positionOf(office) - before)
  const lines = linesBehind(office)
  log(`synced in ${round(ours.wall)} ms, ${round(ours.cpu)} ms of processor time`)
  // Not what is measured, but said: the lists of the one who was away follow a few items at a time, after the words.
  const following = await spend(() => listed(office))
  log(`lists followed in ${round(following.wall)} ms, ${round(following.cpu)} ms of processor time`)
  const floor = beside ? await applyDirectly(edits) : null
  const rooms = beside ? await syncInRooms(edits, { shared: false, kept: true }) : null
  const shared = beside && isFirst ? await syncInRooms(edits, { shared: true, kept: true }) : null
  if (floor && rooms) log(`floor ${round(floor.cpu)} ms, rooms ${round(rooms.cpu)} ms`)
  const apart = differing(stage)
  return { ours, floor, rooms, shared, differing: apart, lost, lines, linesCpu: following.cpu }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
/** The one in the middle; of an even number the worse of the two, whichever way that is. */
const middle = (values: readonly number[], worse: 'less' | 'more'): number => {
  const sorted = [...values].sort((a, b) => (worse === 'less' ? a - b : b - a))
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}
const cpuOf = (spent: Spent | null): number => spent?.cpu ?? Number.NaN
const least = (spent: readonly (Spent | null)[]): number => Math.min(...spent.map(cpuOf))
/** Processor time until everything of a round is done, its lists included. */
const leastWhole = (rounds: readonly Round[]): number =>
  Math.min(...rounds.map(({ ours, linesCpu }) => ours.cpu + linesCpu))

type Measured = { rounds: Round[]; join: FirstJoin }

const measure = async (
  count: number,
  rounds: number,
  beside: boolean,
  broken: boolean,
  log: Log,
): Promise<Measured> => {
  const stage = await setStage(count)
  try {
    log(`${count} items on two computers`)
    const done: Round[] = []
    for (let at = 0; at < rounds; at += 1) done.push(await runRound(stage, beside, broken, at === 0, log))
    const join = await joinFirst(stage)
    log(`joined: usable after ${round(join.usableMs)} ms, whole after ${round(join.wholeMs)} ms`)
    return { rounds: done, join }
  } finally {
    await clearStage(stage)
  }
}

const joinFigures = (name: string, join: FirstJoin): Record<string, Figure> => ({
  [`${name}UsableMs`]: round(join.usableMs),
  [`${name}WholeMs`]: round(join.wholeMs),
  [`${name}LongestBlockMs`]: round(join.longestBlockMs),
  [`${name}Calls`]: join.calls,
  [`${name}Bytes`]: join.bytes,
  [`${name}Typed`]: join.typed,
})

await prove({
  name: 'sync',
  limits,
  run: async ({ broken, log }) => {
    const one = await measure(ITEMS, ROUNDS, true, broken, log)
    const counted = one.rounds.slice(TO_WARM_UP)
    const faster = counted.map(({ rooms, ours }) => cpuOf(rooms) / ours.cpu)
    const over = counted.map(({ ours, floor }) => ours.cpu / cpuOf(floor))
    log(`faster than rooms, round by round: ${faster.map(round).join(' ')}`)
    const figures: Record<string, Figure> = {
      items: ITEMS,
      updates: ITEMS * EACH,
      differing: sum(one.rounds.map((each) => each.differing)),
      lost: sum(one.rounds.map((each) => each.lost)),
      wallMs: round(Math.min(...counted.map(({ ours }) => ours.wall))),
      cpuMs: round(least(counted.map(({ ours }) => ours))),
      floorMs: round(least(counted.map(({ floor }) => floor))),
      roomsMs: round(least(counted.map(({ rooms }) => rooms))),
      roomsOnOneSocketMs: round(cpuOf(one.rounds[0]?.shared ?? null)),
      overFloor: round(middle(over, 'more')),
      fasterThanRooms: round(middle(faster, 'less')),
      fasterAtTheLeast: round(Math.min(...faster)),
      linesStillToFollow: one.rounds.at(-1)?.lines ?? 0,
      linesCpuMs: round(Math.min(...one.rounds.map((each) => each.linesCpu))),
      ...joinFigures('join', one.join),
    }
    if (small) return figures
    const many = await measure(MANY, ROUNDS_OF_MANY, false, false, log)
    return {
      ...figures,
      lost: sum([...one.rounds, ...many.rounds].map((each) => each.lost)),
      differing: sum([...one.rounds, ...many.rounds].map((each) => each.differing)),
      manyCpuMs: round(least(many.rounds.map((each) => each.ours))),
      manyLinesCpuMs: round(Math.min(...many.rounds.map((each) => each.linesCpu))),
      growth: round(leastWhole(many.rounds) / leastWhole(one.rounds)),
      ...joinFigures('manyJoin', many.join),
    }
  },
})
