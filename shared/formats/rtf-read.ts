/**
 * Rich Text Format, as Word, Outlook and the editors of older newsroom systems write it (RTF 1.9.1). Read without
 * recursion; nothing that it points to is looked at.
 */
import { safeLink } from '../document/link.ts'
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import type { Run } from '../domain/copy.ts'
import type { Dropped, ReadResult } from './imported.ts'
import { charsetOfFont, charsetOfPage, decodeRtf, USUAL_CHARSET } from './rtf-charset.ts'
import { addText, createParagraphs } from './rtf-paragraphs.ts'
import { type Place, placeOf, roleOf, SIGNS } from './rtf-places.ts'
import { rtfTokens } from './rtf-tokens.ts'
import { readStory } from './story.ts'

/** No writer nests deeper than a few dozen. */
const DEEPEST_GROUP = 256
/** Signs of a file, of all four kinds. A story has some thousands. */
const MOST_SIGNS = 4_000_000

/** A link on its way: its instruction comes in one group and its text in another. */
type Field = { instruction: string; link: string | null }

type Group = {
  place: Place
  bold: boolean
  italic: boolean
  hidden: boolean
  deleted: boolean
  /** How many signs stand in for a sign that is written as a number (`\uc`). */
  standIns: number
  font: number
  field: Field | null
}

type ParagraphState = {
  role: 'title' | 'subhead' | 'quote' | null
  list: 'ordered' | 'bulleted' | null
  inTable: boolean
}

const ROW_END = new Set(['row', 'nestrow'])
const BREAKS = new Set(['par', 'sect', 'page', 'column'])

/** The address in `HYPERLINK "https://..."`. */
const addressIn = (instruction: string): string | null =>
  safeLink(/HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]+)/iu.exec(instruction)?.[1])

const isOn = (param: number | null): boolean => param !== 0

/** Reads a file. Never throws. */
export const readRtf = (bytes: Uint8Array, agencies: readonly Agency[] = USUAL_AGENCIES): ReadResult => {
  const first: Group = {
    place: 'text',
    bold: false,
    italic: false,
    hidden: false,
    deleted: false,
    standIns: 1,
    font: 0,
    field: null,
  }
  let group = first
  const outer: Group[] = []
  let page = USUAL_CHARSET
  const fonts = new Map<number, string>()
  const styles = new Map<number, string>()
  let styleNumber = 0
  let styleName = ''
  let fontNumber = 0
  let paragraph: ParagraphState = { role: null, list: null, inTable: false }
  let line: Run[] = []
  const body = createParagraphs()
  let title = ''
  /** Text that is no part of the story, by where it stood. */
  const aside: Record<'footnote' | 'comment' | 'commenter' | 'margin' | 'info' | 'marker', string> = {
    footnote: '',
    comment: '',
    commenter: '',
    margin: '',
    info: '',
    marker: '',
  }
  const deleted: string[] = []
  const hidden: string[] = []
  const notes: string[] = []
  const dropped: Dropped[] = []
  let wasInTable = false
  /** Bytes whose character set is known, and that may be half a sign. */
  let pending: number[] = []
  let toSkip = 0
  let starred = false
  let opened = false
  let signs = 0

  const put = (text: string): void => {
    const { place, field } = group
    switch (place) {
      case 'text': {
        if (group.deleted) deleted.push(text)
        else if (group.hidden) hidden.push(text)
        else
          addText(line, text, {
            ...(group.bold ? { bold: true } : {}),
            ...(group.italic ? { italic: true } : {}),
            ...(field?.link ? { link: field.link } : {}),
          })
        return
      }
      case 'styles':
        styleName += text
        return
      case 'instruction':
        if (field && field.instruction.length < 4096) field.instruction += text
        return
      case 'footnote':
      case 'comment':
      case 'commenter':
      case 'margin':
      case 'info':
      case 'marker':
        aside[place] += text
        return
      case 'fonts':
      case 'picture':
      case 'skip':
        return
    }
  }
  const flush = (): void => {
    if (pending.length === 0) return
    const text = decodeRtf(pending, fonts.get(group.font) ?? page)
    pending = []
    put(text)
  }
  const byte = (value: number): void => {
    if (toSkip > 0) toSkip -= 1
    else pending.push(value)
  }
  const endParagraph = (): void => {
    const { role, list, inTable } = paragraph
    if (inTable && !wasInTable) dropped.push({ what: 'table', text: '' })
    wasInTable = inTable
    if (role === 'title' && title === '') title = line.map((run) => run.text).join('')
    else body.add({ line, role: role === 'title' ? 'subhead' : role, list })
    line = []
  }
  const breakLine = (): void => {
    if (group.place === 'text') endParagraph()
    else if (group.place === 'footnote' || group.place === 'margin' || group.place === 'comment')
      aside[group.place] += '\n'
  }
  /** What a group held is dealt with when it ends. */
  const close = (): void => {
    flush()
    const { place, field } = group
    const parent = outer.pop() ?? first
    if (place !== parent.place) {
      if (place === 'styles' || parent.place === 'styles') styleName = ''
      if (place === 'footnote') dropped.push({ what: 'footnote', text: aside.footnote.trim() })
      if (place === 'picture') dropped.push({ what: 'picture', text: '' })
      if (place === 'comment') {
        const said = aside.comment.trim()
        if (said !== '') notes.push(aside.commenter === '' ? said : `${aside.commenter.trim()}: ${said}`)
        aside.commenter = ''
      }
      if (place === 'margin' || place === 'info') {
        const text = aside[place].replace(/\s+/gu, ' ').trim()
        if (text !== '') dropped.push({ what: 'metadata', text })
      }
      if (place === 'marker') paragraph.list = /[\p{L}\p{N}]/u.test(aside.marker) ? 'ordered' : 'bulleted'
      if (place === 'instruction' && field) field.link = addressIn(field.instruction)
      if (place in aside && place !== 'commenter') aside[place as keyof typeof aside] = ''
    } else if (place === 'info') aside.info += ' '
    if (place === 'styles' && parent.place === 'styles') {
      styles.set(styleNumber, styleName.replace(/;.*$/su, '').trim())
      styleName = ''
      styleNumber = 0
    }
    group = parent
  }

  const act = (word: string, param: number | null): void => {
    if (opened) {
      const place = placeOf(word, starred)
      if (place !== null && group.place !== 'skip') group.place = place
    }
    switch (word) {
      case 'ansicpg':
        page = charsetOfPage(param ?? 0)
        return
      case 'mac':
        page = 'macintosh'
        return
      case 'f':
        group.font = param ?? 0
        if (group.place === 'fonts') fontNumber = param ?? 0
        return
      case 'fcharset': {
        const charset = charsetOfFont(param ?? 0)
        if (group.place === 'fonts' && charset !== null) fonts.set(fontNumber, charset)
        return
      }
      case 'uc':
        group.standIns = Math.min(16, Math.max(0, param ?? 1))
        return
      case 'u': {
        const code = (param ?? 0) < 0 ? (param ?? 0) + 65_536 : (param ?? 0)
        put(String.fromCharCode(code))
        toSkip = group.standIns
        return
      }
      case 's':
        if (group.place === 'styles') styleNumber = param ?? 0
        else paragraph.role = roleOf(styles.get(param ?? 0) ?? '')
        return
      case 'outlinelevel':
        if (group.place === 'text' && (param ?? 9) < 9) paragraph.role ??= 'subhead'
        return
      case 'pard':
        paragraph = { role: null, list: null, inTable: false }
        return
      case 'intbl':
        paragraph.inTable = true
        return
      case 'ls':
        if (group.place === 'text' && (param ?? 0) > 0) paragraph.list ??= 'bulleted'
        return
      case 'plain':
        group.bold = false
        group.italic = false
        group.hidden = false
        group.deleted = false
        return
      case 'b':
        group.bold = isOn(param)
        return
      case 'i':
        group.italic = isOn(param)
        return
      case 'v':
        group.hidden = isOn(param)
        return
      case 'deleted':
        group.deleted = isOn(param)
        return
      case 'field':
        if (opened) group.field = { instruction: '', link: null }
        return
      case 'cell':
      case 'nestcell':
        put(' | ')
        return
      default: {
        const sign = SIGNS[word]
        if (sign !== undefined) put(sign)
        else if (BREAKS.has(word) || ROW_END.has(word) || word === '\n' || word === '\r') breakLine()
      }
    }
  }

  for (const token of rtfTokens(bytes)) {
    signs += 1
    if (signs > MOST_SIGNS) return { ok: false, reason: 'too-large' }
    if (token.type === 'bytes') {
      if (group.place !== 'skip' && group.place !== 'picture') for (const value of token.bytes) byte(value)
      opened = false
      continue
    }
    if (token.type === 'hex') {
      byte(token.byte)
      opened = false
      continue
    }
    flush()
    if (token.type === 'open') {
      if (outer.length >= DEEPEST_GROUP) return { ok: false, reason: 'too-deep' }
      outer.push(group)
      group = { ...group }
      toSkip = 0
      opened = true
      starred = false
      continue
    }
    if (token.type === 'close') {
      toSkip = 0
      // What stands behind the end is no part of the file.
      if (outer.length === 0) break
      close()
      opened = false
      continue
    }
    if (token.word === '*' && opened) {
      starred = true
      continue
    }
    if (toSkip > 0 && token.word !== 'u') {
      toSkip -= 1
      opened = false
      continue
    }
    act(token.word, token.param)
    opened = false
    starred = false
  }
  flush()
  endParagraph()
  if (deleted.length > 0) dropped.push({ what: 'deletion', text: deleted.join('').trim() })
  if (hidden.join('').trim() !== '') dropped.push({ what: 'hidden', text: hidden.join('').trim() })
  return readStory(
    { format: 'rtf', title, body: body.blocks(), note: notes.join('\n'), dropped, sources: [] },
    agencies,
  )
}
