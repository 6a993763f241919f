/** What a release is to the version before it, and what receivers are told of that (standards, section 3). */
import { type ItemState, lastOut } from '../domain/workflow.ts'
import { WHAT_IT_IS } from './kopij-names.ts'
import type { Release } from './release.ts'

/** What receivers are told of a correction about which nobody wrote anything. */
const correctionNote = (language: string, version: number): string => {
  if (version < 2) return ''
  const replaces = language.startsWith('nl') ? 'vervangt versie' : 'replaces version'
  return `${WHAT_IT_IS.correction(language)} ${replaces} ${version - 1}.`
}

/** A release that brings copy: a correction from the second version on, and the first of an update says so. */
export const signalOf = (
  version: number,
  { killed, follows }: Pick<ItemState, 'killed' | 'follows'>,
): NonNullable<Release['signal']> | null => {
  if (killed) return null
  if (version > 1) return 'correction'
  return follows === null ? null : 'update'
}

/** What is said to receivers of a version: what was written and approved with it, else that it replaces one. */
export const noteOfVersion = (
  version: number,
  { killed, live, unpublished, approvedNotice, submittedNotice }: ItemState,
  language: string,
): string => {
  if (killed) return killed.reason
  const out = lastOut({ live, unpublished })?.version ?? 0
  // It is about the version that it was written for; one that comes next has it with what waits or was approved.
  const written =
    version > out ? (submittedNotice ?? approvedNotice)?.note : version === out ? live?.note : undefined
  return written || correctionNote(language, version)
}
