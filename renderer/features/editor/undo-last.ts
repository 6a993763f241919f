/** Single steps of an item that are offered to be taken back, each for as long as it is the last one. */
import type * as Y from 'yjs'
import type { StepBack } from '../../lib/undo-offer.ts'

type Item = Y.UndoManager['undoStack'][number]

export type LastSteps = {
  /**
   * Watches for what is changed under `origin`. The answer ends that, and gives the step that came of it, by which it can
   * be taken back and nothing else; null where none came, or where it is one step with something else.
   */
  watchFor(origin: unknown): () => StepBack | null
  /** Nothing is sent any more: what is offered is over. */
  close(): void
}

/** Follows the steps of `manager`; `undo` takes back the last one alone and answers whether that changed anything. */
export const createLastSteps = (manager: Y.UndoManager, undo: () => boolean): LastSteps => {
  const offered = new Set<() => void>()
  let isClosed = false

  const stepBackOf = (item: Item): StepBack => {
    const hearers = new Set<() => void>()
    let isOver = false
    const over = (): void => {
      if (isOver) return
      isOver = true
      offered.delete(over)
      manager.off('stack-item-added', look)
      manager.off('stack-item-popped', look)
      manager.off('stack-item-updated', mixed)
      for (const hear of hearers) hear()
    }
    const look = (): void => {
      if (isClosed || manager.undoStack.at(-1) !== item) over()
    }
    const mixed = ({ stackItem }: { stackItem: unknown }): void => {
      if (stackItem === item) over()
    }
    offered.add(over)
    manager.on('stack-item-added', look)
    manager.on('stack-item-popped', look)
    manager.on('stack-item-updated', mixed)
    look()
    return {
      undo() {
        if (isOver) return false
        const done = undo()
        over()
        return done
      },
      hearOver(hear) {
        if (isOver) hear()
        else hearers.add(hear)
      },
    }
  }

  return {
    watchFor(origin) {
      const made = new Set<Item>()
      const others = new Set<Item>()
      const changed = (event: { stackItem: Item; origin: unknown }): void => {
        const to = event.origin === origin ? made : others
        to.add(event.stackItem)
      }
      manager.on('stack-item-added', changed)
      manager.on('stack-item-updated', changed)
      return () => {
        manager.off('stack-item-added', changed)
        manager.off('stack-item-updated', changed)
        const [only, more] = made
        return only && !more && !others.has(only) ? stepBackOf(only) : null
      }
    },
    close() {
      isClosed = true
      for (const over of [...offered]) over()
    },
  }
}
