/**
 * A real WordPress among the backends. What is counted is every post of the site's own database that says it is of the item,
 * in whatever state; what goes wrong happens on the way there, or to the site itself.
 */
import { WordpressSettings } from '../../../shared/domain/target.ts'
import { readMark } from '../../../shared/formats/wordpress-mark.ts'
import { readerWords } from '../../../shared/formats/words.ts'
import { startWordpress, type TestWordpress } from '../../support/wordpress.ts'
import { type SiteFault, startFaultyWay } from '../../support/wordpress-faults.ts'
import { rowsOf } from '../wordpress/readers.ts'
import type { Backend, Effect, FaultName, Hooks } from './backends.ts'

const ON_THE_WAY: Partial<Record<FaultName, SiteFault>> = {
  '500 before': 'error-before',
  '500 after': 'error-after',
  '503 wait': 'maintenance',
  '429 wait': 'too-many',
  'reset before': 'cut-before',
  'reset after': 'cut-after',
  restart: 'restart',
  locked: 'refused',
}

/** How far into a call the site is ended, ms; it takes thirty to sixty. */
const LATE = 800

export const siteBackend = async (hooks: Hooks): Promise<Backend> => {
  let site: TestWordpress | null = null
  const running = (): TestWordpress => {
    if (!site) throw new Error('no site')
    return site
  }
  let armed: FaultName | null = null
  let locked = false
  const way = await startFaultyWay({
    site: () => running().url,
    restart: () => running().restart(),
    lateBy: () => LATE,
    // Only what changes something has a before and an after.
    choose({ method }) {
      if (locked) return 'refused'
      if (method === 'GET') return null
      if (hooks.dies('effect before')) return 'cut-before'
      const wrong = armed
      armed = null
      if (wrong === 'locked') locked = true
      if (wrong !== null) return ON_THE_WAY[wrong] ?? null
      return hooks.dies('effect after') ? 'cut-after' : null
    },
  })
  site = await startWordpress({ publicUrl: way.url })
  const { user, password } = site.person('editor')
  return {
    family: 'wordpress',
    settings: WordpressSettings.parse({ kind: 'wordpress', url: way.url, user, ownNetwork: true }),
    secret: password,
    killedHeadline: readerWords('nl').killedTitle,
    async effects(item) {
      // What a life had under way when it ended may still be arriving.
      await way.quiet()
      return (await rowsOf(running())).flatMap(({ content, status, title }): Effect[] => {
        const mark = readMark(content)
        if (mark === null || !item.endsWith(mark.item)) return []
        return [{ version: mark.version, headline: title, gone: status !== 'publish' && status !== 'future' }]
      })
    },
    arm(wanted) {
      armed = wanted
    },
    unlock() {
      locked = false
    },
    forgiven: () => undefined,
    tooEarly: () => 0,
    async stop() {
      await way.stop()
      await running().stop()
    },
  }
}
