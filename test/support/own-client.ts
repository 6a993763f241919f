/** A client of a hub that plays by no rules but those of its test. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { revisionOf } from '../../shared/document/canonical.ts'
import { newDocument } from '../../shared/document/layout.ts'
import { emptyCopy, seedDocument } from '../../shared/document/write-copy.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import type { DeskEvent, ItemEvent } from '../../shared/domain/event.ts'
import type { Basis, Entry } from '../../shared/sync/entry.ts'
import type { TestDesk } from './desk.ts'

/** A client of its own making: it holds a document and says whatever it is told to say. */
export const createClient = (desk: TestDesk) => {
  const replica = randomUUID()
  const doc = newDocument()
  let seq = 0
  const envelope = (author: string) => {
    seq += 1
    return { id: randomUUID(), author, replica, seq, at: desk.clock.now() }
  }
  const client = {
    replica,
    doc,
    /** How the hub rules on entries pushed as `author`: accepted, or the code of the refusal. */
    async push(author: string, ...entries: Entry[]): Promise<string[]> {
      const rulings = await desk.hub.connection.push(author, entries)
      return rulings.map((ruling) => (ruling.verdict === 'accepted' ? 'accepted' : ruling.fault.code))
    },
    update(author: string, item: string, work: (doc: Y.Doc) => void): Entry {
      const before = Y.encodeStateVector(doc)
      work(doc)
      const update = Y.encodeStateAsUpdate(doc, before)
      return { ...envelope(author), kind: 'update', item, epoch: 1, seen: 0, update, carries: [] }
    },
    event: (author: string, item: string, event: ItemEvent): Entry => ({
      ...envelope(author),
      kind: 'event',
      item,
      event,
    }),
    deskEvent: (author: string, event: DeskEvent): Entry => ({
      ...envelope(author),
      kind: 'desk-event',
      item: null,
      event,
    }),
    revision(author: string, item: string, basis: Partial<Basis> = {}): Entry & { kind: 'revision' } {
      const { json, hash } = revisionOf(item, doc)
      const made = envelope(author)
      return {
        ...made,
        kind: 'revision',
        item,
        json,
        hash,
        basis: { position: 0, replica, seq: made.seq, ...basis },
      }
    },
    /** A lead of `author`, accepted. */
    async begin(author: string, copy: Partial<Copy> = {}): Promise<string> {
      const item = randomUUID()
      const created = client.event(author, item, { type: 'created', kind: 'lead' })
      const seeded = client.update(author, item, (one) =>
        seedDocument(one, { ...emptyCopy('lead', desk.section, 'nl'), headline: 'Kop', ...copy }),
      )
      expect(await client.push(author, created, seeded)).toEqual(['accepted', 'accepted'])
      return item
    },
    /** Submits what the document holds, and answers the revision's hash. */
    async submit(author: string, item: string): Promise<string> {
      const revision = client.revision(author, item)
      const submitted = client.event(author, item, { type: 'submitted', revision: revision.hash })
      expect(await client.push(author, revision, submitted)).toEqual(['accepted', 'accepted'])
      return revision.hash
    },
  }
  return client
}

/** The event of an approval of a revision. */
export const approve = (revision: string, bypass: string | null = null): ItemEvent => ({
  type: 'approved',
  revision,
  bypass,
})
