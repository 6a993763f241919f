/**
 * What readers of a site have, asked in two ways that know nothing of the target: as a reader, over REST and without
 * signing in, and as the rows of the site's own database.
 */
import { z } from 'zod'
import { lineText } from '../../../shared/domain/copy.ts'
import { textsUnder, treeOf } from '../../../shared/formats/html-nodes.ts'
import type { Release } from '../../../shared/formats/release.ts'
import type { TestWordpress } from '../../support/wordpress.ts'

const Seen = z.object({
  id: z.int(),
  date: z.string(),
  date_gmt: z.string(),
  title: z.object({ rendered: z.string() }),
  content: z.object({ rendered: z.string() }),
  excerpt: z.object({ rendered: z.string() }),
})
export type Seen = z.infer<typeof Seen>

/** All that is out, by number. */
export const seenByReaders = async ({ url }: Pick<TestWordpress, 'url'>): Promise<Map<number, Seen>> => {
  const posts = new Map<number, Seen>()
  for (let page = 1; ; page += 1) {
    const answer = await fetch(
      `${url}/wp-json/wp/v2/posts?per_page=100&page=${page}&orderby=id&order=asc&_fields=id,date,date_gmt,title,content,excerpt`,
    )
    if (answer.status === 400 && page > 1) return posts
    const found = z.array(Seen).parse(await answer.json())
    for (const post of found) posts.set(post.id, post)
    if (found.length < 100) return posts
  }
}

const Row = z.object({
  id: z.int(),
  status: z.string(),
  slug: z.string(),
  title: z.string(),
  content: z.string(),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
})
export type Row = z.infer<typeof Row>

/** Every post that there is, in whatever state, apart from the one that WordPress greets with. */
export const rowsOf = async (site: TestWordpress): Promise<Row[]> =>
  z.array(Row).parse(
    JSON.parse(
      await site.php(`
        global $wpdb;
        $names = fn($id, $of) => array_map(fn($t) => html_entity_decode($t->name, ENT_QUOTES), wp_get_object_terms($id, $of));
        echo json_encode(array_map(fn($p) => [
          'id' => (int) $p->ID, 'status' => $p->post_status, 'slug' => $p->post_name,
          'title' => $p->post_title, 'content' => $p->post_content,
          'categories' => $names($p->ID, 'category'), 'tags' => $names($p->ID, 'post_tag'),
        ], $wpdb->get_results("SELECT * FROM wp_posts WHERE post_type = 'post' AND ID > 1 AND post_status <> 'auto-draft' ORDER BY ID")));
      `),
    ),
  )

/** The names of categories and tags that are there more than once. */
export const doubledTerms = async (site: TestWordpress): Promise<string[]> => {
  const names = z
    .array(z.string())
    .parse(
      JSON.parse(
        await site.php(
          `echo json_encode(array_map(fn($t) => $t->taxonomy . ' ' . html_entity_decode($t->name, ENT_QUOTES), get_terms(['hide_empty' => false, 'taxonomy' => ['category', 'post_tag']])));`,
        ),
      ),
    )
  return names.filter((name, index) => names.indexOf(name) !== index)
}

/** Signs that a site may set in its own way: quotes, dashes, dots. Everything else is the copy's. */
const folded = (text: string): string =>
  text
    .replace(/[‘’‚‛′']/gu, "'")
    .replace(/[“”„‟″"]/gu, '"')
    .replace(/…/gu, '...')
    .replace(/[\s\u00ad]+/gu, '')
    .replace(/[-–—]+/gu, '-')

/** The words of rendered HTML, without white space. */
export const wordsOf = (html: string): string => folded(textsUnder(treeOf(html)).join(''))

/** What a reader should read of a release, put together from the copy itself. */
export const wordsWanted = ({ copy, signal, note }: Release): string => {
  const credits = copy.credits.length === 0 ? '' : `(${copy.credits.join('/')})`
  const dateline = copy.dateline.join('/') + credits
  const english = !/^nl(?:-|$)/iu.test(copy.language)
  const by = english ? /^by\s/iu : /^(?:door|van)\s/iu
  const byline =
    copy.byline === '' || by.test(copy.byline) ? copy.byline : `${english ? 'By' : 'Door'}${copy.byline}`
  const body = copy.body.map((block) => {
    switch (block.type) {
      case 'paragraph':
      case 'subhead':
        return lineText(block.line)
      case 'quote':
        return block.lines.map(lineText).join('')
      case 'list':
        return block.items.flat().map(lineText).join('')
      default:
        return block.text
    }
  })
  const dash = dateline !== '' && copy.body[0]?.type === 'paragraph' ? '-' : ''
  return folded([copy.kicker, byline, dateline, dash, ...body, signal === 'correction' ? note : ''].join(''))
}

/** An apostrophe for letters left out that the site took for an opening quote: ‘s avonds. */
export const wrongApostrophes = (html: string, copy: string): boolean => {
  const wrong = /(?<![\p{L}\p{N}])‘(?=[stnkmr](?![\p{L}\p{N}]))/iu
  return wrong.test(textsUnder(treeOf(html)).join('')) && !wrong.test(copy)
}

const wall = new Map<string, Intl.DateTimeFormat>()

/** A moment as the site's own clock shows it: `2025-10-26T02:30:00`. */
export const wallTime = (at: number, zone: string): string => {
  const format =
    wall.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  wall.set(zone, format)
  return format.format(at).replace(' ', 'T')
}

/** The same as UTC. */
export const utcTime = (at: number): string => new Date(at).toISOString().slice(0, 19)
