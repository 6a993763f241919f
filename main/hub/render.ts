/** From what the hub holds to what goes out: a release of an item, and the page of its section. */
import { copyOfRevision } from '../../shared/document/canonical.ts'
import { emptyCopy } from '../../shared/document/write-copy.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import type { DeliveryAction } from '../../shared/domain/delivery.ts'
import { whatIsOut } from '../../shared/domain/rail.ts'
import {
  PAGE_LENGTH,
  type PageCandidate,
  type ReaderPage,
  readerPage,
} from '../../shared/domain/reader-page.ts'
import type { TargetSettings } from '../../shared/domain/target.ts'
import { ItemState, lastOut } from '../../shared/domain/workflow.ts'
import { FaultError } from '../../shared/errors.ts'
import type { PageRelease, Release } from '../../shared/formats/release.ts'
import { filesFor, notCarried, pageFilesFor } from '../../shared/formats/target-files.ts'
import { noteOfVersion, signalOf } from '../../shared/formats/what-it-is.ts'
import { derivedId, itemUri } from '../../shared/ids.ts'
import { begunAt, findRevision, lengthOfFeed } from './feed.ts'
import { readItem } from './ledger.ts'
import { agencies, sections, settings } from './register.ts'
import type { Reader } from './store/tables.ts'
import type { Delivery, Receipt } from './targets/target.ts'

type Sending = {
  item: string
  revision: string
  action: DeliveryAction
  version: number
  /** For when it lies ready at the target, ms UTC; null where nothing does. */
  aheadAt?: number | null
}

const copyOf = async (db: Reader, item: string, hash: string): Promise<Copy> => {
  const revision = await findRevision(db, item, hash)
  if (!revision) throw new FaultError('refused-revision-unknown')
  return copyOfRevision(revision.json)
}

/** An item on its way out, with everything that receivers get to know. */
export const releaseOf = async (db: Reader, sending: Sending): Promise<Release> => {
  const held = await readItem(db, sending.item)
  const out = held && lastOut(held.state)
  if (!held || !out) throw new FaultError('refused-not-approved')
  const { state } = held
  const desk = await settings(db)
  // A kill that an erasure overtook takes the article away all the same, without a word of it.
  const copy =
    state.state === 'erased'
      ? emptyCopy(held.kind === 'brief' ? 'brief' : 'lead', held.left ?? '', desk.language)
      : await copyOf(db, sending.item, sending.revision)
  return {
    item: sending.item,
    copy,
    version: sending.version,
    revision: sending.revision,
    firstCreatedAt: (await begunAt(db, sending.item)) ?? out.firstAt,
    releasedAt: state.killed?.at ?? out.at,
    shownAt: state.shownAt ?? out.firstAt,
    embargoUntil: state.embargoUntil?.instant ?? null,
    status: sending.action === 'publish' ? 'usable' : 'canceled',
    signal: sending.action === 'publish' ? signalOf(sending.version, state) : null,
    follows: state.follows === null ? null : itemUri(state.follows),
    note:
      sending.action === 'publish' || state.killed
        ? noteOfVersion(sending.version, state, copy.language)
        : '',
    sectionName: (await sections(db)).find((one) => one.id === copy.section)?.name ?? '',
    agencies: await agencies(db),
    deskName: desk.name,
    zone: desk.zone,
  }
}

/**
 * An item that readers do not have yet, as its target gets it ahead of its time: as if it had been released at its minute, and
 * as the first version, which is what it will be. Erased, it leaves as a kill does.
 */
const releaseAhead = async (db: Reader, sending: Sending, now: number): Promise<Release> => {
  const held = await readItem(db, sending.item)
  if (!held) throw new FaultError('gone')
  const { state, kind } = held
  const desk = await settings(db)
  const at = sending.aheadAt ?? 0
  const gone = state.state === 'erased'
  const copy = gone
    ? emptyCopy(kind === 'brief' ? 'brief' : 'lead', '', desk.language)
    : await copyOf(db, sending.item, sending.revision)
  return {
    item: sending.item,
    copy,
    // What is killed is a version of its own, or an adapter would take it for what is there already.
    version: sending.action === 'kill' ? 2 : 1,
    revision: sending.revision,
    firstCreatedAt: (await begunAt(db, sending.item)) ?? at,
    releasedAt: gone ? now : at,
    shownAt: at,
    embargoUntil: null,
    status: sending.action === 'kill' ? 'canceled' : 'usable',
    signal: signalOf(1, state),
    follows: state.follows === null ? null : itemUri(state.follows),
    note: '',
    sectionName: (await sections(db)).find((one) => one.id === copy.section)?.name ?? '',
    agencies: await agencies(db),
    deskName: desk.name,
    zone: desk.zone,
  }
}

type Page = { reader: ReaderPage; release: PageRelease | null }

/**
 * The page of a section as readers have it at `at`: only what is out. `whole`: with every item as a release, for formats
 * that know packages.
 */
export const sectionPage = async (
  db: Reader,
  section: string,
  at: number,
  { whole, version }: { whole: boolean; version: number },
): Promise<Page> => {
  const rows = await db
    .selectFrom('items')
    .selectAll()
    .where('page_section', '=', section)
    .orderBy('shown_at', 'desc')
    .orderBy('begun')
    .limit(PAGE_LENGTH)
    .execute()
  const items: PageCandidate[] = []
  const releases = new Map<string, Release>()
  for (const row of rows) {
    const state = ItemState.parse(JSON.parse(row.state))
    const { live } = state
    const out = whatIsOut(state)
    if (!live || !out) continue
    const { revision } = out
    const copy = await copyOf(db, row.id, revision)
    items.push({ item: row.id, copy, shownAt: out.shownAt, order: row.begun })
    if (whole)
      releases.set(
        row.id,
        await releaseOf(db, { item: row.id, revision, action: 'publish', version: live.version }),
      )
  }
  const desk = await settings(db)
  const everySection = (await sections(db)).filter((one) => one.active).sort((a, b) => a.order - b.order)
  const sectionName = everySection.find((one) => one.id === section)?.name ?? ''
  const reader = readerPage({
    section: sectionName,
    sections: everySection.map((one) => one.name),
    deskName: desk.name,
    language: desk.language,
    at,
    zone: desk.zone,
    lead: null,
    items,
  })
  if (!whole) return { reader, release: null }
  return {
    reader,
    release: {
      page: derivedId(section, 'page'),
      version,
      section,
      sectionName,
      releasedAt: at,
      firstCreatedAt: Math.min(at, ...[...releases.values()].map((one) => one.releasedAt)),
      language: desk.language,
      deskName: desk.name,
      lead: reader.lead === null ? null : (releases.get(reader.lead.item) ?? null),
      briefs: reader.briefs.flatMap(({ item }) => releases.get(item) ?? []),
    },
  }
}

/** What the target has of it is told apart from what is new to it; the files follow from its settings. */
const itemDelivery = (
  sending: Sending & { id: string },
  release: Release,
  to: TargetSettings,
  before: readonly Receipt[],
): Delivery => {
  const takesFiles = to.kind === 'folder' || to.kind === 'sftp'
  const files = filesFor(to, release)
  if (sending.action === 'publish' || sending.action === 'schedule') {
    const [finding] = notCarried(release, files)
    if (finding !== undefined)
      throw new FaultError('copy-not-carried', {
        format: finding.format,
        where: finding.where || finding.code,
      })
  }
  return {
    key: `${sending.id}-${release.version}`,
    subject: sending.item,
    version: release.version,
    action: sending.action === 'publish' && before.length > 0 ? 'update' : sending.action,
    aheadAt: sending.aheadAt ?? null,
    release,
    page: null,
    before,
    // Taken off quietly: no file is left that could say why.
    files: takesFiles && sending.action === 'unpublish' ? [] : files,
  }
}

/** What a target gets for one delivery: the item in its formats, and the page of its section as it is now. */
export const deliveriesOf = async (
  db: Reader,
  sending: Sending & { id: string },
  at: number,
  to: TargetSettings,
  before: readonly Receipt[],
): Promise<Delivery[]> => {
  const isAhead = sending.version === 0
  const release = isAhead ? await releaseAhead(db, sending, at) : await releaseOf(db, sending)
  const item = itemDelivery(sending, release, to, before)
  // No section's page changes by what readers do not have.
  if (isAhead) return [item]
  if ((to.kind !== 'folder' && to.kind !== 'sftp') || !to.pages) return [item]
  const version = await lengthOfFeed(db)
  const held = await readItem(db, sending.item)
  const pages: Delivery[] = []
  for (const section of new Set([release.copy.section, ...(held?.left == null ? [] : [held.left])])) {
    const whole = to.formats.some((format) => format !== 'html')
    const page = await sectionPage(db, section, at, { whole, version })
    pages.push({
      key: `page-${section}-${version}`,
      subject: `page-${section}`,
      // A page is as new as the last thing that was decided.
      version,
      action: 'publish',
      release: null,
      page: page.release,
      before: [],
      files: pageFilesFor(to.formats, page),
    })
  }
  return [item, ...pages]
}
