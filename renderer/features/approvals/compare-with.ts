import type { ItemDetail, RevisionLine } from '../../../shared/domain/view.ts'
import type { RevisionHash } from '../../../shared/ids.ts'

/** A revision to hold the submitted one against, and why it is worth it. */
export type Comparison = {
  revision: RevisionHash
  number: number
  why: 'seen' | 'live' | 'approved' | 'previous'
}

/**
 * What the submitted revision can be compared with, the most useful first: what this person last saw, what readers
 * have now, what was last approved, the revision before. Each revision once, and never the submitted one itself.
 */
export const comparisons = (
  detail: Pick<ItemDetail, 'state' | 'revisions'>,
  submitted: RevisionHash,
  seen: RevisionHash | null,
): Comparison[] => {
  const candidates: { revision: RevisionHash | null; why: Comparison['why'] }[] = [
    { revision: seen, why: 'seen' },
    { revision: detail.state.live?.revision ?? null, why: 'live' },
    { revision: detail.state.approved, why: 'approved' },
    { revision: previous(detail.revisions, submitted)?.hash ?? null, why: 'previous' },
  ]
  const found: Comparison[] = []
  for (const { revision, why } of candidates) {
    const line = detail.revisions.find((candidate) => candidate.hash === revision)
    if (!line || line.hash === submitted || found.some((one) => one.revision === line.hash)) continue
    found.push({ revision: line.hash, number: line.number, why })
  }
  return found
}

const previous = (revisions: readonly RevisionLine[], of: RevisionHash): RevisionLine | undefined => {
  const number = revisions.find((line) => line.hash === of)?.number ?? 0
  return revisions
    .filter((line) => line.number < number)
    .reduce<RevisionLine | undefined>(
      (best, line) => (best && best.number > line.number ? best : line),
      undefined,
    )
}
