/** What the checks find in an open item, followed, and what of it was left. */
import { useMemo } from 'react'
import type { Agency } from '../../../shared/domain/agency.ts'
import { useOverview } from '../../lib/session.tsx'
import { createStore, useStore } from '../../lib/store.ts'
import { caretAtEnd } from './caret-end.ts'
import { useRestedCopy } from './facts.ts'
import { type NumberedFinding, numberFindings } from './number-findings.ts'
import type { WorkingCopy } from './working-copy.ts'

/** Findings that somebody chose to leave, as `item key`. For this window only: they are advice. */
const left = createStore<ReadonlySet<string>>(new Set())

/** Does not show this finding again while the window is open. */
export const leaveFinding = (item: string, key: string): void =>
  left.set((before) => new Set([...before, `${item} ${key}`]))

const NONE: readonly Agency[] = []

/** The findings of an open item, followed. */
export const useFindings = (copy: WorkingCopy): NumberedFinding[] => {
  const rested = useRestedCopy(copy)
  const agencies = useOverview()?.agencies ?? NONE
  const skipped = useStore(left)
  const writing = useStore(caretAtEnd(copy))
  return useMemo(
    () => numberFindings(rested, agencies, (key) => skipped.has(`${copy.item} ${key}`), writing),
    [rested, agencies, skipped, copy.item, writing],
  )
}
