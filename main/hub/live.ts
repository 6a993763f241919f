/**
 * Who is connected to this process of the hub, and what they are told at once: accepted text of the items they watch,
 * that there is more in the feed, deliveries, and who is where. Nothing here is needed for the truth.
 */
import { type Fault, reasonOf } from '../../shared/errors.ts'
import type { FeedEntry } from '../../shared/sync/entry.ts'
import type { LiveFromHub } from '../../shared/sync/live.ts'
import type { BusMessage } from './bus.ts'
import type { HubContext } from './context.ts'
import { readUpdates } from './feed.ts'
import { createPresences, type Presences } from './presence.ts'
import type { Standing } from './tokens.ts'

/** Whoever is told: a line, or the replica in the hub's own process. */
export type Ear = {
  /** Null: the replica in this process, which asks for everybody at its computer. */
  seat: { person: string; device: string; roles: string } | null
  watched: ReadonlySet<string>
  send(message: LiveFromHub): void
  cut(fault: Fault): void
}

/** What was accepted in one transaction. `sourceOf` an entry is who pushed it, and need not be told its own words. */
export type Accepted = {
  after: number
  length: number
  entries: readonly FeedEntry[]
  sourceOf(id: string): Source | null
}
/** The replica in this process, or a device. */
export type Source = 'here' | { device: string }

export type Live = {
  presences: Presences
  /** Adds somebody; the answer takes it away again. */
  enter(ear: Ear): () => void
  ears(): ReadonlySet<Ear>
  accepted(what: Accepted): void
  deliveries(): void
  /** Cuts the lines of those who may not go on as they came. Resolves when it is done. */
  review(): Promise<void>
  hearBus(message: BusMessage): void
  stop(fault: Fault): void
}

/** The most text that is sent along a line at once, bytes. */
const MOST_BYTES = 1_000_000
/** Text alone is announced this often at the most, ms: who watches it has it already. */
const NEWS_EVERY = 250

type Arguments = {
  hub: HubContext
  stillThere(seats: readonly { person: string; device: string }[]): Promise<Standing[]>
}

const isOwn = ({ seat }: Ear, source: Source | null): boolean =>
  source === 'here' ? seat === null : source !== null && seat?.device === source.device

const isText = ({ entry }: FeedEntry): boolean => entry.kind === 'update'

export const createLive = ({ hub, stillThere }: Arguments): Live => {
  const ears = new Set<Ear>()
  const presences = createPresences(hub, ears)
  let newsLength = 0
  let cancelNews: (() => void) | null = null

  const toAll = (message: LiveFromHub): void => {
    for (const ear of ears) ear.send(message)
  }

  const sayNews = (length: number, decided: boolean): void => {
    newsLength = Math.max(newsLength, length)
    if (!decided) {
      cancelNews ??= hub.clock.after(NEWS_EVERY, () => {
        cancelNews = null
        toAll({ type: 'news', length: newsLength, decided: false })
      })
      return
    }
    cancelNews?.()
    cancelNews = null
    toAll({ type: 'news', length: newsLength, decided: true })
  }

  /** One message for all who get the same entries, so that it is packed once. */
  const sayUpdates = (entries: readonly FeedEntry[], sourceOf: Accepted['sourceOf']): void => {
    const texts = entries.filter(isText)
    const bytes = texts.reduce(
      (sum, { entry }) => sum + (entry.kind === 'update' ? entry.update.length : 0),
      0,
    )
    // What is pasted by the megabyte is pulled, like everything that a line did not say.
    if (texts.length === 0 || bytes > MOST_BYTES) return
    const made = new Map<string, LiveFromHub>()
    for (const ear of ears) {
      const wanted = texts.filter(
        ({ entry }) => entry.item !== null && ear.watched.has(entry.item) && !isOwn(ear, sourceOf(entry.id)),
      )
      if (wanted.length === 0) continue
      const key = wanted.map(({ position }) => position).join()
      const message = made.get(key) ?? { type: 'updates', entries: wanted }
      made.set(key, message)
      ear.send(message)
    }
  }

  /** Entries that another process accepted: read once for everybody here, and only when somebody watches. */
  let heard: { after: number; length: number } | null = null
  let reading = false
  const readHeard = async (): Promise<void> => {
    while (heard !== null) {
      const { after, length } = heard
      heard = null
      const watched = new Set([...ears].flatMap((ear) => [...ear.watched]))
      if (watched.size > 0) sayUpdates(await readUpdates(hub.store, [...watched], after, length), () => null)
    }
  }
  const hear = (after: number, length: number): void => {
    heard = {
      after: Math.min(after, heard?.after ?? after),
      length: Math.max(length, heard?.length ?? length),
    }
    if (reading) return
    reading = true
    readHeard()
      // Who misses a message pulls.
      .catch(() => hub.log('bus-read-failed', { length }))
      .finally(() => {
        reading = false
      })
  }

  const judge = (ear: Ear, now: Standing | undefined): void => {
    if (!now) ear.cut({ code: 'sign-in-needed', params: {} })
    // What the roles were is what its holder was shown; the next line begins with what they are.
    else if (now.roles !== ear.seat?.roles) ear.cut({ code: 'refused-role', params: {} })
  }

  const review = async (): Promise<void> => {
    await presences.readNames()
    const seated = [...ears].flatMap((ear) => (ear.seat ? [{ ear, seat: ear.seat }] : []))
    const standing = await stillThere(seated.map(({ seat }) => seat))
    for (const [at, { ear }] of seated.entries()) judge(ear, standing[at])
  }

  /** Who was taken away while his line was being opened was not among those that the review of it looked at. */
  const lookAgain = async (ear: Ear): Promise<void> => {
    if (ear.seat) judge(ear, (await stillThere([ear.seat]))[0])
  }

  return {
    presences,
    ears: () => ears,
    enter(ear) {
      ears.add(ear)
      presences.greet(ear)
      lookAgain(ear).catch((error: unknown) => hub.log('review-failed', { reason: reasonOf(error) }))
      return () => {
        ears.delete(ear)
        presences.leaveAll(ear)
      }
    },
    accepted({ after, length, entries, sourceOf }) {
      if (entries.length === 0) return
      const decided = !entries.every(isText)
      sayUpdates(entries, sourceOf)
      sayNews(length, decided)
      hub.bus.tell({ type: 'feed', after, length, decided })
    },
    deliveries: () => toAll({ type: 'deliveries' }),
    review,
    hearBus(message) {
      switch (message.type) {
        case 'feed':
          hear(message.after, message.length)
          return sayNews(message.length, message.decided)
        case 'deliveries':
          return toAll({ type: 'deliveries' })
        case 'people':
          void review().catch(() => hub.log('review-failed', {}))
          return
        case 'presence':
          return presences.heard(message.presence)
        case 'who':
          return presences.sayAgain()
      }
    },
    stop(fault) {
      cancelNews?.()
      presences.stop()
      for (const ear of ears) ear.cut(fault)
      ears.clear()
    },
  }
}
