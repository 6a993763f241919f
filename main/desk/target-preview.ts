/** What a target would receive, before it leaves: which items go there, and byte for byte what would go. */
import { readCopy } from '../../shared/document/read-copy.ts'
import { releaseAt } from '../../shared/domain/goes-out.ts'
import { openNotes } from '../../shared/domain/open-notes.ts'
import { keptBy, type TargetInfo, type TargetRules } from '../../shared/domain/target.ts'
import { FaultError } from '../../shared/errors.ts'
import { faultOfDoor, heldUp } from '../../shared/formats/desk-door.ts'
import { filesFor, findingsOf, type TargetText } from '../../shared/formats/target-files.ts'
import type { Input, Output } from '../../shared/ipc/contract.ts'
import type { TargetFileView } from '../../shared/ipc/targets.ts'
import { readItem } from '../db/items.ts'
import { slotsBetween } from '../db/queue.ts'
import { readAgencies } from '../db/register.ts'
import type { DeskContext } from './context.ts'
import { currentRelease } from './export.ts'
import { isItem } from './facts.ts'
import { copyOf } from './page.ts'
import { loadDocument } from './working-copy.ts'

/** What rules that are not saved yet would do with items as they are now. */
export const tryRules = (
  desk: DeskContext,
  rules: TargetRules,
  items: readonly string[],
): Output<'desk', 'targets.try-rules'> =>
  items.map((item) => {
    if (!isItem(desk, item)) throw new FaultError('gone')
    const { doc } = loadDocument(desk.db, item)
    const copy = readCopy(doc)
    doc.destroy()
    return { item, keptBy: keptBy(rules, copy) }
  })

const shown = ({ name, mediaType, format, text }: TargetText): TargetFileView => ({
  name,
  mediaType,
  format,
  text,
})

/** What a target with these settings would get of an item as it is now, and what would keep it in. */
export const previewDraft = (
  desk: DeskContext,
  { settings, profiles }: Pick<TargetInfo, 'settings' | 'profiles'>,
  item: string,
): Output<'desk', 'targets.preview-draft'> => {
  const release = currentRelease(desk, item)
  const files = filesFor(settings, release)
  const { publishAt } = readItem(desk.db, item)?.state ?? {}
  const facts = {
    openNotes: openNotes(release.copy).length,
    publishAt: publishAt?.instant ?? release.releasedAt,
  }
  return { files: files.map(shown), findings: findingsOf(release, files, profiles, facts) }
}

/** The same for a target of the desk, with what its rules say. */
export const previewTarget = (
  desk: DeskContext,
  target: TargetInfo,
  item: string,
): Output<'desk', 'targets.preview'> => {
  const { copy } = currentRelease(desk, item)
  return { keptBy: keptBy(target.rules, copy), ...previewDraft(desk, target, item) }
}

/** So far ahead, ms, and so many: what is planned later than that somebody looks at again before its time. */
const AHEAD = 14 * 86_400_000
const MOST_PLANNED = 200
const SHOWN = 5

/** What of the planned items a target with these rules and demands would stop at its time. */
export const wouldStop = (
  desk: DeskContext,
  { name, rules, profiles }: Input<'desk', 'targets.would-stop'>,
): Output<'desk', 'targets.would-stop'> => {
  const now = desk.clock.now()
  const door = { targets: [{ active: true, name, rules, profiles }], agencies: readAgencies(desk.db) }
  const planned = slotsBetween(desk.db, { from: now, to: now + AHEAD, section: null })
    .filter(({ state }) => state.state === 'scheduled')
    .slice(0, MOST_PLANNED)
  const stopped = planned.flatMap(({ id, headline, state }) => {
    const { approved, publishAt, live, embargoUntil } = state
    const copy = approved === null ? null : copyOf(desk, id, approved)
    if (copy === null || publishAt === null) return []
    const [first] = heldUp(
      {
        ...{ copy, live: live && copyOf(desk, id, live.revision) },
        ...{ publishAt: publishAt.instant, embargoUntil: embargoUntil?.instant ?? null },
      },
      door,
    )
    if (!first) return []
    return [{ item: id, headline, at: releaseAt(state) ?? publishAt.instant, fault: faultOfDoor(first) }]
  })
  return { planned: planned.length, count: stopped.length, first: stopped.slice(0, SHOWN) }
}
