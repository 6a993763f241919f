/** The hub's tables, as Kysely sees them. The same on SQLite and PostgreSQL. */
import type { Generated, Kysely, Transaction } from 'kysely'
import type { Entry } from '../../../shared/sync/entry.ts'

export type Tables = {
  meta: { key: string; value: string }
  /** The feed: one order for the desk. */
  entries: {
    position: Generated<number>
    id: string
    item: string | null
    kind: Entry['kind']
    author: string
    replica: string
    seq: number
    at: number
    head: string
    body: Uint8Array
    accepted_at: number
    chain: string | null
  }
  refusals: { id: string; fault: string }
  items: {
    id: string
    kind: string
    state: string
    chain: string | null
    /** When the clock has to release it. */
    due_at: number | null
    /** The section on whose page it stands, and what its age counts from; null while it is not out. */
    page_section: string | null
    shown_at: number | null
    /** The section whose page it left last. */
    left_section: string | null
    /** How long the feed was when it began: items of the same time keep this order. */
    begun: number
  }
  revisions: { item: string; hash: string; position: number }
  /** What desk events say: people, sections, agencies, targets, settings. */
  register: { kind: string; id: string; value: string }
  accounts: {
    person: string
    passphrase: string
    recovery: string
    failures: number
    blocked_until: number
  }
  places: { target: string; path: string }
  deliveries: {
    id: string
    item: string
    revision: string
    action: 'publish' | 'kill'
    version: number
    target: string
    status: 'waiting' | 'delivered' | 'failed'
    attempts: number
    next_at: number | null
    receipt: string | null
    fault: string | null
    created_at: number
  }
}

/** Whatever queries can be asked of: the store itself, or a transaction on it. */
export type Reader = Kysely<Tables> | Transaction<Tables>
