/** The hub's tables, as Kysely sees them. The same on SQLite and PostgreSQL. */
import type { Generated, Kysely, Transaction } from 'kysely'
import type { DeliveryAction, DeliveryStatus } from '../../../shared/domain/delivery.ts'
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
    /** When the clock has to take it off its targets. */
    off_at: number | null
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
  /** A computer that a person signed in on. It keeps its row when it is revoked, so that it can be told why. */
  devices: {
    person: string
    id: string
    name: string
    signed_in_at: number
    seen_at: number
    /** Until when it counts as connected; said again while a line is open. */
    online_until: number
    revoked_at: number | null
    /** `admin`, `own` (from another computer), `copied` (its token was used elsewhere too) or `left` the desk. */
    revoked_why: string | null
  }
  /**
   * Tokens by their SHA-256. `used_at` is the first use; that spends the others of the device, and a use of one that is
   * spent betrays that two hold it.
   */
  tokens: {
    hash: string
    person: string
    device: string
    issued_at: number
    used_at: number | null
    spent_at: number | null
  }
  invitations: {
    id: string
    /** SHA-256 of the code. */
    code: string
    roles: string
    person: string | null
    by: string
    expires_at: number
    used_at: number | null
  }
  /** What guessing costs from an address, or for a name that nobody has. */
  tries: { key: string; failures: number; blocked_until: number; at: number }
  /** Where in the feed an item first got something of a newer schema. */
  item_epochs: { item: string; epoch: number; position: number }
  deliveries: {
    id: string
    item: string
    revision: string
    action: DeliveryAction
    version: number
    target: string
    status: DeliveryStatus
    attempts: number
    next_at: number | null
    receipt: string | null
    fault: string | null
    created_at: number
    /** When nobody goes on trying by itself; rows of before it was kept have none. */
    dead_at: number | null
    /** How far the last attempt came, ms UTC. `sent_at` is written before anything leaves: it may have arrived. */
    formatted_at: number | null
    sent_at: number | null
    accepted_at: number | null
    /** What the target said last of how the article stands, and when it is asked again. */
    seen: string | null
    check_at: number | null
    checks: number | null
    /**
     * Of what lies ready ahead of its time (ahead.ts): for when; when the target may bring it out, and with which words; which
     * change of mind this is.
     */
    ahead_at: number | null
    stands_at: number | null
    stands_revision: string | null
    turn: number
  }
}

/** Whatever queries can be asked of: the store itself, or a transaction on it. */
export type Reader = Kysely<Tables> | Transaction<Tables>
