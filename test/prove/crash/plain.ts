/** The kills under plain Node: the desk process as it was built, at the moments that write. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { type DeskChild, startDeskProcess } from '../../support/desk-process.ts'
import type { Chance } from '../../support/prove-chance.ts'
import {
  clearBeside,
  comeBack,
  type Findings,
  lookAtFiles,
  lookAtFoundings,
  lookAtMigrations,
  lookAtTheEnd,
  noFindings,
  told,
} from './findings.ts'
import { liveAndDie, untilSettled } from './live.ts'
import { DAILY, forgetBackups, type Moment, QUICK } from './moments.ts'
import { beginPlainLife, createStage, type Place, repeatOpen, type Stage } from './stage.ts'
import type { Writer } from './writer.ts'

/** What the kills of one kind add up to. */
export type Killed = {
  kills: number
  acknowledged: number
  /** The least that was acknowledged between two kills. */
  fewestBetween: number
  /** Milliseconds from handing an update over to its answer. */
  waits: number[]
  findings: Findings
}

export const nobodyKilled = (): Killed => ({
  kills: 0,
  acknowledged: 0,
  fewestBetween: Number.POSITIVE_INFINITY,
  waits: [],
  findings: noFindings(),
})

type Circumstances = {
  kills: number
  /** How many of them fall while the backup of the day is made. */
  daily: number
  chance: Chance
  log(line: string): void
  /** Harm done to the files between two lives, by the harness; it must be found. */
  sabotage: ((folder: string, writer: Writer) => void) | null
}

const start = (place: Place): Promise<DeskChild> => {
  const scratch = join(place.outside, 'scratch')
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch)
  return startDeskProcess({ data: place.data, env: { ...process.env, TMPDIR: scratch } })
}

/** Founds the desk, with a folder to deliver to. */
const foundPlace = async (chance: Chance): Promise<Stage> => {
  const data = mkdtempSync(join(tmpdir(), 'kopij-crash-'))
  const outside = mkdtempSync(join(tmpdir(), 'kopij-outside-'))
  const target = join(outside, 'uit')
  mkdirSync(target)
  const place: Place = { data, outside, target, desk: '', person: '', section: '' }
  const child = await start(place)
  const window = child.open()
  const { id } = await window.call('desks.create', {
    name: 'Proefredactie',
    person: 'Merel Oosterhof',
    language: 'nl',
    sections: ['Binnenland', 'Buitenland'],
  })
  const { person } = await window.call('desks.use', { desk: id })
  const { sections } = await window.call('desk.overview', {})
  place.desk = id
  place.person = person?.id ?? ''
  place.section = sections[0]?.id ?? ''
  await window.call('targets.add-folder', { grant: child.grant(target), name: 'Uit' })
  await child.stop()
  return createStage(place, chance)
}

/** The order of the moments: each about as often as the others, the slow one seldom. */
const orderOf = (kills: number, daily: number, chance: Chance): Moment[] => {
  const quick = Array.from({ length: kills - daily }, (_, at) => QUICK[at % QUICK.length] ?? DAILY)
  return chance.shuffled([...quick, ...Array.from({ length: daily }, () => DAILY)])
}

/** A desk that was killed while it was being made or migrated is looked at at once, and killed once more. */
const lookBeside = async (stage: Stage, findings: Findings): Promise<void> => {
  const child = await start(stage.place)
  const life = await beginPlainLife(stage, child)
  await lookAtFoundings(life, findings)
  await lookAtMigrations(life, findings)
  await child.kill()
  lookAtFiles(stage, findings)
  clearBeside(stage)
}

/** The last life: nothing is killed, everything settles, and what is there is counted. */
const finish = async (
  stage: Stage,
  recent: readonly Writer[],
  findings: Findings,
  log: (line: string) => void,
): Promise<void> => {
  forgetBackups(stage)
  const child = await start(stage.place)
  const life = await beginPlainLife(stage, child)
  await comeBack(life, findings, recent)
  await repeatOpen(life)
  const backedUp = (): boolean => child.log.some(({ event }) => event === 'backed-up')
  await untilSettled(life, backedUp, log)
  if (!backedUp()) findings.badBackups += 1
  await comeBack(life, findings, stage.writers.values())
  await child.stop()
  lookAtTheEnd(stage, findings)
}

export const killPlain = async ({ kills, daily, chance, log, sabotage }: Circumstances): Promise<Killed> => {
  const killed = nobodyKilled()
  const { findings } = killed
  const stage = await foundPlace(chance)
  const { data, outside, desk } = stage.place
  let recent: Writer[] = []
  for (const [at, moment] of orderOf(kills, daily, chance).entries()) {
    const before = told(findings)
    moment.prepare?.(stage)
    const child = await start(stage.place)
    const life = await beginPlainLife(stage, child)
    await comeBack(life, findings, recent)
    await repeatOpen(life)
    recent = await liveAndDie({ life, moment, at, recent, kill: () => child.kill() })
    killed.kills += 1
    killed.acknowledged += life.acknowledged()
    killed.fewestBetween = Math.min(killed.fewestBetween, life.acknowledged())
    lookAtFiles(stage, findings)
    if (moment.name === 'migrating' || moment.name === 'founding') await lookBeside(stage, findings)
    const [writer] = recent
    if (at === Math.floor(kills / 2) && writer) sabotage?.(deskFolder(data, desk).path, writer)
    if (told(findings) !== before) log(`kill ${at + 1}, while ${moment.name}: ${told(findings)}`)
    if ((at + 1) % 30 === 0) log(`${at + 1} kills, ${killed.acknowledged} updates acknowledged`)
  }
  await finish(stage, recent, findings, log)
  if (told(findings) === '')
    for (const folder of [data, outside]) rmSync(folder, { recursive: true, force: true })
  else log(`${told(findings)}; kept for a look: ${data} ${outside}`)
  return { ...killed, waits: stage.waits }
}
