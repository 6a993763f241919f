/**
 * What wires put into the text of an item and readers must not see: marks of versions, signs-off, notes to desks, and
 * the dateline that is a field here (standards, sections 9.1, 9.2, 9.16 and 9.17). Nothing is thrown away: what leaves
 * the text goes to the note.
 */
import { blockText } from '../document/counts.ts'
import { mergeRuns } from '../document/read-copy.ts'
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import type { Block, Line } from '../domain/copy.ts'
import { lineText } from '../domain/copy.ts'
import { type DatelineResult, parseDateline } from '../domain/dateline.ts'
import type { Imported } from './imported.ts'

/** The line from which on a text is for desks only: dpa's notebook and its like. */
const NOTEBOOK = /^(?:#+\s*)?(?:dpa[- ])?(?:notizblock|notebook)\s*$/iu
const NOT_FOR_READERS =
  /^(?:the following information is not (?:intended )?for publication|die folgenden informationen sind nicht zur ver[oö]ffentlichung)/iu
const RULE = /^\*(?:\s*\*){2,}$/u

/** Agencies that sign off in small letters, and the initials behind them: `ats/afp`, `dpa hm bs wjh`. */
const SIGN_OFF =
  /^(?:anp|afp|ansa|ap|apa|ats|belga|cnn|dpa|efe|ntb|ritzau|rtr|sda|stt|tass|tt)(?:[ /][\p{L}\p{N}/]{1,5}){0,6}$/u
const ENDING = /\s*(?:\.\/\.|\((?:einde|end|ende|fin)\)|\beinde bericht\b)\s*$/iu

/** An ending is looked for in so many signs: a pattern that begins with white space is slow on a lot of it. */
const LONGEST_ENDING = 60

/** A new version of an ANP story says so in its first line, with letters set apart. */
const REPLACES = /^(?:n\s*i\s*e\s*u\s*w\s*bericht|nieuw bericht),?\s*vervangt\b/iu
const HEADLINE_MARK =
  /\s*\((?:\d{1,2}|\d*(?:st|nd|rd|th)?\s*lead|update(?:\s*\d+)?|correct(?:ion|ie)?|cor)\)\s*$/iu

const CORRECTION = /^\W*(?:correcti(?:e|on)\b|rectificatie\b|berichtigung\b|corr?ected\b|correct\))/iu

const isCorrection = (text: string): boolean => CORRECTION.test(text)

/** Notes under each other, without those that are there already. */
export const joinNotes = (...notes: readonly string[]): string =>
  [...new Set(notes.map((note) => note.trim()).filter((note) => note !== ''))].join('\n')

/** A line without its first so many UTF-16 units. */
const without = (line: Line, length: number): Line => {
  let left = length
  return mergeRuns(
    line.map((run) => {
      const cut = Math.min(left, run.text.length)
      left -= cut
      return { ...run, text: run.text.slice(cut) }
    }),
  )
}

/** A line with single plain spaces, and none at its ends: white space of a file is layout. */
const neat = (line: Line): Line => {
  const text = mergeRuns(
    line.map((run) => ({
      ...run,
      text: run.text.replace(/[ \t\r\f\v\u00a0]+/gu, ' ').replace(/ ?\n ?/gu, '\n'),
    })),
  )
  return text
    .map((run, index) => {
      const begun = index === 0 ? run.text.trimStart() : run.text
      return { ...run, text: index === text.length - 1 ? begun.trimEnd() : begun }
    })
    .filter((run) => run.text !== '')
}

/** Two breaks in a row are how pages without paragraphs write one. */
const splitAtBlank = (line: Line): Line[] => {
  const lines: Line[] = [[]]
  for (const run of line) {
    for (const [index, text] of run.text.split(/\n{2,}/u).entries()) {
      if (index > 0) lines.push([])
      lines.at(-1)?.push({ ...run, text })
    }
  }
  return lines.map(mergeRuns)
}

const neatBlock = (block: Block): Block[] => {
  switch (block.type) {
    case 'paragraph':
      return splitAtBlank(neat(block.line))
        .map(neat)
        .filter((line) => lineText(line).trim() !== '')
        .map((line) => ({ ...block, line }))
    case 'subhead': {
      const line = neat(block.line)
      return lineText(line).trim() === '' ? [] : [{ ...block, line }]
    }
    case 'quote': {
      const lines = block.lines.map(neat).filter((line) => line.length > 0)
      return lines.length === 0 ? [] : [{ ...block, lines }]
    }
    case 'list': {
      const items = block.items
        .map((item) => item.map(neat).filter((line) => line.length > 0))
        .filter((item) => item.length > 0)
      return items.length === 0 ? [] : [{ ...block, items }]
    }
    case 'unknown':
      return block.text.trim() === '' ? [] : [block]
  }
}

const neatText = (text: string): string => text.replace(/\s+/gu, ' ').trim()

type Parted = { body: Block[]; note: string[] }

/** Everything from the notebook on is for desks. */
const withoutNotebook = (body: readonly Block[]): Parted => {
  const at = body.findIndex((block, index) => {
    const text = blockText(block).trim()
    if (NOTEBOOK.test(text) || NOT_FOR_READERS.test(text)) return true
    const next = body[index + 1]
    return RULE.test(text) && next !== undefined && NOT_FOR_READERS.test(blockText(next).trim())
  })
  if (at === -1) return { body: [...body], note: [] }
  return { body: body.slice(0, at), note: body.slice(at).map(blockText) }
}

const withoutSignOff = (body: readonly Block[]): Parted => {
  const kept = [...body]
  const note: string[] = []
  for (let last = kept.at(-1); last?.type === 'paragraph'; last = kept.at(-1)) {
    const text = lineText(last.line)
    const from = Math.max(0, text.length - LONGEST_ENDING)
    const ending = ENDING.exec(text.slice(from))
    if (SIGN_OFF.test(text.trim())) {
      note.unshift(text.trim())
      kept.pop()
    } else if (ending !== null) {
      note.unshift(ending[0].trim())
      kept.pop()
      const rest = text.slice(0, from + ending.index)
      // The tail is cut from the runs: what stands before it keeps its marks.
      let room = rest.length
      const line = mergeRuns(
        last.line.map((run) => {
          const taken = run.text.slice(0, Math.max(0, room))
          room -= run.text.length
          return { ...run, text: taken }
        }),
      )
      if (rest.trim() !== '') {
        kept.push({ type: 'paragraph', line })
        break
      }
    } else break
  }
  return { body: kept, note }
}

const withoutReplaces = (body: readonly Block[]): Parted => {
  const [first, ...rest] = body
  if (first?.type !== 'paragraph' || !REPLACES.test(lineText(first.line).trim())) {
    return { body: [...body], note: [] }
  }
  return { body: rest, note: [lineText(first.line).trim()] }
}

/** A country or state behind the place, as American wires have it: `CHATHAM, Mass. (AP) _ `. It is not printed here. */
const REGION = /^(\p{Lu}[^,()\n]{1,40}), ?[^()\n]{2,40}(?= \()/u

const readPlaced = (text: string, agencies: readonly Agency[]): DatelineResult => {
  const read = parseDateline(text, { agencies })
  const region = read.kind === 'none' ? REGION.exec(text) : null
  if (region?.[1] === undefined) return read
  const again = parseDateline(region[1] + text.slice(region[0].length), { agencies })
  return again.kind === 'none'
    ? again
    : { ...again, length: again.length + region[0].length - region[1].length }
}

/** The dateline at the start of the text becomes fields. Places in mixed case are taken where an agency vouches for them. */
const withDateline = (item: Imported, agencies: readonly Agency[]): Imported => {
  const { copy } = item
  const [first, ...rest] = copy.body
  if (first?.type !== 'paragraph' || copy.dateline.length > 0 || copy.credits.length > 0) return item
  const text = lineText(first.line)
  const read = readPlaced(text, agencies)
  if (read.kind === 'none' || (read.kind === 'offer' && read.reason !== 'mixed-case')) return item
  const line = without(first.line, read.length)
  return {
    ...item,
    rawCredits: text.slice(0, read.length).trim(),
    copy: {
      ...copy,
      dateline: read.places,
      credits: read.credits.map((credit) => credit.code),
      body: line.length === 0 ? rest : [{ type: 'paragraph', line }, ...rest],
    },
  }
}

/**
 * An item of somebody else as a desk wants to have it. `agencies` is the desk's register. Items that Kopij wrote have
 * none of this, and are left as they are.
 */
export const tidied = (item: Imported, agencies: readonly Agency[] = USUAL_AGENCIES): Imported => {
  const headline = neatText(item.copy.headline)
  const replaces = withoutReplaces(item.copy.body.flatMap(neatBlock))
  const notebook = withoutNotebook(replaces.body)
  const signOff = withoutSignOff(notebook.body)
  const mark = HEADLINE_MARK.exec(headline)
  const marked = mark?.[0].trim() ?? ''
  const note = joinNotes(item.note, marked, ...replaces.note, ...notebook.note, ...signOff.note)
  const told = isCorrection(item.note) || isCorrection(marked)
  const newer = marked !== '' || replaces.note.length > 0
  return withDateline(
    {
      ...item,
      note,
      signal: item.signal ?? (told ? 'correction' : newer ? 'update' : null),
      copy: {
        ...item.copy,
        kicker: neatText(item.copy.kicker),
        headline: mark === null ? headline : headline.slice(0, mark.index),
        byline: neatText(item.copy.byline),
        slug: neatText(item.copy.slug),
        body: signOff.body,
      },
    },
    agencies,
  )
}
