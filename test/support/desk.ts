/** A whole desk for tests: real SQLite files, the real hub, a clock that the test moves or the real one. */

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { deskFolder } from '../../main/app/desk-folders.ts'
import { foundDesk } from '../../main/app/found-desk.ts'
import { type RunningDesk, startDesk } from '../../main/app/open-desk.ts'
import { readPeople, readSections } from '../../main/db/register.ts'
import { createItems } from '../../main/desk/create.ts'
import { decide } from '../../main/desk/decide.ts'
import { detail } from '../../main/desk/lists.ts'
import { actorOf } from '../../main/desk/rights.ts'
import type { Clock } from '../../shared/clock.ts'
import { writeCopy } from '../../shared/document/write-copy.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import type { Decision } from '../../shared/ipc/desk.ts'

export type TestClock = Clock & {
  /** Moves time forward, firing timers in order; what they start is awaited with `settle`. */
  advance(ms: number): void
  /** Moves time without a timer, as when a computer sleeps or a clock is put right; timers are behind by as much. */
  sleep(ms: number): void
}

/** A clock that stands still until it is moved. */
export const createTestClock = (start: number): TestClock => {
  let now = start
  const timers = new Map<number, { at: number; run: () => void }>()
  let next = 0
  return {
    now: () => now,
    after(delay, run) {
      next += 1
      const id = next
      timers.set(id, { at: now + Math.max(0, delay), run })
      return () => timers.delete(id)
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0]
        if (!due) break
        timers.delete(due[0])
        now = Math.max(now, due[1].at)
        due[1].run()
      }
      now = end
    },
    sleep(ms) {
      now += ms
      for (const timer of timers.values()) timer.at += ms
    },
  }
}

export type TestDesk = RunningDesk & {
  folder: string
  clock: TestClock
  /** The first person, who holds every role. */
  founder: string
  section: string
  log: { event: string; facts: Record<string, string | number> }[]
  /** Adds a person and answers the id. */
  add(name: string, roles: ('editor' | 'chief' | 'admin')[]): Promise<string>
  make(person: string, kind: 'lead' | 'brief', copy: Partial<Copy>): string
  write(person: string, item: string, copy: Partial<Copy>): void
  decide(person: string, item: string, decision: Decision): ReturnType<typeof decide>[number]
  detail(item: string, person?: string): ReturnType<typeof detail>
  /** Everything pushed, ruled on, pulled. */
  settle(): Promise<void>
  /** Resolves when the desk has logged `event`, or at once when it did already. */
  logged(event: string): Promise<void>
  /** Stops the desk in order and opens it again from its files. The clock goes on; the old one is used no more. */
  reopen(): Promise<TestDesk>
  remove(): Promise<void>
}

/** Noon of an ordinary day. */
export const NOON = Date.UTC(2026, 10, 18, 11, 0, 0)

export const openTestDesk = async (
  name = 'Proefredactie',
  root = tmpdir(),
  clock: TestClock = createTestClock(NOON),
): Promise<TestDesk> => {
  const folder = await mkdtemp(join(root, 'kopij-test-'))
  const place: Place = { id: randomUUID(), folder, clock }
  return await start(place, async (running) => {
    await foundDesk(running, randomUUID(), {
      name,
      person: 'Merel Oosterhof',
      language: 'nl',
      sections: ['Binnenland', 'Buitenland'],
    })
    return readPeople(running.desk.context.db)[0]?.id ?? ''
  })
}

type Place = { id: string; folder: string; clock: TestClock }

const start = async (place: Place, found: (running: RunningDesk) => Promise<string>): Promise<TestDesk> => {
  const { id, folder, clock } = place
  const log: TestDesk['log'] = []
  const waiting = new Set<{ event: string; settle(): void }>()
  const running = await startDesk(id, deskFolder(folder, id), clock, (event, facts) => {
    log.push({ event, facts })
    for (const one of waiting) if (one.event === event && waiting.delete(one)) one.settle()
  })
  const { desk } = running
  const founder = await found(running)
  const actor = (person: string) => actorOf(desk.context.db, person)
  const section = readSections(desk.context.db)[1]?.id ?? ''
  const silent = { hear: () => undefined, reload: () => undefined }
  return {
    ...running,
    folder,
    clock,
    founder,
    section,
    log,
    async add(personName, roles) {
      const { addPerson } = await import('../../main/desk/people.ts')
      const added = await addPerson(desk.context, () => desk.sync.settle(), actor(founder), randomUUID(), {
        name: personName,
        roles,
        passphrase: `geheim van ${personName}`,
        ownPassphrase: 'geheim van de stichter',
      })
      return added.person.id
    },
    make(person, kind, copy) {
      const item = randomUUID()
      createItems(desk.context, actor(person), [{ id: item, kind, section, copy, shownAt: null }])
      return item
    },
    write(person, item, copy) {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, desk.documents.open(item, silent).state)
      const before = Y.encodeStateVector(doc)
      writeCopy(doc, copy, 'test')
      desk.documents.push(item, actor(person), Y.encodeStateAsUpdate(doc, before), null, silent)
      desk.documents.close(item, silent)
      doc.destroy()
    },
    decide(person, item, decision) {
      const [outcome] = decide(desk.context, actor(person), randomUUID(), [item], decision)
      if (!outcome) throw new Error('no outcome')
      return outcome
    },
    detail: (item, person = founder) => detail(desk.context, actor(person), item),
    async settle() {
      await desk.sync.settle()
      await running.hub.wake()
      await desk.sync.settle()
    },
    logged: (event) =>
      log.some((line) => line.event === event)
        ? Promise.resolve()
        : new Promise((settle) => waiting.add({ event, settle })),
    async reopen() {
      await running.stop()
      return await start(place, async () => founder)
    },
    async remove() {
      await running.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A body of plain paragraphs. */
export const paragraphs = (...texts: string[]): Copy['body'] =>
  texts.map((text) => ({ type: 'paragraph', line: [{ text }] }))
