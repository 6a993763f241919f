/** The lines of the tray in their order: what waits, by person where several use this computer, and what became of it. */
import { RESOURCES } from '../../../shared/i18n/index.ts'
import type { Id } from '../../../shared/ids.ts'
import type { WaitingLine } from '../../../shared/ipc/syncing.ts'

type Sentence = keyof typeof RESOURCES.nl.waiting.what

/** The key under `waiting.what` for a line; a decision that this Kopij does not know yet is still a decision. */
export const sentenceOf = (what: string): Sentence => (isKnown(what) ? what : 'other')

const isKnown = (what: string): what is Sentence => Object.hasOwn(RESOURCES.nl.waiting.what, what)

export type Tray = {
  /** What waits, oldest first; more than one group only where several people have something waiting here. */
  waiting: readonly { by: string; name: string; mine: boolean; lines: readonly WaitingLine[] }[]
  /** What was ruled on, newest first. */
  done: readonly WaitingLine[]
}

/** Sorts lines for the person who looks; their own come first. */
export const sortTray = (lines: readonly WaitingLine[], me: Id): Tray => {
  const groups = new Map<string, WaitingLine[]>()
  for (const line of lines) {
    if (line.status !== 'waiting') continue
    const group = groups.get(line.by)
    if (group) group.push(line)
    else groups.set(line.by, [line])
  }
  return {
    waiting: [...groups]
      .map(([by, group]) => ({ by, name: group[0]?.byName ?? '', mine: by === me, lines: group }))
      .sort((a, b) => Number(b.mine) - Number(a.mine) || a.name.localeCompare(b.name)),
    done: lines.filter((line) => line.status !== 'waiting').sort((a, b) => b.at - a.at),
  }
}
