/** The commands on a hub's store, as they are said on the command line. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { Role } from '../../../shared/domain/person.ts'
import { FaultError } from '../../../shared/errors.ts'
import { check } from '../commands/check.ts'
import { nodeClock } from '../node-clock.ts'
import type { Digest } from '../store/rows.ts'
import type { OpenStore } from '../store/store.ts'
import { type Config, SetupError } from './config.ts'
import { type Code, inviteFromServer } from './founding.ts'
import { loadSqlite, nameOfPlace, openStoreAt, type Place, placeOf, type Use } from './open-store.ts'
import { type Log, unguessable } from './serve.ts'

/** What a command gets: the configuration, what else was said, and where to say things. */
export type Means = {
  config: Config
  /** What stands behind the command's name. */
  operand: string | null
  options: { to?: string | undefined; schema?: string | undefined; roles?: string | undefined }
  say(sentence: string): void
  log: Log
}

type Command = (means: Means) => Promise<void>

export const sentenceOfCode = ({ code, expiresAt }: Code, roles: readonly string[] | null): string => {
  const whom = roles?.join(', ') ?? 'the first person, who holds every role'
  return `Invitation for ${whom}: ${code} (works once, until ${new Date(expiresAt).toISOString().slice(0, 10)})`
}

const withStore = async <T>(
  place: Place,
  use: Use,
  log: Log,
  work: (store: OpenStore) => Promise<T>,
): Promise<T> => {
  const store = await openStoreAt(place, use, nodeClock, log)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const fileOf = (operand: string | null, command: string): string => {
  if (operand === null) throw new SetupError(`Say which file: ${command} FILE`)
  return resolve(operand)
}

const thereIs = (file: string): string => {
  if (!existsSync(file)) throw new SetupError(`There is no file ${file}.`)
  return file
}

const holds = ({ counts, hash }: Digest): string =>
  `${counts['entries'] ?? 0} entries, ${counts['items'] ?? 0} items; sha256 ${hash}`

/** Says how far it is, not more than ten times. */
const tellProgress = (say: Means['say']) => {
  let next = 0
  return (over: number, of: number): void => {
    if (over < next) return
    next = over + Math.max(1, Math.ceil(of / 10))
    say(`${over} of ${of} entries`)
  }
}

const invite: Command = async ({ config, options: { roles }, say, log }) => {
  const parsed =
    roles === undefined
      ? null
      : Role.array()
          .min(1)
          .safeParse(roles.split(',').map((role) => role.trim()))
  if (parsed?.success === false) throw new SetupError('"--roles" must be a list of editor, chief and admin.')
  const wanted = parsed?.data ?? null
  await withStore(placeOf(config), 'beside', log, async (store) => {
    const code = await inviteFromServer(store, wanted, { clock: nodeClock, random: unguessable })
    say(sentenceOfCode(code, wanted))
  })
}

const targetOf = ({ options: { to, schema = 'kopij' } }: Means): Place => {
  if (to === undefined) throw new SetupError('Say where to: move --to postgresql://... or move --to FOLDER')
  return /^postgres(ql)?:\/\//.test(to) ? { database: to, schema } : { data: resolve(to) }
}

const move: Command = async (means) => {
  const { config, say, log } = means
  const [from, to] = [placeOf(config), targetOf(means)]
  if ('data' in from && !existsSync(join(from.data, 'hub.db')))
    throw new SetupError(`There is no hub.db in ${from.data}.`)
  const moved = await withStore(from, 'alone', log, (source) =>
    withStore(to, 'alone', log, async (target) =>
      (await import('../commands/move.ts')).move({
        from: source,
        to: target,
        toName: nameOfPlace(to),
        progress: tellProgress(say),
      }),
    ),
  )
  say(`${moved.outcome === 'moved' ? 'Moved' : 'Was moved before'}, and verified: ${holds(moved.digest)}.`)
  say(`The desk is at ${nameOfPlace(to)} now. Set that in the configuration, and start the hub.`)
}

const adopt: Command = async ({ config, operand, say, log }) => {
  const file = thereIs(fileOf(operand, 'adopt'))
  await loadSqlite()
  const { hubOfDeskFile } = await import('../store/sqlite.ts')
  const scratch = await mkdtemp(join(tmpdir(), 'kopij-adopt-'))
  try {
    const packed = hubOfDeskFile(file)
    const hub = packed ? join(scratch, 'hub.db') : file
    if (packed) await writeFile(hub, packed, { mode: 0o600 })
    const place = placeOf(config)
    const { adopt: adoptFrom, closeForGood } = await import('../commands/restore.ts')
    const found = await withStore(place, 'alone', log, (to) =>
      adoptFrom({
        file: hub,
        to,
        progress: tellProgress(say),
        closeSource: async ({ counts }) => {
          if (!packed) await closeForGood(file, nameOfPlace(place), counts['entries'] ?? 0)
        },
      }),
    )
    say(`Adopted, and verified: ${holds(found)}.`)
    say(
      packed
        ? `The desk that ${basename(file)} was saved from still works by itself. Go on in this one only: start the hub, and join it from the app.`
        : 'The desk in the app is closed. Start the hub, and join it from the app.',
    )
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

const backup: Command = async ({ config, operand, say, log }) => {
  const file = fileOf(operand, 'backup')
  const place = placeOf(config)
  await loadSqlite()
  const { backUp } = await import('../commands/backup.ts')
  const found =
    'data' in place
      ? await backUp({ file: thereIs(join(place.data, 'hub.db')) }, file)
      : await withStore(place, 'beside', log, (store) => backUp({ store }, file))
  say(`Backed up to ${file}, opened again and checked: ${holds(found)}.`)
}

const restore: Command = async ({ config, operand, say, log }) => {
  const file = thereIs(fileOf(operand, 'restore'))
  await loadSqlite()
  const { restore: restoreFrom } = await import('../commands/restore.ts')
  const found = await withStore(placeOf(config), 'alone', log, (to) =>
    restoreFrom({ file, to, now: nodeClock.now(), progress: tellProgress(say) }),
  )
  say(`Restored, and verified: ${holds(found)}.`)
  say(
    'It has a new generation: whoever knows more of this desk than the backup is asked what to do, and overwrites nothing.',
  )
}

const checkAll: Command = async ({ config, say, log }) => {
  const place = placeOf(config)
  if ('data' in place) thereIs(join(place.data, 'hub.db'))
  const { checked, findings } = await withStore(place, 'beside', log, ({ store }) => check(store))
  const looked = Object.entries(checked).map(([what, count]) => `${count} ${what}`)
  say(
    `Checked: ${looked.length > 0 ? looked.join(', ') : 'an empty store'}; the order of the feed, the chain of every item, every revision by its hash, every state and the register made again.`,
  )
  for (const finding of findings) say(finding)
  if (findings.length > 0) throw new FaultError('database-damaged', { findings: findings.length })
  say('Nothing is wrong.')
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  invite,
  move,
  adopt,
  backup,
  restore,
  check: checkAll,
}
