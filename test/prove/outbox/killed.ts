/**
 * The same promises with a hub that is a process and is killed by the system: while it sends, while a backend has taken what it
 * sent and has not answered, between two files of a folder. What is decided goes out, is corrected, killed and taken off, with
 * the page of its section; then what lies at the backends is counted.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import * as Y from 'yjs'
import { revisionOf } from '../../../shared/document/canonical.ts'
import { newDocument } from '../../../shared/document/layout.ts'
import { emptyCopy, seedDocument, writeCopy } from '../../../shared/document/write-copy.ts'
import type { DeliveryReport } from '../../../shared/domain/delivery.ts'
import { USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import type { DeskEvent, ItemEvent } from '../../../shared/domain/event.ts'
import type { TargetInfo, TargetSettings } from '../../../shared/domain/target.ts'
import { itemUri } from '../../../shared/ids.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import { createWriter } from '../../support/hub.ts'
import type { Chance } from '../../support/prove-chance.ts'
import { startTargetServer } from '../../support/target-server.ts'
import type { Figure } from '../harness.ts'
import type { Answered, Asked } from './hub-process.ts'

const SECRET = 'geheim'
const DEEDS = ['publish', 'publish', 'correct', 'kill', 'unpublish'] as const
/** Where the system ends it: at a request, after a request was taken, at a change in the folder, or at a moment of its own. */
const MOMENTS = ['request', 'taken', 'file', 'anywhen'] as const
/** How long an outbox may take to empty itself, ms. */
const PATIENCE = 60_000

type Process = {
  child: ChildProcess
  ask(asked: Asked): Promise<Answered>
  /** Resolves when it is gone. */
  gone: Promise<unknown>
}

/** Nobody is there to answer any more. */
class Gone extends Error {}

const startProcess = async (file: string, desk: string): Promise<Process> => {
  const child = fork(join(import.meta.dirname, 'hub-process.ts'), [file, desk, SECRET], {
    serialization: 'advanced',
  })
  const waiting = new Map<number, { answered(answer: Answered): void; gone(): void }>()
  const gone = once(child, 'exit')
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message: 'up' | Answered) => {
      if (message === 'up') return resolve()
      waiting.get(message.number)?.answered(message)
      waiting.delete(message.number)
    })
    void gone.then(() => {
      reject(new Gone())
      for (const one of waiting.values()) one.gone()
    })
  })
  let number = 0
  return {
    child,
    gone,
    ask(asked) {
      number += 1
      const mine = number
      return new Promise((resolve, reject) => {
        waiting.set(mine, { answered: resolve, gone: () => reject(new Gone()) })
        if (child.exitCode !== null || child.signalCode !== null) return reject(new Gone())
        child.send({ number: mine, asked }, (failed) => failed && reject(new Gone()))
      })
    },
  }
}

type Known = { id: string; doc: Y.Doc; version: number; headline: string; state: 'out' | 'killed' | 'off' }
type Effect = { item: string; version: number; action: string; headline: string }

export const killedProcesses = async ({
  root,
  chance,
  count,
  broken,
  log,
}: {
  root: string
  chance: Chance
  count: number
  /** The sabotage: a site that does not know a delivery again. */
  broken: boolean
  log: (line: string) => void
}): Promise<Record<string, Figure>> => {
  const place = mkdtempSync(join(root, 'killed-'))
  const folder = join(place, 'folder')
  mkdirSync(folder)
  const desk = randomUUID()
  const founder = randomUUID()
  const { envelope, replica } = createWriter(founder, Date.now)
  const [file, section] = [join(place, 'hub.db'), randomUUID()]

  let current: Process | null = null
  let kills = 0
  let moment: (typeof MOMENTS)[number] | null = null
  let changesLeft = 0
  const strike = (): void => {
    moment = null
    if (current?.child.kill('SIGKILL') === true) kills += 1
  }
  const known = new Set<string>()
  const effects: Effect[] = []
  const site = await startTargetServer(({ headers, body }) => {
    if (moment === 'request') {
      strike()
      return 'cut'
    }
    const key = String(headers['idempotency-key'])
    if (broken || !known.has(key)) {
      known.add(key)
      const json = JSON.parse(body.toString('utf8')) as { headlines?: { value: string }[] }
      effects.push({
        item: String(headers['kopij-item']),
        version: Number(headers['kopij-version']),
        action: String(headers['kopij-action']),
        headline: json.headlines?.[0]?.value ?? '',
      })
    }
    if (moment === 'taken') strike()
    return { status: 201 }
  })
  const watcher = watch(folder, () => {
    if (moment !== 'file') return
    changesLeft -= 1
    if (changesLeft <= 0) strike()
  })

  const alive = async (): Promise<Process> => {
    while (current === null || current.child.exitCode !== null || current.child.signalCode !== null) {
      try {
        current = await startProcess(file, desk)
      } catch (thrown) {
        // Killed before it was up.
        if (!(thrown instanceof Gone)) throw thrown
      }
    }
    return current
  }
  /** Whoever pushed and heard nothing pushes again. */
  const insist = async (asked: Asked): Promise<Answered> => {
    for (;;) {
      const process = await alive()
      try {
        const answered = await process.ask(asked)
        if (answered.refused !== null) throw new Error(`refused: ${answered.refused}`)
        return answered
      } catch (thrown) {
        if (!(thrown instanceof Gone)) throw thrown
        await process.gone
      }
    }
  }
  const push = (entries: readonly Entry[]): Promise<Answered> => insist({ ask: 'push', by: founder, entries })
  const decided = (event: DeskEvent): Entry => ({ ...envelope(), kind: 'desk-event', item: null, event })
  const about = (item: string, event: ItemEvent): Entry => ({ ...envelope(), kind: 'event', item, event })
  const update = (item: string, bytes: Uint8Array): Entry => ({
    ...envelope(),
    ...{ kind: 'update', item, epoch: 1, seen: 0, update: bytes, carries: [] },
  })
  const released = (item: string, doc: Y.Doc): Entry[] => {
    const made = envelope()
    const { hash, json } = revisionOf(item, doc)
    const basis = { position: 0, replica, seq: made.seq - 1 }
    return [
      { ...made, kind: 'revision', item, hash, json, basis },
      about(item, { type: 'submitted', revision: hash }),
      about(item, { type: 'approved', revision: hash, bypass: null }),
      about(item, { type: 'released', revision: hash }),
    ]
  }
  const target = (name: string, settings: TargetSettings): TargetInfo => ({
    ...{ id: randomUUID(), kind: settings.kind, name, active: true, settings },
    rules: { sections: null, kinds: null, agencies: null },
    profiles: USUAL_PROFILES,
  })
  const paper = target('Krant', {
    ...{ kind: 'folder', formats: ['newsml-g2-nitf', 'ninjs-3.1'], fileName: '{slug}-{id}', pages: true },
  })
  const online = target('Site', {
    ...{ kind: 'webhook', url: `${site.url}/kopij`, format: 'ninjs-3.1', ownNetwork: true },
  })
  await push([
    decided({
      type: 'person',
      person: { id: founder, name: 'Merel Oosterhof', roles: ['editor', 'chief', 'admin'], active: true },
    }),
    decided({ type: 'section', section: { id: section, name: 'Haven', order: 0, active: true } }),
    ...[paper, online].map((one) => decided({ type: 'target', target: one })),
  ])
  await insist({ ask: 'place', by: founder, target: paper, path: folder })

  const items: Known[] = []
  const entriesFor = (number: number): { entries: Entry[]; deed: string } => {
    const out = items.filter(({ state }) => state === 'out')
    const deed = out.length < 3 ? 'publish' : chance.pick(DEEDS)
    const headline = `Kop ${number}`
    if (deed === 'publish') {
      const [id, doc] = [randomUUID(), newDocument()]
      const body = [{ type: 'paragraph' as const, line: [{ text: `${headline} is bericht.` }] }]
      seedDocument(doc, { ...emptyCopy('lead', section, 'nl'), headline, body })
      items.push({ id, doc, version: 1, headline, state: 'out' })
      const begun = [about(id, { type: 'created', kind: 'lead' }), update(id, Y.encodeStateAsUpdate(doc))]
      return { deed, entries: [...begun, ...released(id, doc)] }
    }
    const item = chance.pick(out)
    item.version += 1
    if (deed === 'correct') {
      const before = Y.encodeStateVector(item.doc)
      item.headline = headline
      writeCopy(item.doc, { headline }, 'proof')
      const written = update(item.id, Y.encodeStateAsUpdate(item.doc, before))
      return { deed, entries: [written, ...released(item.id, item.doc)] }
    }
    item.state = deed === 'kill' ? 'killed' : 'off'
    const event: ItemEvent =
      deed === 'kill' ? { type: 'killed', reason: 'klopt niet' } : { type: 'unpublished', reason: 'dubbel' }
    return { deed, entries: [about(item.id, event)] }
  }

  /** Until nothing is on its way: the hub goes on by itself. Answers what will never arrive. */
  const emptied = async (): Promise<DeliveryReport[]> => {
    const until = performance.now() + PATIENCE
    for (;;) {
      const { deliveries } = await insist({ ask: 'deliveries' })
      const waiting = deliveries.filter(({ status }) => status === 'waiting' || status === 'failed')
      if (waiting.length === 0 || performance.now() > until) return waiting
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  let stuck = 0
  for (let number = 0; number < count; number += 1) {
    const { entries, deed } = entriesFor(number)
    await alive()
    moment = chance.pick(MOMENTS)
    const chosen = moment
    changesLeft = 1 + chance.below(24)
    const timer = moment === 'anywhen' ? setTimeout(strike, chance.below(150)) : undefined
    await push(entries)
    const left = await emptied()
    clearTimeout(timer)
    moment = null
    stuck += left.length
    for (const { action, fault, status } of left)
      log(`kill ${number} ${deed} at ${chosen}: ${action} ${status}, ${fault?.code ?? 'no fault'}`)
  }
  const counted = countAll(folder, items, effects)
  for (const line of counted.said) log(line)
  watcher.close()
  ;(current as Process | null)?.child.disconnect()
  await (current as Process | null)?.gone
  await site.stop()
  log(`${count} decisions, ${kills} processes killed`)
  return {
    processesKilled: kills,
    killedStuck: stuck,
    killedDoubled: counted.doubled,
    killedMissing: counted.missing,
    killedPageWrong: counted.pageWrong,
  }
}

/** What lies at both backends, held against what was decided. */
const countAll = (folder: string, items: readonly Known[], effects: readonly Effect[]) => {
  const files = readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  const pages = files.filter(({ name }) => name.includes('.page.'))
  const said: string[] = []
  let [doubled, missing] = [0, 0]
  for (const { id, version, headline, state } of items) {
    const uri = itemUri(id)
    const own = files.filter(({ name, text }) => text.includes(uri) && !name.includes('.page.'))
    const wanted = state === 'off' ? 0 : 2
    const told = effects.filter(({ item }) => item === uri || item === id)
    const last = told.at(-1)
    if (own.length > wanted || new Set(told.map((one) => one.version)).size < told.length) {
      doubled += 1
      said.push(`doubled ${uri}: ${own.map(({ name }) => name).join()} ${JSON.stringify(told)}`)
    }
    const words = state === 'out' ? headline : uri
    const inFolder = own.length === wanted && own.every(({ text }) => text.includes(words))
    const online = last?.version === version && (state !== 'out' || last.headline === headline)
    if (!inFolder || !online) {
      missing += 1
      said.push(`missing ${uri} ${state} ${version}: ${own.length} files, ${JSON.stringify(last)}`)
    }
  }
  const out = items.filter(({ state }) => state === 'out')
  const wrong = pages.filter(
    ({ text }) =>
      items.some(({ id, state }) => text.includes(itemUri(id)) !== (state === 'out')) ||
      out.some(({ headline }) => !text.includes(headline)),
  )
  for (const { name } of wrong) said.push(`page wrong: ${name}`)
  return { doubled, missing, pageWrong: pages.length === 2 ? wrong.length : -1, said }
}
