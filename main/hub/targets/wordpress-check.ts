/** What the Test button of a WordPress target finds out: which of all that a delivery needs is not so. Changes nothing. */
import { z } from 'zod'
import type { WordpressSettings } from '../../../shared/domain/target.ts'
import { FaultError } from '../../../shared/errors.ts'
import type { TargetMeans } from './target.ts'
import { openSite, parsed } from './wordpress-site.ts'
import { hasCategory } from './wordpress-terms.ts'

const Me = z.object({
  // PHP's empty array.
  capabilities: z.union([z.record(z.string(), z.boolean()), z.array(z.unknown()).transform(() => ({}))]),
})

/** Throws the fault of the first thing that is missing, in the order in which somebody would mend them. */
export const checkSite = async (means: TargetMeans<WordpressSettings>): Promise<void> => {
  const { settings } = means
  const site = await openSite(means)
  const { host, root } = site
  const ways = Array.isArray(root.authentication) ? {} : (root.authentication ?? {})
  const answer = await site
    .ask('GET', '/wp/v2/users/me', { query: { context: 'edit', _fields: 'capabilities' } })
    .catch((thrown: unknown) => {
      // Without TLS, or with a plugin that wants it so, WordPress takes no application passwords at all.
      if (!Object.hasOwn(ways, 'application-passwords')) throw new FaultError('target-secret-off', { host })
      throw thrown
    })
  const may: Readonly<Record<string, boolean>> = parsed(Me, answer, host).capabilities
  const needed = [
    ...['edit_posts', 'publish_posts', 'edit_published_posts'],
    ...(settings.onKill === 'trash' ? ['delete_posts', 'delete_published_posts'] : []),
    ...(settings.author === null ? [] : ['edit_others_posts']),
  ]
  const right = needed.find((name) => may[name] !== true)
  if (right !== undefined) throw new FaultError('target-right-missing', { host, user: settings.user, right })

  if (settings.author !== null) {
    const author = await site.ask('GET', `/wp/v2/users/${settings.author}`, {
      query: { _fields: 'id' },
      expected: ['rest_user_invalid_id'],
    })
    if (author.complaint !== null)
      throw new FaultError('target-refused', { host, status: 404, field: `author ${settings.author}` })
  }
  if (may['manage_categories'] === true) return
  for (const name of Object.values(settings.categories))
    if (!(await hasCategory(site, name))) throw new FaultError('target-category', { host, name })
}
