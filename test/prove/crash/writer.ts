/**
 * A writer at one item: makes updates as an editor's window does, remembers which were sent and which were answered,
 * and compares a working copy that comes back after a crash with both.
 */
import * as Y from 'yjs'
import { bodyOf } from '../../../shared/document/layout.ts'
import { readCopy } from '../../../shared/document/read-copy.ts'
import type { Chance } from '../../support/prove-chance.ts'

/** Hands an update over and resolves when it was answered as saved. */
export type Push = (item: string, update: Uint8Array) => Promise<void>

export type Comparison = {
  /** Acknowledged updates that the working copy lacks. */
  lost: number
  /** Whether its text is not what the updates say, in their order. */
  reordered: boolean
}

export type Writer = {
  readonly item: string
  readonly acknowledged: number
  readonly lastAcknowledged: Uint8Array | null
  /** One step of typing. `words` makes it a bigger one: a paste. */
  type(push: Push, words?: number): Promise<void>
  /** What became of everything that was acknowledged. */
  compare(state: Uint8Array): Comparison
  /** Takes the working copy as it came back, and hands over what it lacks, as a window does after a crash. */
  rejoin(state: Uint8Array, push: Push): Promise<void>
}

const textOf = (doc: Y.Doc): string => JSON.stringify(readCopy(doc))

/** Whether everything in an update is in the document: what it inserts and what it deletes. */
export const contains = (doc: Y.Doc, update: Uint8Array): boolean => {
  const { structs, ds } = Y.decodeUpdate(update)
  const reached = Y.decodeStateVector(Y.encodeStateVector(doc))
  if (structs.some(({ id, length }) => (reached.get(id.client) ?? 0) < id.clock + length)) return false
  const deleted = Y.createDeleteSetFromStructStore(doc.store)
  for (const [client, ranges] of ds.clients)
    for (const { clock, len } of ranges)
      for (let at = clock; at < clock + len; at += 1)
        if (!Y.isDeleted(deleted, Y.createID(client, at))) return false
  return true
}

const documentOf = (...updates: Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc({ gc: false })
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

const lastText = (doc: Y.Doc): Y.XmlText => {
  const paragraph = bodyOf(doc).toArray().at(-1)
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('the body has no paragraph')
  const text = paragraph.toArray().at(-1)
  if (text instanceof Y.XmlText) return text
  const made = new Y.XmlText()
  paragraph.insert(paragraph.length, [made])
  return made
}

/** Begins at a working copy as the desk process hands it over. */
export const createWriter = (item: string, state: Uint8Array, chance: Chance): Writer => {
  const sent: { update: Uint8Array; acknowledged: boolean }[] = []
  const begun = state
  let doc = documentOf(state)
  let count = 0

  const nextWord = (): string => {
    count += 1
    return `woord${count} `
  }

  const edit = (words: number): void => {
    const text = lastText(doc)
    const kind = chance.next()
    if (words > 1) {
      text.insert(text.length, Array.from({ length: words }, nextWord).join(''))
    } else if (kind < 0.7 || text.length < 20) text.insert(text.length, nextWord())
    else if (kind < 0.82) text.insert(chance.below(text.length), nextWord())
    else if (kind < 0.94) {
      const at = chance.below(text.length - 6)
      text.delete(at, 1 + chance.below(5))
    } else {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(nextWord())])
      bodyOf(doc).push([paragraph])
    }
  }

  const hand = async (push: Push, update: Uint8Array): Promise<void> => {
    const one = { update, acknowledged: false }
    sent.push(one)
    await push(item, update)
    one.acknowledged = true
  }

  return {
    item,
    get acknowledged() {
      return sent.filter((one) => one.acknowledged).length
    },
    get lastAcknowledged() {
      return sent.findLast((one) => one.acknowledged)?.update ?? null
    },

    async type(push, words = 1) {
      const before = Y.encodeStateVector(doc)
      const updates: Uint8Array[] = []
      const keep = (update: Uint8Array): void => {
        updates.push(update)
      }
      doc.on('update', keep)
      doc.transact(() => edit(words))
      doc.off('update', keep)
      const [update] = updates
      if (update === undefined) return
      await hand(push, updates.length === 1 ? update : Y.encodeStateAsUpdate(doc, before))
    },

    compare(found) {
      const back = documentOf(found)
      const lost = sent.filter((one) => one.acknowledged && !contains(back, one.update)).length
      const replayed = documentOf(begun)
      for (const { update } of sent) if (contains(back, update)) Y.applyUpdate(replayed, update)
      const reordered = textOf(replayed) !== textOf(back)
      back.destroy()
      replayed.destroy()
      return { lost, reordered }
    },

    async rejoin(found, push) {
      const back = documentOf(found)
      const missing = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(back))
      const lacks = !contains(back, missing)
      back.destroy()
      Y.applyUpdate(doc, found)
      // A window of the app starts over with an identity of its own after a crash.
      const own = Y.encodeStateAsUpdate(doc)
      doc.destroy()
      doc = documentOf(own)
      if (lacks) await hand(push, missing)
    },
  }
}
