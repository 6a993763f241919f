/**
 * What the kernel saw: the desk process under strace, one update at a time. Between the reading of a request and the
 * writing of its answer there has to be a finished fdatasync or fsync of the replica's log.
 */
import { randomUUID } from 'node:crypto'
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '../../../main/db/driver.ts'
import { openSqliteStore } from '../../../main/hub/store/sqlite.ts'
import { startDeskProcess } from '../../support/desk-process.ts'
import type { Chance } from '../../support/prove-chance.ts'
import { createWriter } from './writer.ts'

const strace = (): string | null =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'strace'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    }) ?? null

/** A system call that has ended; one that was interrupted by another thread is put together again. */
type Call = { name: string; text: string; result: number }

const callsOf = (trace: string): Call[] => {
  const begun = new Map<string, string>()
  const calls: Call[] = []
  for (const line of trace.split('\n')) {
    const [, pid = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    if (rest.endsWith('<unfinished ...>')) {
      begun.set(pid, rest.slice(0, -'<unfinished ...>'.length))
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    const text = resumed ? `${begun.get(pid) ?? ''}${resumed[1] ?? ''}` : rest
    const [, name, result] = /^(\w+)\(.*=\s+(-?\d+)/s.exec(text) ?? []
    if (name !== undefined) calls.push({ name, text, result: Number(result) })
  }
  return calls
}

const FLUSHES = ['fsync', 'fdatasync']
const READS = ['read', 'recvmsg', 'recvfrom']
const WRITES = ['write', 'writev', 'sendmsg', 'sendto']

/** Of these requests, how many were flushed to the replica's log between their arrival and their answer. */
export const flushedBefore = (trace: string, requests: readonly string[]): number => {
  const calls = callsOf(trace)
  const at = (names: readonly string[], id: string): number =>
    calls.findIndex(({ name, text, result }) => names.includes(name) && result > 0 && text.includes(id))
  return requests.filter((id) => {
    const asked = at(READS, id)
    const answered = at(WRITES, id)
    return (
      asked >= 0 &&
      answered > asked &&
      calls
        .slice(asked, answered)
        .some(
          ({ name, text, result }) =>
            FLUSHES.includes(name) && result === 0 && text.includes('replica.db-wal'),
        )
    )
  }).length
}

/** How many of `count` acknowledged updates the kernel had flushed before. Throws when strace is missing. */
export const traceFlushes = async (count: number, chance: Chance): Promise<number> => {
  const tracer = strace()
  if (tracer === null)
    throw new Error('strace is missing, so nobody can see what is flushed: apt-get install strace')
  const data = mkdtempSync(join(tmpdir(), 'kopij-traced-'))
  const trace = join(data, 'trace')
  const wanted = 'trace=read,recvmsg,recvfrom,write,writev,sendmsg,sendto,fsync,fdatasync'
  try {
    const child = await startDeskProcess({
      data,
      execPath: tracer,
      execArgv: ['-f', '-y', '-s', '4096', '-e', wanted, '-o', trace, process.execPath],
    })
    const window = child.open()
    const { id: desk } = await window.call('desks.create', {
      name: 'Proefredactie',
      person: 'Merel Oosterhof',
      language: 'nl',
      sections: ['Binnenland'],
    })
    await window.call('desks.use', { desk })
    const { sections } = await window.call('desk.overview', {})
    const item = randomUUID()
    const line = [{ text: 'Het begon met een eerste zin. ' }]
    const copy = { body: [{ type: 'paragraph' as const, line }] }
    const section = sections[0]?.id ?? ''
    await window.call('items.create', { items: [{ id: item, kind: 'lead', section, copy, shownAt: null }] })
    const writer = createWriter(item, (await window.call('document.open', { item })).state, chance)
    const requests: string[] = []
    while (requests.length < count) {
      const id = randomUUID()
      await writer.type(async (_item, update) => {
        await window.call('document.push', { item, update, restores: null }, id)
        requests.push(id)
      })
    }
    await child.stop()
    return flushedBefore(readFileSync(trace, 'utf8'), requests)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

/** `synchronous` as the product's own connections have it; 2 is FULL. */
export const readSynchronous = async (): Promise<{ replica: number; hub: number }> => {
  const folder = mkdtempSync(join(tmpdir(), 'kopij-pragma-'))
  try {
    const db = openDatabase(join(folder, 'replica.db'))
    const replica = Number(db.pragma('synchronous', { simple: true }))
    db.close()
    const { store, close } = await openSqliteStore(join(folder, 'hub.db'), async () => undefined)
    const { rows } = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(store)
    await close()
    return { replica, hub: rows[0]?.synchronous ?? -1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
