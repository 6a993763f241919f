/** The beginning of a desk on a server: its settings, sections and register, and a code for its first person. */
import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../shared/clock.ts'
import { USUAL_AGENCIES } from '../../../shared/domain/agency.ts'
import { USUAL_SETTINGS } from '../../../shared/domain/desk-settings.ts'
import type { DeskEvent } from '../../../shared/domain/event.ts'
import type { Role } from '../../../shared/domain/person.ts'
import { usualFolder } from '../../../shared/domain/target.ts'
import { derivedId, HUB_AUTHOR, type Id } from '../../../shared/ids.ts'
import { hashOfSecret, newInvitationCode, plainCode } from '../codes.ts'
import { appendAllToFeed, lengthOfFeed } from '../feed.ts'
import { activeTargets, people, register } from '../register.ts'
import type { OpenStore } from '../store/store.ts'
import type { Reader } from '../store/tables.ts'
import { type Config, SetupError } from './config.ts'

/** As long as those that admins make. */
const GOOD_FOR = 7 * 86_400_000
const EVERYTHING: readonly Role[] = ['editor', 'chief', 'admin']

const SECTIONS = {
  nl: ['Binnenland', 'Buitenland', 'Economie', 'Sport', 'Cultuur'],
  en: ['Domestic', 'Foreign', 'Economy', 'Sport', 'Culture'],
} as const

export type Code = { code: string; expiresAt: number }

type Means = { clock: Clock; random(): number }

const readMeta = async (db: Reader, key: string): Promise<string | null> =>
  (await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst())?.value ?? null

const setMeta = (db: Reader, key: string, value: string): Promise<unknown> =>
  db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()

/** Writes desk events down under the hub's own name. */
const record = async (db: Reader, replica: Id, events: readonly DeskEvent[], now: number): Promise<void> => {
  const length = await lengthOfFeed(db)
  for (const event of events) await register(db, event)
  await appendAllToFeed(
    db,
    events.map((event, at) => ({
      position: length + 1 + at,
      acceptedAt: now,
      chain: null,
      entry: {
        id: randomUUID(),
        kind: 'desk-event',
        item: null,
        author: HUB_AUTHOR,
        replica,
        seq: 0,
        at: now,
        event,
      } as const,
    })),
  )
}

const insertCode = async (db: Reader, roles: readonly Role[], means: Means): Promise<Code> => {
  const code = newInvitationCode(means.random)
  const expiresAt = means.clock.now() + GOOD_FOR
  await db
    .insertInto('invitations')
    .values({
      id: randomUUID(),
      code: hashOfSecret(plainCode(code)),
      roles: JSON.stringify(roles),
      person: null,
      by: HUB_AUTHOR,
      expires_at: expiresAt,
      used_at: null,
    })
    .execute()
  return { code, expiresAt }
}

/**
 * Makes a store a desk's where it is nobody's, and answers the desk's id. `first` is the code for the first person, made
 * once: by whoever of several processes that begin at the same time comes first.
 */
export const foundHub = async (
  { transact }: OpenStore,
  { desk: wanted }: Pick<Config, 'desk'>,
  means: Means,
): Promise<{ desk: Id; first: Code | null }> =>
  await transact(async (db) => {
    for (const [key, sentence] of UNUSABLE)
      if ((await readMeta(db, key)) !== null) throw new SetupError(sentence)
    const known = await readMeta(db, 'desk')
    if (known !== null) return { desk: known, first: null }
    if ((await lengthOfFeed(db)) > 0)
      throw new SetupError('This store holds a desk of the app. Bring it over with: adopt FILE')
    const desk = randomUUID()
    await setMeta(db, 'desk', desk)
    await setMeta(db, 'id', (await readMeta(db, 'id')) ?? randomUUID())
    const { name, language, zone, sections = SECTIONS[language] } = wanted
    const events: DeskEvent[] = [
      { type: 'settings', settings: { ...USUAL_SETTINGS, name, language, zone } },
      ...sections.map(
        (section, order): DeskEvent => ({
          type: 'section',
          section: { id: derivedId(desk, `section ${order}`), name: section, order, active: true },
        }),
      ),
      ...USUAL_AGENCIES.map((agency): DeskEvent => ({ type: 'agency', agency, removed: false })),
    ]
    await record(db, (await readMeta(db, 'id')) ?? desk, events, means.clock.now())
    return { desk, first: await insertCode(db, EVERYTHING, means) }
  })

const UNUSABLE: readonly (readonly [key: string, sentence: string])[] = [
  ['moved', 'This desk has moved. Start the hub where it is now; `check` says where that is.'],
  ['moving', 'A move into this store was not finished. Run the same `move` again.'],
]

/** A code for whoever comes next; without roles for the first person, who holds every role. */
export const inviteFromServer = async (
  { transact }: OpenStore,
  roles: readonly Role[] | null,
  means: Means,
): Promise<Code> =>
  await transact(async (db) => {
    const admins = (await people(db)).filter((one) => one.active && one.roles.includes('admin'))
    if (roles === null && admins.length > 0)
      throw new SetupError('Somebody is at this desk already. Say which roles: --roles editor,chief,admin')
    return await insertCode(db, roles ?? EVERYTHING, means)
  })

/** Where copy goes out to from this server: the folders of its configuration, as targets of the desk by their names. */
export const placeTargets = async (
  { transact }: OpenStore,
  targets: Config['targets'],
  { clock }: Pick<Means, 'clock'>,
): Promise<void> => {
  if (targets.length === 0) return
  await transact(async (db) => {
    const known = await activeTargets(db)
    const hub = (await readMeta(db, 'id')) ?? randomUUID()
    for (const { name, folder } of targets) {
      const id = known.find((target) => target.name === name)?.id ?? derivedId(hub, `target ${name}`)
      if (!known.some((target) => target.id === id))
        await record(
          db,
          hub,
          [{ type: 'target', target: usualFolder({ id, name, active: true }) }],
          clock.now(),
        )
      await db
        .insertInto('places')
        .values({ target: id, path: folder })
        .onConflict((conflict) => conflict.column('target').doUpdateSet({ path: folder }))
        .execute()
    }
  })
}
