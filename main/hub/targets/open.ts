/** From what an admin said about a target to its adapter. */
import type { Clock } from '../../../shared/clock.ts'
import type { TargetSettings } from '../../../shared/domain/target.ts'
import { FaultError, unreachable } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { createTargetFetch, type TargetFetch } from './http.ts'
import { ninjsPushTarget } from './ninjs-push.ts'
import { sftpTarget } from './sftp.ts'
import type { Target } from './target.ts'
import { webhookTarget } from './webhook.ts'
import { wordpressTarget } from './wordpress.ts'

/** What a target is opened with. */
export type Opening = {
  settings: TargetSettings
  /** Where a folder target writes; null for the others, and where nobody chose a folder here. */
  path: string | null
  secret(): Promise<string | null>
}

export type OpenTarget = (opening: Opening) => Target

type Means = {
  desk: Id
  clock: Clock
  random(): number
  openFolder(path: string): Target
  /** The way out over HTTP for a target; the guarded one unless a test says otherwise. */
  fetchFor?: (ownNetwork: boolean) => TargetFetch
}

/** Makes what opens targets. Throws `target-unknown` for a folder that nobody chose on this computer. */
export const targetOpener = (means: Means): OpenTarget => {
  const { desk, clock, random, openFolder } = means
  const fetchFor = means.fetchFor ?? ((ownNetwork: boolean) => createTargetFetch({ ownNetwork, clock }))
  return ({ settings, path, secret }) => {
    const given = { secret, clock, random, desk }
    switch (settings.kind) {
      case 'folder':
        if (path === null) throw new FaultError('target-unknown')
        return openFolder(path)
      case 'sftp':
        return sftpTarget({ ...given, settings, fetch: fetchFor(settings.ownNetwork) })
      case 'ninjs-push':
        return ninjsPushTarget({ ...given, settings, fetch: fetchFor(settings.ownNetwork) })
      case 'webhook':
        return webhookTarget({ ...given, settings, fetch: fetchFor(settings.ownNetwork) })
      case 'wordpress':
        return wordpressTarget({ ...given, settings, fetch: fetchFor(settings.ownNetwork) })
      default:
        return unreachable(settings)
    }
  }
}
