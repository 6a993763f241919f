/** Categories and tags of a WordPress site: looked up, and made where there are none. */
import { z } from 'zod'
import { FaultError } from '../../../shared/errors.ts'
import { escapeText } from '../../../shared/formats/escape.ts'
import { slugOf } from '../../../shared/formats/files.ts'
import { textsUnder, treeOf } from '../../../shared/formats/html-nodes.ts'
import { parsed, type Site } from './wordpress-site.ts'

const Term = z.object({ id: z.int().min(1), name: z.string(), slug: z.string() })
const Terms = z.array(Term)
type Term = z.infer<typeof Term>
type Taxonomy = 'categories' | 'tags'

/** The most that a column of WordPress holds. */
const LONGEST_NAME = 200

/** A hundred is the most that WordPress answers at once. */
const PAGE = 100
const FIELDS = { _fields: 'id,name,slug', per_page: PAGE, orderby: 'id' }

/** WordPress keeps names as HTML: `Kunst &amp; cultuur`. */
const plainName = (name: string): string => textsUnder(treeOf(name)).join('').trim().toLocaleLowerCase('en')

const list = async (site: Site, taxonomy: Taxonomy, query: Record<string, string>): Promise<Term[]> =>
  parsed(Terms, await site.ask('GET', `/wp/v2/${taxonomy}`, { query: { ...FIELDS, ...query } }), site.host)

/** The oldest of several: everybody who looks finds the same one. */
const oldest = (terms: readonly Term[]): number | null =>
  terms.reduce<number | null>((least, { id }) => (least === null || id < least ? id : least), null)

/** By its name, where a site gave it another slug than we would. */
const byName = async (site: Site, taxonomy: Taxonomy, name: string): Promise<number | null> => {
  const found = await list(site, taxonomy, { search: name })
  return oldest(found.filter((term) => plainName(term.name) === plainName(name)))
}

/**
 * Of two that were made at the same moment WordPress may keep both, the second under another slug. That one goes again:
 * nobody can have used it yet.
 */
const onlyOne = async (site: Site, taxonomy: Taxonomy, slug: string, made: Term): Promise<number> => {
  const first = slug === '' || made.slug === slug ? null : oldest(await list(site, taxonomy, { slug }))
  if (first === null) return made.id
  await site.ask('DELETE', `/wp/v2/${taxonomy}/${made.id}`, {
    query: { force: 'true', _fields: 'deleted' },
    expected: ['rest_cannot_delete', 'rest_term_invalid'],
  })
  return first
}

/** Makes one. Two at once make one between them: WordPress says which one was there. */
const make = async (site: Site, taxonomy: Taxonomy, name: string): Promise<number> => {
  const slug = slugOf(name)
  const answer = await site.ask('POST', `/wp/v2/${taxonomy}`, {
    // A name is HTML; of what looks like a tag nothing would be left.
    body: { name: escapeText(name).slice(0, LONGEST_NAME), ...(slug === '' ? {} : { slug }) },
    expected: ['term_exists', 'rest_cannot_create', 'rest_cannot_assign_term', 'empty_term_name'],
  })
  const { complaint } = answer
  if (complaint === null) return await onlyOne(site, taxonomy, slug, parsed(Term, answer, site.host))
  const there = complaint.code === 'term_exists' ? complaint.data?.term_id : undefined
  if (there !== undefined) return there
  throw new FaultError('target-category', { host: site.host, name })
}

/** The category of this name. Throws `target-category` where it has to be made and our user may not. */
export const categoryOf = async (site: Site, name: string): Promise<number> => {
  const slug = slugOf(name)
  const found = slug === '' ? [] : await list(site, 'categories', { slug })
  return oldest(found) ?? (await byName(site, 'categories', name)) ?? (await make(site, 'categories', name))
}

/** Whether the category of this name is there. */
export const hasCategory = async (site: Site, name: string): Promise<boolean> => {
  const slug = slugOf(name)
  const found = slug === '' ? [] : await list(site, 'categories', { slug })
  return found.length > 0 || (await byName(site, 'categories', name)) !== null
}

/** The tags of these names. One that may not be made is left out: no article waits for a tag. */
export const tagsOf = async (site: Site, names: readonly string[]): Promise<number[]> => {
  const wanted = names.map((name) => ({ name, slug: slugOf(name) }))
  const slugs = wanted.map(({ slug }) => slug).filter((slug) => slug !== '')
  const found = slugs.length === 0 ? [] : await list(site, 'tags', { slug: slugs.join(',') })
  const ids: number[] = []
  for (const { name, slug } of wanted) {
    try {
      const there = oldest(found.filter((term) => term.slug === slug))
      ids.push(there ?? (await byName(site, 'tags', name)) ?? (await make(site, 'tags', name)))
    } catch (thrown) {
      if (!(thrown instanceof FaultError) || thrown.fault.code !== 'target-category') throw thrown
    }
  }
  return [...new Set(ids)]
}
