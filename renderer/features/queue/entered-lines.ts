/**
 * Lines of fast entry that were entered and are not safely on the desk: not answered yet, or refused. They stay with the
 * person who typed them, beside the draft, over a walk to another view and a crash, until they are saved or let go of.
 */
import type { Id } from '../../../shared/ids.ts'
import { createStore, type Store } from '../../lib/store.ts'
import { tellFault } from '../../lib/strip.ts'
import { dropEntered, keepEntered, readEntered, type StoredLine } from './entry-draft.ts'
import { freeIdFor, makeBrief, type NewBrief } from './make-brief.ts'

export type EnteredLine = StoredLine & {
  /** Whether the desk is being asked by this window. */
  asking: boolean
  /** Whether it was found without an answer when the view was opened. Until then it is only on its way. */
  found: boolean
}

export type EnteredLines = {
  lines: Store<readonly EnteredLine[]>
  /**
   * Makes the brief of a line. Answers it when all of it is on disk, and null when something went wrong: the line is then
   * shown with the reason, and where no view shows it `elsewhere` is said with it.
   */
  make(line: StoredLine, elsewhere: string): Promise<NewBrief | null>
  /** Its writer needs the line no longer. The answer puts it back. */
  letGo(line: EnteredLine): () => void
  /** A view shows the lines; those that another window or a crash left are found again. The answer ends that. */
  show(): () => void
}

const createEnteredLines = (desk: Id, person: Id): EnteredLines => {
  const lines = createStore<readonly EnteredLine[]>([])
  let views = 0

  const put = (line: EnteredLine): void => {
    const { key, fills, brief, fault } = line
    lines.set((before) =>
      before.some((one) => one.key === key)
        ? before.map((one) => (one.key === key ? line : one))
        : [...before, line],
    )
    keepEntered(desk, person, { key, fills, brief, fault })
  }
  const drop = (key: Id): void => {
    lines.set((before) => before.filter((one) => one.key !== key))
    dropEntered(desk, person, key)
  }

  return {
    lines,
    async make(line, elsewhere) {
      const known = lines.get().find(({ key }) => key === line.key)
      if (known?.asking) return null
      const asked = { ...line, asking: true, found: known?.found ?? false }
      put(asked)
      const { fills, brief: wanted } = line
      const brief = fills === null ? wanted : { ...wanted, id: await freeIdFor(fills, wanted.id) }
      // Which id it goes under is kept before it goes: asked again, it cannot become a second brief.
      if (fills !== null) put({ ...asked, brief, fills: null })
      const fault = await makeBrief(brief)
      if (!fault) {
        drop(line.key)
        return brief
      }
      put({ key: line.key, fills: null, brief, fault, asking: false, found: false })
      // Whoever sat down meanwhile is not told of another's words.
      if (views === 0 && fault.code !== 'locked') tellFault(fault, elsewhere)
      return null
    },
    letGo(line) {
      drop(line.key)
      return () => put(line)
    },
    show() {
      views += 1
      lines.set((before) => {
        const left = readEntered(desk, person).filter(({ key }) => !before.some((one) => one.key === key))
        const here = before.map((line) => (line.fault ? line : { ...line, found: true }))
        return [...left.map((line) => ({ ...line, asking: false, found: true })), ...here]
      })
      return () => {
        views -= 1
      }
    },
  }
}

const kept = new Map<string, EnteredLines>()

/** The lines of one person at one desk. They outlive the view, and whoever sits down meanwhile. */
export const enteredLines = (desk: Id, person: Id): EnteredLines => {
  const of = `${desk} ${person}`
  const entered = kept.get(of) ?? createEnteredLines(desk, person)
  kept.set(of, entered)
  return entered
}
