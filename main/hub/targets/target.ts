/**
 * What the hub's deliveries know of a target. An adapter for one kind of backend stands beside this file; which
 * deliveries there are, in what order, and when they are tried again is decided elsewhere.
 */

/** A file for a target: its name without any folder, and its text, encoded as UTF-8. */
export type TargetFile = { name: string; text: string }

/**
 * Something to be delivered. `subject` is what the files are about: an item, or the page of a section. What was
 * delivered for it before and is not among the files any more, is taken away: a correction may bring a new name.
 */
export type Delivery = {
  /** Deterministic: the same delivery has the same key on every attempt (design: "Deliveries"). */
  key: string
  subject: string
  /** Rises with every delivery about the subject; an older one never replaces a newer. */
  version: number
  files: readonly TargetFile[]
  /** Further names that go, as far as Kopij wrote them, whatever subject they were about. */
  remove?: readonly string[]
}

/** The backend's own name for what it holds now, and where that is, as everybody at the desk may read it. */
export type Receipt = { id: string; address: string }

/**
 * A target. Both throw a FaultError that says what is wrong with the target; any other error is a mistake of ours.
 * They may be called at any time and in any order; an adapter does one after the other.
 */
export type Target = {
  /**
   * Delivers, or finds that it was delivered already. Repeating it after a crash, at whatever step, completes what
   * was begun and never makes a second article.
   */
  deliver(delivery: Delivery): Promise<Receipt>
  /** Whether the target can be reached at this moment. */
  check(): Promise<void>
}
