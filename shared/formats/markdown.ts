/**
 * Copy as Markdown (CommonMark), for archives and static sites: what a desk knows stands in front matter as JSON values,
 * which are YAML as well, and what readers read stands below. markdown-read.ts reads all of it back.
 */
import { safeLink } from '../document/link.ts'
import { mergeRuns } from '../document/read-copy.ts'
import type { Block, Copy, Line, Run } from '../domain/copy.ts'
import { itemUri } from '../ids.ts'
import { escapeAttribute, escapeText, printable } from './escape.ts'
import { noteOf } from './ninjs.ts'
import type { Release } from './release.ts'
import { datelineText } from './text.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** Signs that mean something inside a line. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>&~|$#]/gu, '\\$&')

/** A line break inside text: a backslash where CommonMark keeps it, a tag where it would eat the white space. */
const withBreaks = (text: string): string =>
  text.replace(/\n/gu, (_break, at: number) => {
    const [before, after] = [text[at - 1] ?? ' ', text[at + 1] ?? ' ']
    return /\S/u.test(before) && /\S/u.test(after) ? '\\\n' : '<br>'
  })

const textMarkdown = (text: string): string => withBreaks(escaped(printable(text)))

/** Whether stars can mark a stretch of text: only where it is clear which of them opens and which closes. */
const clear = (inside: string, before: string, after: string): boolean =>
  /^[\p{L}\p{N}]/u.test(inside) &&
  /[\p{L}\p{N}]$/u.test(inside) &&
  (before === '' || /\s$/u.test(before)) &&
  (after === '' || /^[\s.,;:!?]/u.test(after))

const marked = (run: Run, before: string, after: string): string => {
  const text = textMarkdown(run.text)
  const stars = clear(run.text, before, after)
  if (run.bold && run.italic) return `<strong><em>${text}</em></strong>`
  if (run.bold) return stars ? `**${text}**` : `<strong>${text}</strong>`
  if (run.italic) return stars ? `*${text}*` : `<em>${text}</em>`
  return text
}

/** What a physical line may not begin with unless it is meant. */
const safeStart = (line: string): string =>
  line.replace(/^([+=-])/u, '\\$1').replace(/^(\d{1,9})([.)])/u, '$1\\$2')

/** White space at an end of a line is layout unless it is written by its number. */
const entities = (spaces: string): string => [...spaces].map((space) => `&#${space.codePointAt(0)};`).join('')

/** One line of copy with its marks. */
const lineMarkdown = (line: Line): string => {
  const runs = mergeRuns(line)
  const parts: { href: string | null; text: string }[] = []
  runs.forEach((run, index) => {
    const href = run.link === undefined ? null : safeLink(run.link)
    const text = marked(run, runs[index - 1]?.text ?? '', runs[index + 1]?.text ?? '')
    const last = parts.at(-1)
    if (last !== undefined && last.href === href) last.text += text
    else parts.push({ href, text })
  })
  return parts
    .map(({ href, text }) => (href === null ? text : `[${text}](<${escaped(href)}>)`))
    .join('')
    .split('\n')
    .map(safeStart)
    .join('\n')
    .replace(/^\s+|\s+$/gu, entities)
}

const indented = (text: string, first: string): string =>
  first + text.replaceAll('\n', `\n${' '.repeat(first.length)}`)

const blockMarkdown = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
      return lineMarkdown(block.line)
    case 'subhead':
      // A heading is one physical line.
      return `## ${lineMarkdown(block.line).replaceAll('\\\n', '<br>')}`
    case 'quote':
      return block.lines
        .map(lineMarkdown)
        .join('\n\n')
        .split('\n')
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n')
    case 'list':
      return block.items
        .map((lines, index) =>
          indented(lines.map(lineMarkdown).join('\n\n'), block.ordered ? `${index + 1}. ` : '- '),
        )
        .join('\n')
    case 'unknown':
      return `<p data-kopij="${escapeAttribute(block.name)}">${escapeText(block.text).replaceAll('\n', '<br>')}</p>`
  }
}

/** Two lists in a row would become one. */
const joined = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block, index) =>
    block.type === 'list' && blocks[index - 1]?.type === 'list'
      ? ['<!-- -->', blockMarkdown(block)]
      : [blockMarkdown(block)],
  )

/** The dateline as it is printed before the text; the reader takes away exactly this. */
export const datelineMarkdown = (copy: Pick<Copy, 'dateline' | 'credits'>): string => {
  const text = datelineText(copy)
  return text === '' ? '' : `**${escaped(printable(text))}**`
}

const bodyMarkdown = (copy: Copy): string[] => {
  const dateline = datelineMarkdown(copy)
  const [first, ...rest] = copy.body
  if (dateline === '') return joined(copy.body)
  if (first?.type !== 'paragraph') return [dateline, ...joined(copy.body)]
  return [`${dateline} - ${blockMarkdown(first)}`, ...joined([first, ...rest]).slice(1)]
}

/** What stands in front: every member on a line of its own, empty ones left out. */
const frontMatter = (release: Release): string => {
  const { copy } = release
  const members: Record<string, unknown> = {
    kopij: 1,
    uri: itemUri(release.item),
    version: release.version,
    status: release.status,
    signal: release.signal,
    follows: release.follows,
    first_created: iso(release.firstCreatedAt),
    version_created: iso(release.releasedAt),
    embargo: release.embargoUntil === null ? null : iso(release.embargoUntil),
    kind: copy.kind,
    language: copy.language,
    section: copy.section,
    section_name: printable(release.sectionName),
    title: printable(copy.headline),
    kicker: printable(copy.kicker),
    byline: printable(copy.byline),
    places: copy.dateline,
    credits: copy.credits,
    slug: printable(copy.slug),
    urgency: copy.urgency,
    note: noteOf(release),
  }
  const lines = Object.entries(members)
    .filter(([, value]) => value != null && value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return ['---', ...lines, '---'].join('\n')
}

/** A release as a file. A kill has front matter only: none of the words that were killed. */
export const toMarkdown = (release: Release): string => {
  const killed = release.status === 'canceled'
  const { headline } = release.copy
  const shown = killed ? { ...release, copy: { ...release.copy, headline: '', kicker: '' } } : release
  const head = killed || headline === '' ? [] : [`# ${textMarkdown(headline).replaceAll('\\\n', '<br>')}`]
  const body = killed ? [] : bodyMarkdown(release.copy)
  return `${[frontMatter(shown), ...head, ...body].join('\n\n')}\n`
}
