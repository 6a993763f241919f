/** From what the hub holds to what goes out: a release of an item, and the page of its section. */
import { copyOfRevision } from '../../shared/document/canonical.ts'
import { emptyCopy } from '../../shared/document/write-copy.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import type { DeliveryAction } from '../../shared/domain/delivery.ts'
import { type PageCandidate, readerPage } from '../../shared/domain/reader-page.ts'
import { ItemState, lastOut } from '../../shared/domain/workflow.ts'
import { FaultError } from '../../shared/errors.ts'
import { filesOf, type OutFile, pageFile } from '../../shared/formats/files.ts'
import type { Release } from '../../shared/formats/release.ts'
import { itemUri } from '../../shared/ids.ts'
import { begunAt, findRevision, lengthOfFeed } from './feed.ts'
import { readItem } from './ledger.ts'
import { agencies, sections, settings } from './register.ts'
import type { Reader } from './store/tables.ts'
import type { Delivery } from './targets/target.ts'

type Sending = { item: string; revision: string; action: DeliveryAction; version: number }

const copyOf = async (db: Reader, item: string, hash: string): Promise<Copy> => {
  const revision = await findRevision(db, item, hash)
  if (!revision) throw new FaultError('refused-revision-unknown')
  return copyOfRevision(revision.json)
}

/** What receivers are told of a correction (standards, section 3: the note says so, there is no other signal). */
const correctionNote = (language: string, version: number): string => {
  if (version < 2) return ''
  return language.startsWith('nl')
    ? `CORRECTIE: vervangt versie ${version - 1}.`
    : `CORRECTION: replaces version ${version - 1}.`
}

/** What a version is to the one before it, or a first one to the item that it follows (standards, section 3). */
const signalOf = (version: number, follows: string | null): 'correction' | 'update' | null => {
  if (version > 1) return 'correction'
  return follows === null ? null : 'update'
}

/** The note is about the version that it was written for; nothing is said of what goes off quietly. */
const noteOf = (
  { action, version }: Sending,
  live: NonNullable<ItemState['live']>,
  language: string,
): string => {
  if (action === 'unpublish') return ''
  return (live.version === version ? live.note : undefined) ?? correctionNote(language, version)
}

/** An item on its way out, with everything that receivers get to know. */
export const releaseOf = async (db: Reader, sending: Sending): Promise<Release> => {
  const held = await readItem(db, sending.item)
  const live = held && lastOut(held.state)
  if (!held || !live) throw new FaultError('refused-not-approved')
  const { embargoUntil, shownAt, killed, follows } = held.state
  const desk = await settings(db)
  // A kill that an erasure overtook takes the article away all the same, without a word of it.
  const copy =
    held.state.state === 'erased'
      ? emptyCopy(held.kind === 'brief' ? 'brief' : 'lead', held.left ?? '', desk.language)
      : await copyOf(db, sending.item, sending.revision)
  return {
    item: sending.item,
    copy,
    version: sending.version,
    revision: sending.revision,
    firstCreatedAt: (await begunAt(db, sending.item)) ?? live.firstAt,
    releasedAt: killed?.at ?? live.at,
    shownAt: shownAt ?? live.firstAt,
    embargoUntil: embargoUntil?.instant ?? null,
    status: sending.action === 'kill' ? 'canceled' : 'usable',
    signal: sending.action !== 'publish' || killed ? null : signalOf(sending.version, follows),
    follows: follows && itemUri(follows),
    // What somebody wrote about this version, else that there is one.
    note: killed ? killed.reason : noteOf(sending, live, copy.language),
    sectionName: (await sections(db)).find((one) => one.id === copy.section)?.name ?? '',
    agencies: await agencies(db),
    deskName: desk.name,
    zone: desk.zone,
  }
}

/** How many items a section page shows at the most. */
const PAGE_LENGTH = 60

/** The page of a section as readers have it at `at`: only what is out. */
const sectionPage = async (db: Reader, section: string, at: number): Promise<OutFile> => {
  const rows = await db
    .selectFrom('items')
    .selectAll()
    .where('page_section', '=', section)
    .orderBy('shown_at', 'desc')
    .limit(PAGE_LENGTH)
    .execute()
  const items: PageCandidate[] = []
  for (const row of rows) {
    const { live, shownAt } = ItemState.parse(JSON.parse(row.state))
    if (!live) continue
    const copy = await copyOf(db, row.id, live.revision)
    items.push({ item: row.id, copy, shownAt: shownAt ?? live.firstAt, order: row.begun })
  }
  const desk = await settings(db)
  const everySection = (await sections(db)).filter((one) => one.active).sort((a, b) => a.order - b.order)
  return pageFile(
    readerPage({
      section: everySection.find((one) => one.id === section)?.name ?? '',
      sections: everySection.map((one) => one.name),
      deskName: desk.name,
      language: desk.language,
      at,
      zone: desk.zone,
      lead: null,
      items,
    }),
  )
}

/** What a target gets for one delivery: the item in its formats, and the page of its section as it is now. */
export const deliveriesOf = async (
  db: Reader,
  sending: Sending & { id: string },
  at: number,
): Promise<Delivery[]> => {
  const release = await releaseOf(db, sending)
  const position = await lengthOfFeed(db)
  const held = await readItem(db, sending.item)
  const pages = new Set([release.copy.section, ...(held?.left == null ? [] : [held.left])])
  return [
    {
      key: `${sending.id}-${sending.version}`,
      subject: sending.item,
      version: sending.version,
      // Off quietly: no file is what is left of it, and none says that it was there.
      files: sending.action === 'unpublish' ? [] : filesOf(release),
      action: sending.action === 'publish' && sending.version > 1 ? 'update' : sending.action,
      release,
      page: null,
      before: [],
    },
    ...(await Promise.all(
      [...pages].map(async (section) => ({
        key: `page-${section}-${position}`,
        subject: `page-${section}`,
        // A page is as new as the last thing that was decided.
        version: position,
        files: [await sectionPage(db, section, at)],
        action: 'publish' as const,
        release: null,
        page: null,
        before: [],
      })),
    )),
  ]
}
