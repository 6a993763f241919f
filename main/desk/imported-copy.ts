/**
 * What was read from a file as copy of this desk, and what had to be changed for that. Pure. The reader has had a stranger's
 * file in its hands, so nothing that it says is taken over unseen.
 */
import { safeLink } from '../../shared/document/link.ts'
import { mergeRuns } from '../../shared/document/read-copy.ts'
import type { Block, Copy, Line } from '../../shared/domain/copy.ts'
import type { Schedule } from '../../shared/domain/schedule.ts'
import type { Section } from '../../shared/domain/section.ts'
import { wallTimeAt } from '../../shared/domain/wall-time.ts'
import type { Imported } from '../../shared/formats/imported.ts'
import type { ImportChange } from '../../shared/ipc/import.ts'
import { resolveSection } from '../../shared/paste/shape.ts'

/** What a desk has to be known by, for copy to become its own. */
export type ForDesk = {
  sections: readonly Section[]
  /** The section that the window shows. */
  section: string
  language: string
  zone: string
  now: number
}

export type MadeCopy = {
  copy: Copy
  note: string
  /** The item is set apart: its sender does not want it published, or not before a moment that nobody knows. */
  apart: boolean
  embargo: Schedule | null
  changes: ImportChange[]
}

const MINUTE = 60_000
const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}$/u
/** Controls that no copy holds; a line break and a tab it does. */
const CONTROLS = /[^\P{Cc}\n\t]|[\u2028\u2029\ufeff]/gu

const clean = (text: string): string => text.replace(CONTROLS, '')
const oneLine = (text: string): string => clean(text).replace(/\s+/gu, ' ').trim()

const change = (what: ImportChange['what'], text = '', at: number | null = null): ImportChange => ({
  ...{ what, text, at },
})

/** Lines without links that copy may not have; `removed` counts them. */
const cleanLine = (line: Line, removed: { links: number }): Line =>
  mergeRuns(
    line.map(({ link, text, ...marks }) => {
      const safe = link === undefined ? null : safeLink(link)
      if (link !== undefined && safe === null) removed.links += 1
      return { ...marks, text: clean(text), ...(safe === null ? {} : { link: safe }) }
    }),
  )

const cleanBlock = (block: Block, removed: { links: number }): Block => {
  switch (block.type) {
    case 'paragraph':
    case 'subhead':
      return { type: block.type, line: cleanLine(block.line, removed) }
    case 'quote':
      return { type: 'quote', lines: block.lines.map((line) => cleanLine(line, removed)) }
    case 'list':
      return {
        type: 'list',
        ordered: block.ordered,
        items: block.items.map((lines) => lines.map((line) => cleanLine(line, removed))),
      }
    case 'unknown':
      return { type: 'paragraph', line: [{ text: clean(block.text) }] }
  }
}

/** A moment as a schedule of the desk, to the minute and never too early. */
const scheduleAt = (at: number, zone: string): Schedule => {
  const instant = Math.ceil(at / MINUTE) * MINUTE
  return { instant, zone, wall: wallTimeAt(instant, zone) }
}

const sectionFor = (wanted: string, desk: ForDesk, changes: ImportChange[]): string => {
  const active = desk.sections.filter((section) => section.active)
  const byId = active.find((section) => section.id === wanted)
  const found = byId?.id ?? resolveSection(wanted, active).id
  if (found !== null) return found
  if (wanted.trim() !== '') changes.push(change('section-unknown', oneLine(wanted)))
  return (active.find((section) => section.id === desk.section) ?? active[0])?.id ?? desk.section
}

/** Makes an item's copy of what was read. */
export const makeCopy = (item: Imported, desk: ForDesk): MadeCopy => {
  const changes: ImportChange[] = []
  const removed = { links: 0 }
  const { copy } = item
  const known = LANGUAGE.test(copy.language)
  const made: Copy = {
    kind: copy.kind,
    kicker: oneLine(copy.kicker),
    headline: oneLine(copy.headline),
    byline: oneLine(copy.byline),
    dateline: copy.dateline.map(oneLine).filter((place) => place !== ''),
    credits: copy.credits.map(oneLine).filter((credit) => credit !== ''),
    section: sectionFor(copy.section, desk, changes),
    slug: oneLine(copy.slug),
    urgency: copy.urgency,
    language: known ? copy.language : desk.language,
    body: copy.body.map((block) => cleanBlock(block, removed)),
  }
  if (removed.links > 0) changes.push(change('links-removed', String(removed.links)))
  if (item.rawCredits !== '') changes.push(change('dateline', oneLine(item.rawCredits)))
  if (item.note !== '') changes.push(change('note'))
  if (item.signal !== null) changes.push(change(item.signal))
  if (item.follows !== undefined) changes.push(change('follows', oneLine(item.follows)))
  const { embargoUntil: until, status } = item
  const ends = typeof until === 'number' && Number.isFinite(until) && until > desk.now ? until : null
  if (ends !== null) changes.push(change('embargo', '', Math.ceil(ends / MINUTE) * MINUTE))
  if (until === 'indefinite') changes.push(change('embargo-endless'))
  if (status === 'withheld' || status === 'canceled') changes.push(change(status))
  return {
    copy: made,
    note: clean(item.note).trim(),
    apart: status !== 'usable' || until === 'indefinite',
    embargo: ends === null ? null : scheduleAt(ends, desk.zone),
    changes,
  }
}
