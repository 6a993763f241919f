/** The file that an item came from: as it is kept here, or else at which computer somebody can be asked for it. */
import type { Output } from '../../shared/ipc/contract.ts'
import { entriesOfItem } from '../db/entries.ts'
import type { DeskContext } from './context.ts'
import { isItem, personName } from './facts.ts'
import type { Originals } from './originals.ts'

export const sourceOf = async (
  desk: DeskContext,
  originals: Originals,
  item: string,
): Promise<Output<'desk', 'items.import-source'>> => {
  if (!isItem(desk, item)) return { source: null, elsewhere: null }
  const kept = await originals.of(item)
  if (kept !== null) {
    const { name, format, size, at, changes, dropped } = kept
    return { source: { name, format, size, at, changes, dropped }, elsewhere: null }
  }
  for (const { entry } of entriesOfItem(desk.db, item, 'event')) {
    if (entry.kind !== 'event' || entry.event.type !== 'created') continue
    const { file } = entry.event
    if (file === undefined) continue
    return { source: null, elsewhere: { name: file, by: personName(desk, entry.author), at: entry.at } }
  }
  return { source: null, elsewhere: null }
}
