/** What the checks find in an open item, numbered as the margin and the inspector show it. */
import { useMemo } from 'react'
import type { Agency } from '../../../shared/domain/agency.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import { checkCopy, type Finding } from '../../../shared/domain/house-style.ts'
import { useOverview } from '../../lib/session.tsx'
import { createStore, useStore } from '../../lib/store.ts'
import { useRestedCopy } from './facts.ts'
import type { WorkingCopy } from './working-copy.ts'

export type NumberedFinding = Finding & {
  number: number
  /** Tells it from every other, also after the text moved. */
  key: string
}

/** Findings that somebody chose to leave, as `item key`. For this window only: they are advice. */
const left = createStore<ReadonlySet<string>>(new Set())

/** Does not show this finding again while the window is open. */
export const leaveFinding = (item: string, key: string): void =>
  left.set((before) => new Set([...before, `${item} ${key}`]))

const keyOf = ({ code, where, params }: Finding): string =>
  `${code} ${'field' in where ? where.field : where.block} ${JSON.stringify(params)}`

/** Nothing written is nothing to check: a new item begins without a reproach. */
const isBlank = (copy: Copy): boolean => copy.body.length === 0 && copy.headline === ''

/** All findings that are shown, numbered from 1 in the order in which they are read. Pure. */
export const numberFindings = (
  copy: Copy,
  agencies: readonly Agency[],
  skip: (key: string) => boolean,
): NumberedFinding[] => {
  if (isBlank(copy)) return []
  const place = ({ where }: Finding): number => {
    if (!('field' in where)) return 3 + where.block
    return { headline: 0, dateline: 1, credits: 2, body: 3 }[where.field]
  }
  return checkCopy(copy, { agencies })
    .map((finding) => ({ ...finding, key: keyOf(finding) }))
    .filter(({ key }) => !skip(key))
    .sort((a, b) => place(a) - place(b))
    .map((finding, index) => ({ ...finding, number: index + 1 }))
}

const NONE: readonly Agency[] = []

/** The findings of an open item, followed. */
export const useFindings = (copy: WorkingCopy): NumberedFinding[] => {
  const rested = useRestedCopy(copy)
  const agencies = useOverview()?.agencies ?? NONE
  const skipped = useStore(left)
  return useMemo(
    () => numberFindings(rested, agencies, (key) => skipped.has(`${copy.item} ${key}`)),
    [rested, agencies, skipped, copy.item],
  )
}
