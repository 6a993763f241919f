/**
 * The state of a working copy in one hash: two computers that have the same updates of an item have the same hash,
 * whatever the order in which they came. It is compared and never adopted: taking over the other side's hash would
 * hide a loss for ever (quality.md, R21).
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import * as Y from 'yjs'

/** The hash of what a document knows and of what it knows to be deleted. Yjs sorts both by client before it writes. */
export const stateHash = (doc: Y.Doc): string => bytesToHex(sha256(Y.encodeSnapshot(Y.snapshot(doc))))
