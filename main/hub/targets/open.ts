/** From what an admin said about a target to its adapter. */
import type { Clock } from '../../../shared/clock.ts'
import type { TargetSettings } from '../../../shared/domain/target.ts'
import { FaultError, unreachable } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import type { TargetFetch } from './http.ts'
import type { Target } from './target.ts'

/** What a target is opened with. */
export type Opening = {
  settings: TargetSettings
  /** Where a folder target writes; null for the others, and where nobody chose a folder here. */
  path: string | null
  secret(): Promise<string | null>
}

export type OpenTarget = (opening: Opening) => Promise<Target>

type Means = {
  desk: Id
  clock: Clock
  random(): number
  openFolder(path: string): Target
  /** The way out over HTTP for a target; the guarded one unless a test says otherwise. */
  fetchFor?: (ownNetwork: boolean) => TargetFetch
}

/** Makes what opens targets; an adapter is loaded when the first of its kind is opened, and not at a start. Throws `target-unknown` for a folder that nobody chose on this computer. */
export const targetOpener = (means: Means): OpenTarget => {
  const { desk, clock, random, openFolder } = means
  const fetchFor = async (ownNetwork: boolean): Promise<TargetFetch> =>
    means.fetchFor?.(ownNetwork) ?? (await import('./http.ts')).createTargetFetch({ ownNetwork, clock })
  return async ({ settings, path, secret }) => {
    const given = { secret, clock, random, desk }
    switch (settings.kind) {
      case 'folder':
        if (path === null) throw new FaultError('target-unknown')
        return openFolder(path)
      case 'sftp':
        return (await import('./sftp.ts')).sftpTarget({
          ...given,
          settings,
          fetch: await fetchFor(settings.ownNetwork),
        })
      case 'ninjs-push':
        return (await import('./ninjs-push.ts')).ninjsPushTarget({
          ...given,
          settings,
          fetch: await fetchFor(settings.ownNetwork),
        })
      case 'webhook':
        return (await import('./webhook.ts')).webhookTarget({
          ...given,
          settings,
          fetch: await fetchFor(settings.ownNetwork),
        })
      case 'wordpress':
        return (await import('./wordpress.ts')).wordpressTarget({
          ...given,
          settings,
          fetch: await fetchFor(settings.ownNetwork),
        })
      default:
        return unreachable(settings)
    }
  }
}
