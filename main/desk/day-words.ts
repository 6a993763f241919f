/** Words that name a day, against the day on which readers get them. */
import { DAY_WORDS_SOUGHT, putRight, wrongDaysOf } from '../../shared/domain/day-words.ts'
import { releaseAt } from '../../shared/domain/goes-out.ts'
import { wallTimeAt } from '../../shared/domain/wall-time.ts'
import type { Input, Output } from '../../shared/ipc/contract.ts'
import type { WrongDays } from '../../shared/ipc/rail.ts'
import { entryAtRow } from '../db/entries.ts'
import { type ItemLine, readItem } from '../db/items.ts'
import { readSettings } from '../db/register.ts'
import { revisionRow } from '../db/revisions.ts'
import { lastWrittenAt, plannedWithWords } from '../db/written.ts'
import type { DeskContext } from './context.ts'
import { copyOf } from './page.ts'
import { readWorkingCopy } from './project.ts'

/** More of them than these are not looked at, and not told. */
const LOOKED_AT = 2000
const TOLD = 200

/** When the words that go out were written: what was typed after a revision is not in it. */
const writtenAt = (desk: DeskContext, { id, state, touchedAt }: ItemLine): number => {
  const typed = lastWrittenAt(desk.db, id) ?? touchedAt
  const row = state.approved === null ? null : revisionRow(desk.db, id, state.approved)
  const made = row === null ? null : entryAtRow(desk.db, row)
  return Math.min(typed, made?.entry.at ?? typed)
}

export const dayWordsOf = (
  desk: DeskContext,
  { from, to, section, items }: Input<'desk', 'queue.day-words'>,
): Output<'desk', 'queue.day-words'> => {
  const { zone } = readSettings(desk.db)
  const ids = plannedWithWords(desk.db, {
    ...{ words: DAY_WORDS_SOUGHT, from, to, section, items, limit: LOOKED_AT },
  })
  const found: WrongDays[] = []
  for (const id of ids) {
    const line = readItem(desk.db, id)
    const appearsAt = line && releaseAt(line.state)
    if (!line || appearsAt === null || found.length >= TOLD) continue
    const written = writtenAt(desk, line)
    // The same day: nothing to read.
    if (wallTimeAt(written, zone).slice(0, 10) === wallTimeAt(appearsAt, zone).slice(0, 10)) continue
    const { approved } = line.state
    const copy = approved === null ? readWorkingCopy(desk.db, id) : copyOf(desk, id, approved)
    if (!copy) continue
    const words = wrongDaysOf(copy, { writtenAt: written, appearsAt, zone })
    if (words.length === 0) continue
    found.push({
      ...{ item: id, writtenAt: written, appearsAt },
      words: words.slice(0, 20).map((one) => ({
        ...{ word: one.word, instead: one.instead },
        ...putRight(copy, one),
      })),
    })
  }
  return { found }
}
