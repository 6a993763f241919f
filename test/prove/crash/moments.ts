/**
 * The moments at which the process is killed. Each begins something that writes, says when the killing may start, and how
 * long the thing takes: somewhere in there the kill falls.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, watch } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../../main/db/driver.ts'
import { wallTimeAt } from '../../../shared/domain/wall-time.ts'
import { approve, decide, type Life, makeItem, type PlainLife, type Stage } from './stage.ts'

export type Act = {
  /** Resolves when the kill may fall. */
  readonly armed: Promise<unknown>
  /** From then on the thing takes about this long, in ms. */
  readonly span: number
  /** Rejects with ProcessGone when the process is killed; another error is a finding. */
  readonly work: Promise<unknown>
}

export type Moment<L extends Life = PlainLife> = {
  readonly name: string
  /** What the harness does to the files before the process starts. */
  prepare?(stage: Stage): void
  readonly begin: (life: L) => Act
}

const now = Promise.resolve()

/** Again and again, until the kill ends it. */
const forever = async (turn: () => Promise<unknown>): Promise<never> => {
  for (;;) await turn()
}

/** Only the typing that goes on beside every moment. */
const typing: Moment<Life> = {
  name: 'typing',
  begin: () => ({ armed: now, span: 120, work: now }),
}

/** Pastes, and working copies that are closed (and folded) and opened again. */
const saving: Moment<Life> = {
  name: 'saving',
  begin(life) {
    const { stage, window, push } = life
    const work = forever(async () => {
      const writer = await makeItem(life, 'lead')
      for (let times = 0; times < 4; times += 1) {
        await writer.type(push, 400)
        await window.call('document.close', { item: writer.item })
        await window.call('document.open', { item: writer.item })
      }
      stage.writers.set(writer.item, writer)
    })
    return { armed: now, span: 150, work }
  },
}

/** Desks that were being founded, by the id of the command that founds them. */
export type Founding = { command: string; example: boolean }
export const foundings: Founding[] = []

export const found = (life: Life, { command, example }: Founding) =>
  example
    ? life.window.call('desks.create-example', { language: 'nl' }, command)
    : life.window.call(
        'desks.create',
        { name: 'Tweede redactie', person: 'Wouter Dijkgraaf', language: 'nl', sections: ['Sport', 'Kunst'] },
        command,
      )

/** A second desk beside the first: its databases are made and brought to their schema. */
const founding: Moment<Life> = {
  name: 'founding',
  begin(life) {
    const one: Founding = { command: randomUUID(), example: life.stage.chance.next() < 0.4 }
    foundings.push(one)
    return { armed: now, span: one.example ? 900 : 250, work: found(life, one) }
  },
}

/** Replicas of an earlier version, put there by the harness. */
export const oldDesks: string[] = []
export const OLD_VERSION = 5
export const OLD_WORDS = 2000

const migrating: Moment = {
  name: 'migrating',
  prepare({ place }) {
    const id = randomUUID()
    const folder = join(place.data, 'desks', id)
    mkdirSync(folder, { recursive: true })
    const db = openDatabase(join(folder, 'replica.db'))
    db.exec('CREATE TABLE relic (word TEXT) STRICT')
    const insert = db.prepare('INSERT INTO relic (word) VALUES (?)')
    db.transaction(() => {
      for (let at = 0; at < OLD_WORDS; at += 1) insert.run(`woord ${at} van een vroegere versie`)
    })()
    db.pragma(`user_version = ${OLD_VERSION}`)
    db.close()
    oldDesks.push(id)
  },
  begin({ child }) {
    const desk = oldDesks.at(-1)
    if (desk === undefined) throw new Error('there is no old desk to migrate')
    const other = child.open()
    return { armed: now, span: 130, work: other.call('desks.use', { desk }) }
  },
}

/** The desk as one file, over and over: both databases backed up, verified and packed. */
const packing: Moment = {
  name: 'backing up',
  begin({ stage, child, window }) {
    const path = join(stage.place.outside, 'bewaard.kopij')
    const work = forever(() => window.call('desks.save-as', { grant: child.grant(path) }))
    return { armed: now, span: 250, work }
  },
}

const seen = (folder: string, name: RegExp): Promise<void> =>
  new Promise((settle) => {
    const timer = setInterval(() => {
      if (!existsSync(folder) || !readdirSync(folder).some((file) => name.test(file))) return
      clearInterval(timer)
      settle()
    }, 1)
  })

export const forgetBackups = ({ place }: Stage): void =>
  rmSync(join(place.data, 'desks', place.desk, 'backups'), { recursive: true, force: true })

/** The backup of the day, which the process makes by itself after a while. */
const daily: Moment<Life> = {
  name: 'backing up daily',
  prepare: forgetBackups,
  begin({ stage }) {
    const folder = join(stage.place.data, 'desks', stage.place.desk, 'backups')
    return { armed: seen(folder, /./), span: 60, work: now }
  },
}

const ruling: Moment<Life> = {
  name: 'ruling',
  begin(life) {
    const { chance } = life.stage
    const work = forever(async () => {
      const { item } = await makeItem(life, 'brief')
      await approve(life, item)
      if (chance.next() < 0.3) {
        await decide(life, item, { type: 'spike' })
        await decide(life, item, { type: 'unspike' })
      }
      const other = await makeItem(life, 'lead')
      await decide(life, other.item, { type: 'submit' })
      await decide(life, other.item, { type: 'return', note: 'Waar is de tweede bron?' })
      await other.type(life.push, 5)
      await decide(life, other.item, { type: 'submit' })
      await decide(life, other.item, { type: 'withdraw' })
    })
    return { armed: now, span: 150, work }
  },
}

const ZONE = 'Europe/Amsterdam'

/** Released by hand, by the clock, corrected and killed. */
const releasing: Moment<Life> = {
  name: 'releasing',
  begin(life) {
    const { stage } = life
    const work = forever(async () => {
      const writer = await makeItem(life, 'brief')
      const { item } = writer
      await approve(life, item)
      const chance = stage.chance.next()
      if (chance < 0.25) {
        const instant = Math.ceil((Date.now() + 20_000) / 60_000) * 60_000
        await decide(life, item, { type: 'schedule', wall: wallTimeAt(instant, ZONE), zone: ZONE, instant })
        stage.scheduled.set(item, instant)
        return
      }
      await decide(life, item, { type: 'release' })
      if (chance < 0.5) {
        await writer.type(life.push, 3)
        await approve(life, item)
        await decide(life, item, { type: 'release' })
      } else if (chance < 0.65) await decide(life, item, { type: 'kill', reason: 'Bleek niet waar.' })
    })
    return { armed: now, span: 200, work }
  },
}

/** Released, and killed while the files are being put in place. */
const delivering: Moment<Life> = {
  name: 'delivering',
  begin(life) {
    const moved = new Promise<void>((settle) => {
      const watcher = watch(life.stage.place.target, () => {
        watcher.close()
        settle()
      })
    })
    const work = (async () => {
      for (let times = 0; times < 3; times += 1) {
        const { item } = await makeItem(life, 'lead')
        await approve(life, item)
        await decide(life, item, { type: 'release' })
      }
    })()
    return { armed: Promise.race([moved, sleep(1500)]), span: 40, work }
  },
}

export const QUICK: readonly Moment[] = [
  typing,
  saving,
  founding,
  migrating,
  packing,
  ruling,
  releasing,
  delivering,
]

/** Those that need nothing but a window. */
export const IN_APP: readonly Moment<Life>[] = [typing, saving, founding, ruling, releasing, delivering]

/** Takes a quarter of a minute, so there are few of it. */
export const DAILY = daily
