import type { WorkingCopy } from './working-copy.ts'

type Press = {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  preventDefault(): void
  stopPropagation(): void
}

/**
 * Undo and redo in a field of the item: the item has one line of undo for text and fields, and a field's own history
 * would know nothing of it. Answers whether the key was one of them.
 */
export const undoKey = (event: Press, { steps }: Pick<WorkingCopy, 'steps'>): boolean => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  const key = event.key.toLowerCase()
  if (key !== 'z' && key !== 'y') return false
  event.preventDefault()
  event.stopPropagation()
  if (key === 'y' || event.shiftKey) steps.redo()
  else steps.undo()
  return true
}
