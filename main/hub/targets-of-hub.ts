/** The targets of a desk as its hub has them: where they write, what they ask for, how they stand. */
import { win32 } from 'node:path'
import type { TargetStanding } from '../../shared/domain/delivery.ts'
import type { TargetInfo, TargetSettings } from '../../shared/domain/target.ts'
import { type Fault, FaultError, faultOf } from '../../shared/errors.ts'
import type { Id } from '../../shared/ids.ts'
import type { HubContext } from './context.ts'
import { activeTargets } from './register.ts'
import { aboutTarget, hostOf } from './sending.ts'
import type { Standing } from './standings.ts'
import type { OpenTarget } from './targets/open.ts'
import type { TargetSecrets } from './targets/secrets.ts'
import type { Target } from './targets/target.ts'

export type Targets = {
  /** Makes the adapter of a target. Throws what is wrong with it. */
  open(target: TargetInfo): Promise<Target>
  /** What is wrong with a target as it is said to be, or null. */
  test(wanted: { target: Id | null; settings: TargetSettings; secret: string | null }): Promise<Fault | null>
  keepSecret(target: Id, secret: string | null): Promise<void>
  standings(): Promise<TargetStanding[]>
}

type Means = {
  hub: HubContext
  secrets: TargetSecrets
  open: OpenTarget
  standing(target: string): Promise<Standing>
}

/**
 * How a target is, as far as it leaves this computer: of a folder its name, and not where it is on whose disk. Hosts are said
 * as they are.
 */
export const asToldElsewhere = (standing: TargetStanding): TargetStanding => {
  const { place } = standing
  // Reads the paths of every system: a database may have come from another one.
  if (!win32.isAbsolute(place)) return standing
  // Of a whole disk there is no more to tell than which one; nothing would be taken for no folder at all.
  return { ...standing, place: win32.basename(place) || place }
}

export const createTargets = ({ hub, secrets, open, standing }: Means): Targets => {
  /** Which targets have a secret, so that a list of targets does not ask the keychain every time. */
  const known = new Map<string, boolean>()

  const pathOf = async (target: Id): Promise<string | null> => {
    const place = await hub.store
      .selectFrom('places')
      .select('path')
      .where('target', '=', target)
      .executeTakeFirst()
    return place?.path ?? null
  }

  const secretOf = async (target: Id): Promise<string | null> => {
    const secret = await secrets.read(target)
    known.set(target, secret !== null)
    return secret
  }

  const hasSecret = async (target: Id): Promise<boolean> => {
    // A file may have been written by another process, and is read in no time.
    if ((await secrets.where()) === 'file') return (await secretOf(target)) !== null
    return known.get(target) ?? (await secretOf(target)) !== null
  }

  const openTarget = async ({ id, settings }: TargetInfo): Promise<Target> =>
    await open({ settings, path: await pathOf(id), secret: () => secretOf(id) })

  const faultIn = async (check: () => Promise<void>): Promise<Fault | null> => {
    try {
      await check()
      return null
    } catch (thrown) {
      return aboutTarget(faultOf(thrown))
    }
  }

  /** A folder is looked at; what is on a network is what it was at the last attempt, because looking takes a while. */
  const faultNow = async (target: TargetInfo, { failures, fault }: Standing): Promise<Fault | null> => {
    if (target.kind === 'folder') return await faultIn(async () => (await openTarget(target)).check())
    if (failures > 0 && fault !== null) return fault
    return (await hasSecret(target.id))
      ? null
      : { code: 'target-secret-missing', params: { host: hostOf(target) } }
  }

  const counts = async (): Promise<Map<string, number>> => {
    const rows = await hub.store
      .selectFrom('deliveries')
      .select(({ fn }) => ['target', 'status', fn.countAll().as('count')])
      .where('status', 'in', ['waiting', 'failed'])
      .groupBy(['target', 'status'])
      .execute()
    return new Map(rows.map(({ target, status, count }) => [`${status} ${target}`, Number(count)]))
  }

  return {
    open: openTarget,

    test: ({ target, settings, secret }) =>
      faultIn(async () => {
        const path = target === null ? null : await pathOf(target)
        const given = async (): Promise<string | null> =>
          secret ?? (target === null ? null : await secretOf(target))
        await (await open({ settings, path, secret: given })).check()
      }),

    async keepSecret(target, secret) {
      try {
        await secrets.write(target, secret)
      } catch (cause) {
        throw new FaultError('secret-not-kept', {}, { cause })
      }
      known.set(target, secret !== null)
    },

    async standings() {
      const targets = await activeTargets(hub.store)
      const counted = await counts()
      // Only where there is something to keep is it asked where that would be.
      const where = targets.some(({ kind }) => kind !== 'folder') ? await secrets.where() : 'memory'
      const now = hub.clock.now()
      return await Promise.all(
        targets.map(async (target): Promise<TargetStanding> => {
          const { id, kind } = target
          const stands = await standing(id)
          return {
            id,
            place: kind === 'folder' ? ((await pathOf(id)) ?? '') : hostOf(target),
            fault: await faultNow(target, stands),
            secret: kind !== 'folder' && (await hasSecret(id)) ? where : 'none',
            pausedUntil: stands.pausedUntil > now ? stands.pausedUntil : null,
            failingSince: stands.failures > 0 && stands.since > 0 ? stands.since : null,
            waiting: counted.get(`waiting ${id}`) ?? 0,
            failed: counted.get(`failed ${id}`) ?? 0,
          }
        }),
      )
    },
  }
}
