/** Items in every state, made at the hub by people who may: as many of each as the matrix uses up. */
import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { revisionOf } from '../../../shared/document/canonical.ts'
import { newDocument } from '../../../shared/document/layout.ts'
import { emptyCopy, seedDocument, writeCopy } from '../../../shared/document/write-copy.ts'
import type { ItemEvent } from '../../../shared/domain/event.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import type { Somebody, Stage } from './people.ts'

/**
 * How an item comes to stand as it does: Create, Write on, Submit, Approve, give it a Time, Release, ask for a kill (Q: one
 * who may write, M: whoever made it), Kill, take off quietly (O), spike (X), Delete, Erase, put under emBargo, ask for that to be
 * Lifted (N: whoever made it).
 */
type Step = 'C' | 'W' | 'S' | 'A' | 'T' | 'R' | 'Q' | 'M' | 'K' | 'O' | 'X' | 'D' | 'E' | 'B' | 'L' | 'N'

export const STATES = {
  draft: 'C',
  submitted: 'CS',
  /** Submitted, and written by the very person who is asked about. */
  own: 'CS',
  approved: 'CSA',
  scheduled: 'CSAT',
  again: 'CSAWS',
  published: 'CSAR',
  changed: 'CSARW',
  correcting: 'CSARWS',
  corrected: 'CSARWSA',
  correctedTimed: 'CSARWSAT',
  /** Somebody asked for the kill; or the very person who is asked about did. */
  killAsked: 'CSARQ',
  ownKill: 'CSARM',
  killed: 'CSARQK',
  unpublished: 'CSARO',
  /** Taken off, and somebody wants it killed as well. */
  offAsked: 'CSAROQ',
  /** Under embargo; somebody asked for it to end earlier, or the very person who is asked about did. */
  embargoed: 'CB',
  liftAsked: 'CBL',
  ownLift: 'CBN',
  /** A brief, at a desk that lets everybody here release briefs themselves. */
  brief: 'C',
  spiked: 'CX',
  deleted: 'CD',
  deletedTimed: 'CSATD',
  erased: 'CE',
} as const satisfies Record<string, string>
export type StateName = keyof typeof STATES

/** An item with its text, and with what was last submitted, approved and released of it. */
export type Made = {
  id: string
  state: StateName
  doc: Y.Doc
  author: Somebody
  submitted: string | null
  revision: string | null
}

const DAY = 86_400_000
const ASKED: ItemEvent = { type: 'lift-asked', until: null, reason: 'de bron is akkoord' }

/** Two days on, at noon on the desk's own clock. */
export const scheduleOf = (now: number): { instant: number; zone: string; wall: string } => {
  const instant = Math.floor(now / 86_400_000) * 86_400_000 + 2 * 86_400_000 + 43_200_000
  return { instant, zone: 'UTC', wall: `${new Date(instant).toISOString().slice(0, 16)}` }
}

/** A revision of what a document holds, made by somebody. */
export const revisionBy = (
  by: Somebody,
  item: string,
  doc: Y.Doc,
  position: number,
): Entry & { kind: 'revision' } => {
  const { json, hash } = revisionOf(item, doc)
  const made = by.writer.envelope()
  return {
    ...made,
    kind: 'revision',
    item,
    json,
    hash,
    basis: { position, replica: made.replica, seq: made.seq },
  }
}

export const eventBy = (by: Somebody, item: string, event: ItemEvent): Entry => ({
  ...by.writer.envelope(),
  kind: 'event',
  item,
  event,
})

/** An update that changes the headline, and the document with it. */
export const writeBy = (by: Somebody, item: string, doc: Y.Doc, headline: string): Entry => {
  const before = Y.encodeStateVector(doc)
  writeCopy(doc, { headline }, 'proof')
  return by.writer.update(item, Y.encodeStateAsUpdate(doc, before))
}

export type Wanted = { state: StateName; author: Somebody }

/** Makes items, one step of all of them after the other, because each step is one push for each hand. */
export const makeItems = async (stage: Stage, wanted: readonly Wanted[]): Promise<Made[]> => {
  const { hub, maker, checker, founder } = stage
  const seeds = new Map<Made, Entry[]>()
  const items = wanted.map(({ state, author }): Made => {
    const id = randomUUID()
    const kind = state === 'brief' ? 'brief' : 'lead'
    const doc = newDocument()
    seedDocument(doc, { ...emptyCopy(kind, hub.section, 'nl'), headline: `Kop van ${state}` })
    const entry = author.writer.update(id, Y.encodeStateAsUpdate(doc))
    const made = { id, state, doc, author, submitted: null, revision: null }
    seeds.set(made, [eventBy(author, id, { type: 'created', kind }), entry])
    return made
  })
  let position = 0
  const stepOf = (made: Made, step: Step): { by: Somebody; entries: Entry[] } => {
    const { id, doc } = made
    const revision = made.revision ?? ''
    switch (step) {
      case 'C':
        return { by: made.author, entries: seeds.get(made) ?? [] }
      case 'W':
        return { by: maker, entries: [writeBy(maker, id, doc, `Verder met ${made.state}`)] }
      case 'S': {
        const entry = revisionBy(maker, id, doc, position)
        made.submitted = entry.hash
        return {
          by: maker,
          entries: [entry, eventBy(maker, id, { type: 'submitted', revision: entry.hash })],
        }
      }
      case 'A':
        made.revision = made.submitted
        made.submitted = null
        return {
          by: checker,
          entries: [eventBy(checker, id, { type: 'approved', revision: made.revision ?? '', bypass: null })],
        }
      case 'T':
        return {
          by: maker,
          entries: [eventBy(maker, id, { type: 'scheduled', schedule: scheduleOf(stage.now()) })],
        }
      case 'R':
        return { by: maker, entries: [eventBy(maker, id, { type: 'released', revision })] }
      case 'Q':
        return { by: maker, entries: [eventBy(maker, id, { type: 'kill-asked', reason: 'klopt niet' })] }
      case 'M':
        return {
          by: made.author,
          entries: [eventBy(made.author, id, { type: 'kill-asked', reason: 'klopt niet' })],
        }
      case 'O':
        return { by: checker, entries: [eventBy(checker, id, { type: 'unpublished', reason: 'dubbel' })] }
      case 'K':
        return { by: checker, entries: [eventBy(checker, id, { type: 'killed', reason: 'klopt niet' })] }
      case 'B':
        return {
          by: maker,
          entries: [eventBy(maker, id, { type: 'embargoed', until: scheduleOf(stage.now() - DAY) })],
        }
      case 'L':
        return { by: maker, entries: [eventBy(maker, id, ASKED)] }
      case 'N':
        return { by: made.author, entries: [eventBy(made.author, id, ASKED)] }
      case 'X':
        return { by: maker, entries: [eventBy(maker, id, { type: 'spiked' })] }
      case 'D':
        return { by: checker, entries: [eventBy(checker, id, { type: 'deleted' })] }
      case 'E':
        return { by: founder, entries: [eventBy(founder, id, { type: 'erased', reason: 'de wet' })] }
    }
  }
  const longest = Math.max(...Object.values(STATES).map((steps) => steps.length))
  for (let index = 0; index < longest; index += 1) {
    const hands = new Map<Somebody, Entry[]>()
    for (const made of items) {
      const step = STATES[made.state][index] as Step | undefined
      if (step === undefined) continue
      const { by, entries } = stepOf(made, step)
      hands.set(by, [...(hands.get(by) ?? []), ...entries])
    }
    for (const [by, entries] of hands)
      for (const ruling of await stage.push(by, entries)) {
        if (ruling.verdict === 'refused') throw new Error(`an item could not be made: ${ruling.fault.code}`)
        position = Math.max(position, ruling.position)
      }
  }
  return items
}
