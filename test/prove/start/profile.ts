/**
 * A data folder as a person's computer has one: a desk with stories in it, made through the desk's own commands before
 * anything is launched, with the language, the theme and the last desk chosen.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deskFolder, writeNamePlate } from '../../../main/app/desk-folders.ts'
import { foundDesk } from '../../../main/app/found-desk.ts'
import { nodeClock } from '../../../main/app/node-clock.ts'
import { type RunningDesk, startDesk } from '../../../main/app/open-desk.ts'
import { staleItems } from '../../../main/db/items.ts'
import { readPeople, readSections } from '../../../main/db/register.ts'
import { createItems } from '../../../main/desk/create.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { inventStory } from './invent-story.ts'

export interface Profile {
  readonly folder: string
  readonly desk: string
  /** The files of the desk whose reads are counted. */
  readonly databases: readonly string[]
  /** The leads that were asked for, by their number of words. */
  readonly leads: ReadonlyMap<number, string>
  remove(): Promise<void>
}

/** As many items as the contract takes at once. */
const AT_ONCE = 200

/** Resolves when no line is behind its log: a start that had to catch up would be measured as one that reads more. */
const allLinesMade = ({ desk, db }: RunningDesk): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (staleItems(db, 1).length > 0) return
      // The desk's own timers keep no process alive, and nothing else does meanwhile.
      clearInterval(awake)
      stop()
      resolve()
    }
    const awake = setInterval(look, 1000)
    const stop = desk.onChange(look)
    look()
  })

/**
 * `leads` asks for one lead of so many words each; `others` for as many briefs and short leads beside them, which fill
 * lists, counts and the search index.
 */
export const makeProfile = async (leads: readonly number[], others: number): Promise<Profile> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-profile-'))
  const desk = randomUUID()
  const files = deskFolder(folder, desk)
  const running = await startDesk(desk, files, nodeClock, () => undefined)
  await foundDesk(running, randomUUID(), {
    name: 'Proefredactie',
    person: 'Merel Oosterhof',
    language: 'nl',
    sections: ['Binnenland', 'Buitenland'],
  })
  const { context } = running.desk
  const actor = actorOf(context.db, readPeople(context.db)[0]?.id ?? '')
  const sections = readSections(context.db).map(({ id }) => id)
  const sectionOf = (at: number): string => sections[at % sections.length] ?? ''

  for (let from = 0; from < others; from += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, others - from) }, (_unused, offset) => {
      const at = from + offset
      const kind = at % 5 === 0 ? ('lead' as const) : ('brief' as const)
      return {
        id: randomUUID(),
        kind,
        section: sectionOf(at),
        copy: inventStory(kind, 60, at),
        shownAt: null,
      }
    })
    createItems(context, actor, batch)
  }
  // Last, so that they are the newest and stand on top of the list.
  const made = new Map(leads.map((words) => [words, randomUUID()]))
  for (const [words, id] of made)
    createItems(context, actor, [
      { id, kind: 'lead', section: sectionOf(1), copy: inventStory('lead', words, words), shownAt: null },
    ])
  await running.desk.sync.settle()
  await allLinesMade(running)
  await running.stop()
  await writeNamePlate(folder, { id: desk, name: 'Proefredactie', example: false })
  await writeFile(
    join(folder, 'preferences.json'),
    JSON.stringify({ language: 'nl', theme: 'light', lastDesk: desk }),
  )
  return {
    folder,
    desk,
    databases: [files.replica, files.hub],
    leads: made,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}
