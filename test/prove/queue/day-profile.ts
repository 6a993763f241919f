/**
 * A data folder with three days in its queue: one with very many briefs, one with forty, and one with a single brief. The
 * forty of each of the first two stand alike, a minute apart at noon, so that what is in sight there is the same page.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { deskFolder, writeNamePlate } from '../../../main/app/desk-folders.ts'
import { foundDesk } from '../../../main/app/found-desk.ts'
import { nodeClock } from '../../../main/app/node-clock.ts'
import { startDesk } from '../../../main/app/open-desk.ts'
import { readPeople, readSections } from '../../../main/db/register.ts'
import { createItems } from '../../../main/desk/create.ts'
import { moveAll } from '../../../main/desk/move.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { wallTimeAt } from '../../../shared/domain/wall-time.ts'

/** How many briefs stand at noon of the full days. */
export const AT_NOON = 40

const ZONE = 'Europe/Amsterdam'
/** Minutes of the day round noon that hold nothing but the forty. */
const NOON = { from: 11 * 60 + 30, to: 13 * 60 + 10 }
const AT_ONCE = 200

/** Every minute of a day that is not round noon, as often as it takes for `count` of them, spread evenly. */
const elsewhere = (count: number): number[] => {
  const free = Array.from({ length: 1439 }, (_unused, minute) => minute).filter(
    (minute) => minute < NOON.from || minute > NOON.to,
  )
  return Array.from(
    { length: count },
    (_unused, index) => free[Math.floor((index * free.length) / count)] ?? 0,
  )
}

const noon = (): number[] => Array.from({ length: AT_NOON }, (_unused, index) => 12 * 60 + index)

export interface DayProfile {
  readonly folder: string
  remove(): Promise<void>
}

/** Makes it with `many` briefs on the first day, which is tomorrow. */
export const makeDays = async (many: number): Promise<DayProfile> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-days-'))
  const desk = randomUUID()
  const running = await startDesk(desk, deskFolder(folder, desk), nodeClock, () => undefined)
  await foundDesk(running, randomUUID(), {
    name: 'Proefredactie',
    person: 'Merel Oosterhof',
    language: 'nl',
    sections: ['Buitenland'],
  })
  const { context } = running.desk
  const actor = actorOf(context.db, readPeople(context.db)[0]?.id ?? '')
  const section = readSections(context.db)[0]?.id ?? ''
  const today = DateTime.now().setZone(ZONE).startOf('day')
  const instant = (day: number, minute: number): number =>
    today
      .plus({ days: day })
      .set({ hour: Math.floor(minute / 60), minute: minute % 60 })
      .toMillis()
  const wanted = [
    ...noon().map((minute, index) => ({ at: instant(1, minute), name: `Kade ${index}` })),
    ...elsewhere(many - AT_NOON).map((minute, index) => ({ at: instant(1, minute), name: `Sluis ${index}` })),
    ...noon().map((minute, index) => ({ at: instant(2, minute), name: `Kade ${index}` })),
    { at: instant(3, 12 * 60 + AT_NOON / 2), name: `Kade ${AT_NOON / 2}` },
  ]
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const batch = wanted.slice(from, from + AT_ONCE).map(({ at, name }) => ({ id: randomUUID(), at, name }))
    createItems(
      context,
      actor,
      batch.map(({ id, name }) => ({
        ...{ id, kind: 'brief' as const, section, shownAt: null },
        copy: {
          dateline: ['VELBACH'],
          credits: ['ANP'],
          body: [{ type: 'paragraph' as const, line: [{ text: `${name} van de haven gaat weer open.` }] }],
        },
      })),
    )
    const { stopped } = moveAll(
      context,
      actor,
      randomUUID(),
      batch.map(({ id, at }) => ({
        item: id,
        schedule: { wall: wallTimeAt(at, ZONE), zone: ZONE, instant: at },
      })),
    )
    if (stopped.length > 0) throw new Error(`${stopped.length} briefs could not be given a time`)
  }
  await running.desk.sync.settle()
  await running.stop()
  await writeNamePlate(folder, { id: desk, name: 'Proefredactie', example: false })
  await writeFile(
    join(folder, 'preferences.json'),
    JSON.stringify({ language: 'nl', theme: 'light', lastDesk: desk }),
  )
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) }
}
