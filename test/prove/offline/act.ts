/** What people do in a scenario: a command of the editor at a place drawn by chance, or a field. */
import { bodyOf, readField, writeField } from '../../../shared/document/layout.ts'
import type { Block } from '../../../shared/domain/copy.ts'
import type { Writer } from '../../support/apart.ts'
import type { Chance } from '../../support/prove-chance.ts'
import type { Fields } from './fields.ts'
import type { Oracle } from './oracle.ts'
import type { Page } from './page.ts'

/** Somebody with an editor, whatever it is connected to. */
export type Actor = Pick<Writer, 'name' | 'doc' | 'editor' | 'flush'>

export type Stage = {
  trace: (line: string) => void
  chance: Chance
  oracle: Oracle
  /** So many signs that nobody typed before. */
  signs(count: number): string
}

/** Signs that nobody types by chance and that no rule of a keyboard touches. */
const FIRST_SIGN = 0x4e00

export const createSigns = (): Stage['signs'] => {
  let next = FIRST_SIGN
  return (count) => {
    next += count
    return String.fromCharCode(...Array.from({ length: count }, (_, at) => next - count + at))
  }
}

/** A story of a few paragraphs. */
export const storyOf = ({ chance, signs }: Pick<Stage, 'chance' | 'signs'>): Block[] =>
  Array.from({ length: 2 + chance.below(4) }, () => ({
    type: 'paragraph' as const,
    line: [{ text: signs(4 + chance.below(10)) }],
  }))

/** What stands on the page: the signs of the body, line by line. */
export const pageOf = ({ editor }: Pick<Writer, 'editor'>): Page => {
  const page: string[] = []
  editor.state().doc.descendants((node) => {
    if (node.isTextblock) page.push('')
    if (node.isText) page.push((page.pop() ?? '') + (node.text ?? ''))
  })
  return page
}

/** Places where a caret can stand: in the text of some block. */
const places = (writer: Actor): { from: number; to: number }[] => {
  const found: { from: number; to: number }[] = []
  writer.editor.state().doc.descendants((node, at) => {
    if (node.isTextblock) found.push({ from: at + 1, to: at + 1 + node.content.size })
    return !node.isTextblock
  })
  return found
}

const COMMANDS = [
  'type',
  'type',
  'type',
  'type',
  'append',
  'append',
  'append',
  'split',
  'split',
  'join',
  'backspace',
  'erase',
  'erase-lines',
  'subhead',
  'list',
  'quote',
  'paragraph',
  'paste',
  'undo',
  'redo',
  'bold',
  'break',
] as const

const command = ({ chance, signs, trace }: Stage, writer: Actor): void => {
  const { editor } = writer
  const lines = places(writer)
  const line = lines.length > 0 ? chance.pick(lines) : { from: 1, to: 1 }
  const within = line.from + chance.below(line.to - line.from + 1)
  const what = chance.pick(COMMANDS)
  trace(`${writer.name} ${what} ${within}`)
  editor.cut()
  editor.select(what === 'append' ? line.to : what === 'join' ? line.from : within)
  switch (what) {
    case 'type':
    case 'append':
      for (let key = chance.below(5); key >= 0; key -= 1) editor.type(signs(1))
      break
    case 'split':
      editor.press('Enter')
      if (chance.next() < 0.4) editor.type(signs(2))
      break
    case 'join':
      editor.backspace()
      break
    case 'backspace':
      for (let key = chance.below(3); key >= 0; key -= 1) editor.backspace()
      break
    case 'erase':
      editor.select(within, Math.min(line.to, within + 1 + chance.below(5)))
      editor.press('Backspace')
      break
    case 'erase-lines': {
      const other = chance.pick(lines)
      const to = other.from + chance.below(other.to - other.from + 1)
      if (Math.abs(to - within) > 60) break
      editor.select(Math.min(within, to), Math.max(within, to))
      editor.press('Backspace')
      break
    }
    case 'subhead':
      editor.subhead()
      break
    case 'list':
      editor.list(chance.next() < 0.5)
      break
    case 'quote':
      editor.quote()
      break
    case 'paragraph':
      editor.paragraph()
      break
    case 'paste':
      editor.paste(
        Array.from({ length: 1 + chance.below(3) }, () => ({
          type: 'paragraph',
          line: [{ text: signs(3) }],
        })),
      )
      break
    case 'undo':
      editor.undo()
      break
    case 'redo':
      editor.redo()
      break
    case 'bold':
      editor.select(within, Math.min(line.to, within + 4))
      editor.bold()
      break
    case 'break':
      editor.press('Shift-Enter')
      break
  }
}

/** What the byline says to somebody. */
export const bylineOf = ({ doc }: Pick<Writer, 'doc'>): string => String(readField(doc, 'byline'))

/** How many entries somebody wrote, and how many of them the hub has. */
export const writtenBy = ({ name, entries }: Writer): { all: number; pushed: number } => {
  const own = entries().filter(({ replica }) => replica === name)
  return { all: own.length, pushed: own.filter(({ position }) => position !== null).length }
}

/** Somebody sets a field. */
export const setByline = ({ signs }: Stage, fields: Fields, writer: Writer): void => {
  const { name, doc } = writer
  const value = signs(1)
  const seen = bylineOf({ doc })
  doc.transact(() => writeField(doc, 'byline', value))
  fields.set(name, seen, value, writtenBy(writer).all)
}

/** Somebody does something to the text. */
export const edit = (stage: Stage, writer: Actor): void => {
  const { chance, oracle } = stage
  const before = pageOf(writer)
  command(stage, writer)
  oracle.did(writer.name, before, pageOf(writer))
  stage.trace(`${writer.name}: ${bodyOf(writer.doc).toString()}`)
  if (chance.next() < 0.6) writer.flush(chance.next() < 0.1)
}

/** Whether the editor can show what it holds; something that went wrong in a drawing was mended, and should not have to be. */
export const isValid = ({ editor }: Actor): boolean => {
  try {
    editor.state().doc.check()
    return editor.problems.length === 0
  } catch {
    return false
  }
}
