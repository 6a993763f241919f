/**
 * An article reaches a real WordPress once, whole and on time, whatever goes wrong on the way; and so does its correction, and its kill.
 *
 * Four parts. A drill of everything without trouble: times on both sides of the hours when clocks change, schedules, corrections, kills,
 * categories, people of the site who had a hand in it, and what the test of a target says. Then a storm: items through the hub's own
 * outbox while answers are lost after the site saved, come too late or as an error, and the site is killed and comes back. What came of
 * it is read as readers read it, and as the site's database holds it. Then times that are handed ahead: the same on a real site whose
 * own clock brings out what the hub slept over, and days of decisions, sleeps and lost calls at a site in this process. The seed is printed; KOPIJ_SEED=<seed> draws it again.
 */
import type { TargetFetch } from '../../main/hub/targets/http.ts'
import { createChance, seedOfRun } from '../support/prove-chance.ts'
import { startWordpress } from '../support/wordpress.ts'
import { type Limit, prove } from './harness.ts'
import { aheadDays } from './wordpress/ahead-days.ts'
import { aheadAtSite } from './wordpress/ahead-site.ts'
import { drill } from './wordpress/drill.ts'
import { storm } from './wordpress/storm.ts'

const NOUGHT: Limit = { max: 0 }
const small = process.argv.includes('--sample') || process.argv.includes('--break')
const counts = small
  ? { items: 14, weather: 10, ofEach: 1, ahead: 12, days: 240 }
  : { items: 200, weather: 12, ofEach: 8, ahead: 72, days: 1200 }

/** Nothing that was sent is ever found, and nobody says that a name is taken: every attempt is the first. */
const findNothing =
  (fetch: TargetFetch): TargetFetch =>
  async (url, request) => {
    const answer = await fetch(url, request)
    if (!/\/wp\/v2\/posts\?/u.test(url) || answer.status >= 400) return answer
    if (request.method === 'GET') return { ...answer, json: () => [] }
    const { slug } = JSON.parse(String(request.body)) as { slug: string }
    return { ...answer, json: () => ({ ...(answer.json() as object), slug }) }
  }

/** What is taken back is said to be, and stays. */
const takeNothingBack =
  (fetch: TargetFetch): TargetFetch =>
  async (url, request) => {
    const asked = request.method === 'POST' ? (JSON.parse(String(request.body)) as { status?: string }) : {}
    const isPost = /\/wp\/v2\/posts\/\d+/u.test(url)
    if (!isPost || asked.status !== 'draft') return await fetch(url, request)
    const { body: _, ...rest } = request
    return await fetch(`${url}&context=edit`, { ...rest, method: 'GET' })
  }

await prove({
  name: 'wordpress',
  limits: {
    looked: { min: 90 },
    notAsItShould: NOUGHT,
    lateBroughtOut: { is: true },
    lateReported: { is: true },
    items: { min: counts.items + 1 },
    fewestOfAFault: { min: counts.ofEach },
    doubled: NOUGHT,
    missing: NOUGHT,
    wrongText: NOUGHT,
    wrongTimes: NOUGHT,
    wrongTerms: NOUGHT,
    wrongSigns: NOUGHT,
    stillThere: NOUGHT,
    strangers: NOUGHT,
    doubledTerms: NOUGHT,
    unsettled: NOUGHT,
    aheadItems: { min: counts.ahead },
    aheadBySite: { min: counts.ahead / 6 },
    aheadDoubled: NOUGHT,
    aheadMissing: NOUGHT,
    aheadWrong: NOUGHT,
    aheadEarly: NOUGHT,
    aheadUnsettled: NOUGHT,
    daysItems: { min: counts.days / 20 },
    daysEarly: NOUGHT,
    daysDoubled: NOUGHT,
    daysUnsaid: NOUGHT,
    daysAskedThoughOut: NOUGHT,
    daysWrong: NOUGHT,
    daysFound: { min: 1 },
  },
  run: async ({ broken, log }) => {
    const chance = createChance(seedOfRun())
    log(`seed ${chance.seed}`)
    const began = performance.now()
    const site = await startWordpress()
    const startMs = Math.round(performance.now() - began)
    const { version } = site
    const practised = await drill(site).finally(() => site.stop())
    for (const line of practised.wrong) log(`not as it should: ${line}`)
    log(`${practised.looked} looks at WordPress ${version}`)
    const { faults, wrong, ...found } = await storm({
      chance,
      items: counts.items,
      weather: counts.weather,
      sabotage: broken ? findNothing : null,
      log,
    })
    for (const line of wrong) log(`wrong: ${line}`)
    log(`faults: ${JSON.stringify(faults)}`)
    const { aheadFaults, ...ahead } = await aheadAtSite({
      chance,
      items: counts.ahead,
      weather: counts.weather,
      sabotage: broken ? takeNothingBack : null,
      log,
    })
    log(`faults of what is handed ahead: ${JSON.stringify(aheadFaults)}`)
    const days = await aheadDays({
      chance,
      steps: counts.days,
      sabotage: broken ? takeNothingBack : null,
      log,
    })
    return {
      ...ahead,
      daysItems: days.items,
      daysEarly: days.early,
      daysDoubled: days.doubled,
      daysUnsaid: days.unsaid,
      daysAskedThoughOut: days.askedThoughOut,
      daysWrong: days.wrong,
      daysFound: days.found,
      seed: chance.seed,
      wordpress: version,
      startMs,
      looked: practised.looked,
      notAsItShould: practised.wrong.length,
      lateBroughtOut: practised.publishedLate,
      // And the one that the site was to bring out.
      items: counts.items + 1,
      fewestOfAFault: Math.min(...Object.values(faults)),
      faults: Object.values(faults).reduce((sum, count) => sum + count, 0),
      ...found,
    }
  },
})
