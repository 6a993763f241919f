/** What a proof of crashes counts, and the looks that count it. All of it has to stay nought. */
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { SCHEMA_VERSION } from '../../../main/db/migrate.ts'
import { derivedId } from '../../../shared/ids.ts'
import { badBackups, damageOf, looked, lostDecisions, readTarget, unsettled, withCopy } from './check.ts'
import { type Founding, found, foundings, OLD_VERSION, OLD_WORDS, oldDesks } from './moments.ts'
import type { Life, PlainLife, Stage } from './stage.ts'
import type { Writer } from './writer.ts'

export type Findings = {
  /** Acknowledged updates that a working copy lacks. */
  lost: number
  /** Working copies whose text is not what their updates say. */
  reordered: number
  lostDecisions: number
  integrityFailures: number
  brokenChains: number
  /** Backups and desk files under their final names that are not whole. */
  badBackups: number
  doubledDeliveries: number
  undelivered: number
  /** Entries that the hub refused, or never ruled on. */
  unsettled: number
  halfFounded: number
  badMigrations: number
}

export const noFindings = (): Findings => ({
  lost: 0,
  reordered: 0,
  lostDecisions: 0,
  integrityFailures: 0,
  brokenChains: 0,
  badBackups: 0,
  doubledDeliveries: 0,
  undelivered: 0,
  unsettled: 0,
  halfFounded: 0,
  badMigrations: 0,
})

/** Those that are not nought, in words for a log. */
export const told = (findings: Findings): string =>
  Object.entries(findings)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

/** The id that a desk gets from the command that founds it. */
const idOf = ({ command, example }: Founding): string => derivedId(command, example ? 'example' : 'desk')

/** What a window finds when it comes back to the items that were written at: all of it, and it sends what is lacking. */
export const comeBack = async (life: Life, findings: Findings, writers: Iterable<Writer>): Promise<void> => {
  for (const writer of writers) {
    const { state } = await life.window.call('document.open', { item: writer.item })
    const { lost, reordered } = writer.compare(state)
    findings.lost += lost
    if (reordered) findings.reordered += 1
    await writer.rejoin(state, life.push)
  }
}

/** Desks that were being founded when the process died: said again, they are whole; and none is there that nobody founded. */
export const lookAtFoundings = async (life: Life, findings: Findings): Promise<void> => {
  const { desk } = life.stage.place
  const known = new Set([desk, ...oldDesks])
  const listed = await life.window.call('desks.list', {})
  for (const one of foundings) {
    const { id } = await found(life, one)
    known.add(id)
    const session = await life.window.call('desks.use', { desk: id })
    const sections = session.person ? (await life.window.call('desk.overview', {})).sections : []
    if (session.person === null || session.settings.name === '' || sections.length < 2)
      findings.halfFounded += 1
  }
  if (foundings.length > 0) await life.window.call('desks.use', { desk })
  findings.halfFounded += listed.filter(({ id }) => !known.has(id)).length
}

/** Desks of an earlier version: migrated by now, with every row, and with a backup of what they were. */
export const lookAtMigrations = async (life: PlainLife, findings: Findings): Promise<void> => {
  for (const id of oldDesks) {
    const { path, backups } = deskFolder(life.stage.place.data, id)
    const { ok } = await life.child.open().ask('desks.use', { desk: id })
    if (!ok) {
      findings.badMigrations += 1
      continue
    }
    const words = (file: string): number =>
      looked(file, (db) => db.prepare<[], { n: number }>('SELECT count(*) AS n FROM relic').get()?.n ?? 0)
    const version = (file: string): number =>
      looked(file, (db) => Number(db.pragma('user_version', { simple: true })))
    const whole = withCopy(path, (copy) => {
      const before = join(backups, `replica-before-${OLD_VERSION}.db`)
      const kept = join(copy, 'kept.db')
      if (!existsSync(before)) return false
      cpSync(before, kept)
      const replica = join(copy, 'replica.db')
      return words(kept) === OLD_WORDS && words(replica) === OLD_WORDS && version(replica) === SCHEMA_VERSION
    })
    if (!whole) findings.badMigrations += 1
  }
}

/** A desk file that has got its name holds all of its parts. */
const badDeskFile = ({ place }: Stage): number => {
  const path = join(place.outside, 'bewaard.kopij')
  if (!existsSync(path)) return 0
  const copy = join(place.outside, 'bewaard-kopie.kopij')
  cpSync(path, copy)
  try {
    const whole = looked(copy, (db) => {
      const parts = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM parts').get()?.n
      return parts === 3 && db.pragma('integrity_check', { simple: true }) === 'ok'
    })
    return whole ? 0 : 1
  } finally {
    rmSync(copy, { force: true })
  }
}

/** The files as the kill left them, in copies. */
export const lookAtFiles = (stage: Stage, findings: Findings): void => {
  const { data, desk } = stage.place
  for (const id of [desk, ...oldDesks, ...foundings.map(idOf)]) {
    const { path } = deskFolder(data, id)
    if (!existsSync(path)) continue
    const { integrity, chains } = damageOf(path)
    findings.integrityFailures += integrity
    findings.brokenChains += chains
    findings.badBackups += badBackups(path)
  }
  findings.badBackups += badDeskFile(stage)
  findings.lostDecisions += lostDecisions(deskFolder(data, desk).path, stage.decided)
}

/** When everything has settled and the process has stopped: what went out, and what the hub said to it. */
export const lookAtTheEnd = (stage: Stage, findings: Findings): void => {
  lookAtFiles(stage, findings)
  const { doubled, missing } = readTarget(stage.place.target, stage.versions)
  findings.doubledDeliveries += doubled
  findings.undelivered += missing
  const { refused, waiting } = unsettled(deskFolder(stage.place.data, stage.place.desk).path)
  findings.unsettled += refused + waiting
}

/** Puts away the desks beside the first, and what was known of them. Nothing may have them open. */
export const clearBeside = ({ place }: Stage): void => {
  for (const id of [...oldDesks, ...foundings.map(idOf)])
    rmSync(deskFolder(place.data, id).path, { recursive: true, force: true })
  oldDesks.length = 0
  foundings.length = 0
}
