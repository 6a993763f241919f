/** The WordPress target as the hub opens it, on the real clock, for a site of the test. */
import { createTargetFetch, type TargetFetch } from '../../../main/hub/targets/http.ts'
import type { Delivery, Receipt, Target } from '../../../main/hub/targets/target.ts'
import { wordpressTarget } from '../../../main/hub/targets/wordpress.ts'
import type { Clock } from '../../../shared/clock.ts'
import { WordpressSettings } from '../../../shared/domain/target.ts'
import type { Release } from '../../../shared/formats/release.ts'

export const realClock: Clock = {
  now: () => Date.now(),
  after(delay, run) {
    const timer = setTimeout(run, delay)
    return () => clearTimeout(timer)
  },
}

/** The way out of the hub, on the real clock whatever the hub's own says. `timeout` in ms, as it has one for everything. */
export const realFetch = (timeout = 30_000): TargetFetch => {
  const fetch = createTargetFetch({ ownNetwork: true, clock: realClock })
  return (url, request) => fetch(url, { ...request, timeout })
}

export type Entrance = { url: string; user: string; password: string }

export const openTarget = (
  { url, user, password }: Entrance,
  change: Partial<WordpressSettings> = {},
  fetch: TargetFetch = realFetch(),
): Target =>
  wordpressTarget({
    settings: { ...WordpressSettings.parse({ kind: 'wordpress', url, user }), ...change },
    secret: async () => password,
    fetch,
    clock: realClock,
    random: Math.random,
    desk: '00000000-0000-4000-8000-000000000000',
  })

/** A delivery as the outbox makes it. */
export const deliveryOf = (
  action: Delivery['action'],
  release: Release,
  before: readonly Receipt[] = [],
): Delivery => ({
  key: `${release.item}-${release.version}-${action}`,
  subject: release.item,
  version: release.version,
  files: [],
  action,
  release,
  page: null,
  before,
})
