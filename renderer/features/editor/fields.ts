/** The registers of a working copy: set one, follow one. */
import { useCallback, useSyncExternalStore } from 'react'
import {
  type FieldName,
  type FieldValue,
  fieldsOf,
  readField,
  writeField,
} from '../../../shared/document/layout.ts'
import { FIELD_EDIT } from './undo-steps.ts'
import type { WorkingCopy } from './working-copy.ts'

/**
 * Sets a register as the person's own edit, to be undone like typing. `apart` makes it a step of its own; without it,
 * keys that follow each other quickly are one step.
 */
export const setField = <N extends FieldName>(
  copy: WorkingCopy,
  name: N,
  value: FieldValue<N>,
  apart = true,
): void => {
  if (apart) copy.steps.cut()
  copy.doc.transact(() => writeField(copy.doc, name, value), FIELD_EDIT)
  if (apart) copy.steps.cut()
}

/** Calls `hear` whenever a register changes, whoever changed it; the answer stops it. */
export const hearFields = (copy: WorkingCopy, hear: () => void): (() => void) => {
  const fields = fieldsOf(copy.doc)
  fields.observe(hear)
  return () => fields.unobserve(hear)
}

/** A register, followed. */
export const useField = <N extends FieldName>(copy: WorkingCopy, name: N): FieldValue<N> => {
  const subscribe = useCallback((hear: () => void) => hearFields(copy, hear), [copy])
  // A snapshot has to be the same value while nothing changed, and lists are read anew each time: compare as text.
  const text = useSyncExternalStore(subscribe, () => JSON.stringify(readField(copy.doc, name)))
  return JSON.parse(text) as FieldValue<N>
}
