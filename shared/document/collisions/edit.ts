/** Carries out a plan as one ordinary edit of the document, which touches nothing but the words concerned. */
import * as Y from 'yjs'
import type { Put } from './place.ts'
import type { Plan } from './plan.ts'
import { lineOf, marksOn, type Place, type Token, topOf, type Version } from './text.ts'

/** How many characters of a text stand before a token, counting the token itself as well. */
const offsetOf = (token: Token): number => {
  let offset = 0
  for (let item = token.place.type._start; item; item = item.right) {
    const ends = item.id.client === token.client && token.clock < item.id.clock + item.length
    if (ends && token.clock >= item.id.clock) return offset + token.clock - item.id.clock + 1
    if (!item.deleted && item.countable) offset += item.length
  }
  return offset
}

const isBare = (type: Y.XmlElement | Y.XmlText): boolean =>
  type instanceof Y.XmlText
    ? type.length === 0
    : type.toArray().every((child) => child instanceof Y.XmlText && child.length === 0)

/** Whether a part has nothing but this. */
const isAll = ({ type, parent }: Place): boolean =>
  type.parent instanceof Y.XmlFragment && type.parent.length === 1 && (parent === null || isAll(parent))

/** Deletes an empty line, and what held nothing but it. The last line of a part stays, to type in. */
const prune = (place: Place): void => {
  const { type, parent } = place
  if (type instanceof Y.XmlText || !isBare(type) || type._item?.deleted || isAll(place)) return
  const holder = type.parent
  if (!(holder instanceof Y.XmlFragment)) return
  const at = holder.toArray().indexOf(type)
  if (at < 0) return
  holder.delete(at, 1)
  if (parent) prune(parent)
}

/** Takes tokens that stand out of their texts. Places that are empty by that go as well. */
const remove = (tokens: readonly Token[]): void => {
  for (const token of [...tokens].sort((a, b) => b.at - a.at)) {
    const { type } = token.place
    if (type instanceof Y.XmlText) type.delete(offsetOf(token) - 1, 1)
  }
  for (const line of new Set(tokens.map(({ place }) => lineOf(place)))) prune(line)
}

type Piece = { text: string; marks: Record<string, unknown> }

/** Words with their marks as they had them in a version. */
const piecesOf = (tokens: readonly Token[], version: Version): Piece[] => {
  const pieces: Piece[] = []
  for (const token of tokens) {
    const marks = marksOn(token, version)
    const last = pieces.at(-1)
    if (last && JSON.stringify(last.marks) === JSON.stringify(marks)) last.text += token.char
    else pieces.push({ text: token.char, marks })
  }
  return pieces
}

const insert = (type: Y.XmlText, offset: number, pieces: readonly Piece[]): void => {
  let at = offset
  for (const { text, marks } of pieces) {
    type.insert(at, text, marks)
    at += text.length
  }
}

const newLine = (name: string, pieces: readonly Piece[]): Y.XmlElement => {
  const line = new Y.XmlElement(name)
  const content = new Y.XmlText()
  line.insert(0, [content])
  content.applyDelta(pieces.map(({ text, marks }) => ({ insert: text, attributes: marks })))
  return line
}

/** Puts words at a spot: into a text, or as a line of their own. */
const put = (doc: Y.Doc, { tokens, version, part, name, spot }: Put): void => {
  const pieces = piecesOf(tokens, version)
  if (!spot) {
    doc.getXmlFragment(part).insert(0, [newLine(name, pieces)])
    return
  }
  const { token, where } = spot
  if (where === 'after' || where === 'before') {
    const { type } = token.place
    const offset = offsetOf(token)
    if (type instanceof Y.XmlText) insert(type, where === 'after' ? offset : offset - 1, pieces)
    return
  }
  const { type } = where === 'line-after' ? lineOf(token.place) : topOf(token.place)
  const holder = type.parent
  if (!(holder instanceof Y.XmlFragment)) return
  const at = holder.toArray().indexOf(type)
  holder.insert(where === 'block-before' ? at : at + 1, [
    newLine(where === 'line-after' ? 'paragraph' : name, pieces),
  ])
}

/** What is put behind one token is put last things first, so that it comes in order. */
const inTurn = (puts: readonly Put[]): Put[] => {
  const isBehind = ({ spot }: Put): boolean => spot === null || spot.where.endsWith('after')
  return [...puts.filter((one) => !isBehind(one)), ...puts.filter(isBehind).reverse()]
}

/** The update that the plan makes of a document; null when there is nothing to change. */
export const carryOut = (doc: Y.Doc, plan: Plan): Uint8Array | null => {
  let made: Uint8Array | null = null
  const hear = (update: Uint8Array): void => {
    made = update
  }
  doc.on('update', hear)
  doc.transact(() => {
    for (const one of inTurn(plan.put)) put(doc, one)
    remove(plan.take)
  })
  doc.off('update', hear)
  return made
}
