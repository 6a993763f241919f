/** What a target would receive, before it leaves: which items go there, and byte for byte what would go. */
import { readCopy } from '../../shared/document/read-copy.ts'
import { keptBy, type TargetInfo, type TargetRules } from '../../shared/domain/target.ts'
import { FaultError } from '../../shared/errors.ts'
import { filesFor, findingsOf, type TargetText } from '../../shared/formats/target-files.ts'
import type { Output } from '../../shared/ipc/contract.ts'
import type { TargetFileView } from '../../shared/ipc/targets.ts'
import { readItem } from '../db/items.ts'
import type { DeskContext } from './context.ts'
import { currentRelease } from './export.ts'
import { isItem } from './facts.ts'
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
  const facts = { openNotes: 0, publishAt: publishAt?.instant ?? release.releasedAt }
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
