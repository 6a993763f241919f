/**
 * Sixty files made to do harm are imported: nobody else waits for them, nothing but them is read, and each ends in a sentence.
 *
 * The built desk process under plain Node, with the processes that it starts to read files; once with a clock on it, once
 * under strace, and once in the packaged app with a clock on main. Being blocked is its own work in the way of somebody else's question. `--break` has the reading
 * process reach for a file and an address before each file, as one would that a file had got hold of.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { imports as wordsEn } from '../../shared/i18n/en/import.ts'
import { imports as wordsNl } from '../../shared/i18n/nl/import.ts'
import type { ImportReport } from '../../shared/ipc/import.ts'
import { prove } from './harness.ts'
import { type Hostile, makeHostile, makeInnocent } from './import/hostile.ts'
import { importInApp } from './import/packaged.ts'
import { blockedWhile, createFloor, createStage, peakOf, readersOf, type Stage } from './import/stage.ts'
import { findStrace, readTrace, straceArguments } from './import/trace.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const SECRET = 'zeewierzoutvat'
const MARK = 'from-here-on-they-mean-harm'
/** Of a sample one in so many. */
const SAMPLE = 4
const small = process.argv.includes('--sample') || process.argv.includes('--break')
const FILES = small ? 15 : 60

/** Whether a report says something to a person in both languages. */
const speaks = ({ refused, items }: ImportReport): boolean =>
  refused === null
    ? items.length > 0
    : [wordsNl, wordsEn].every((words) => /[.!]$/u.test(words.refused[refused]))

/** The built code, with a reader that does what a file would have it do. */
const sabotaged = (folder: string, origin: string): string => {
  const main = join(folder, 'out', 'main')
  cpSync(join(ROOT, 'out', 'main'), main, { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const entry = join(main, 'import-process.js')
  const { hostname, port } = new URL(origin)
  const harm = [
    "import { openSync as kept } from 'node:fs'",
    "import { connect as call } from 'node:net'",
    'const [reach, ask] = [kept, call]',
    `process.on('message', ({ bytes }) => { if (bytes.length < 4096) return; try { reach('/etc/hostname') } catch {} ask(${port}, '${hostname}').on('error', () => {}) })`,
  ].join('\n')
  writeFileSync(entry, `${harm}\n${readFileSync(entry, 'utf8')}`)
  return join(main, 'desk-process.js')
}

type Timed = {
  blocked: number
  worst: string
  memory: number
  seconds: number
  unexpected: string[]
  wordless: string[]
  left: number
  leaked: number
}

/** Every file, with a clock on the desk. */
const timed = async (
  stage: Stage,
  files: readonly Hostile[],
  log: (line: string) => void,
): Promise<Timed> => {
  const floor = createFloor()
  const told: Timed = {
    ...{ blocked: 0, worst: '', memory: 0, seconds: 0, left: 0, leaked: 0 },
    ...{ unexpected: [], wordless: [] },
  }
  const { pid } = stage.child
  const look = setInterval(() => {
    for (const reader of readersOf(pid)) told.memory = Math.max(told.memory, peakOf(reader))
  }, 40)
  const made: string[] = []
  for (const { name, path, ends } of files) {
    let report: ImportReport | null = null
    const begun = performance.now()
    const blocked = await blockedWhile(stage, floor, async () => {
      report = await stage.take(path, true)
    })
    told.seconds = Math.max(told.seconds, (performance.now() - begun) / 1000)
    if (blocked > told.blocked) Object.assign(told, { blocked, worst: name })
    const answer = report as ImportReport | null
    if (answer === null || !speaks(answer)) told.wordless.push(name)
    if (ends === 'refused' && answer?.refused === null) told.unexpected.push(name)
    made.push(...(answer?.items ?? []).flatMap(({ item }) => (item === null ? [] : [item])))
    log(
      `${name}: ${answer?.refused ?? `${answer?.items.length} item(s)`}, ${Math.round(blocked)} ms, ${Math.round(performance.now() - begun)} ms in all`,
    )
  }
  for (const item of made)
    if (JSON.stringify(await stage.window.call('items.copy', { item })).includes(SECRET)) told.leaked += 1
  clearInterval(look)
  floor.stop()
  await stage.child.stop()
  told.left = readersOf(pid).length
  return told
}

await prove({
  name: 'import',
  limits: {
    files: { min: FILES },
    blockedMs: { max: 100 },
    mainBlockedMs: { max: 100 },
    inApp: { min: FILES },
    wordless: { max: 0 },
    unexpected: { max: 0 },
    leaked: { max: 0 },
    // Ten for a file, and what a process takes to begin on a busy machine.
    seconds: { max: 15 },
    memoryMB: { max: 256 },
    readersLeft: { max: 0 },
    traced: { min: FILES },
    touchedOutside: { max: 0 },
    networkAttempts: { max: 0 },
    requestsHeard: { max: 0 },
  },
  run: async ({ broken, log }) => {
    const folder = mkdtempSync(join(tmpdir(), 'kopij-import-'))
    let heard = 0
    const server = createServer((_request, answer) => answer.end())
    server.on('connection', () => {
      heard += 1
    })
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const [canary, given, traces] = ['canary.txt', 'given', 'traces'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ]
      writeFileSync(canary, `${SECRET}\n`)
      for (const each of [given, traces]) mkdirSync(each)
      const all = makeHostile({ folder: given, canary, origin })
      const files = small ? all.filter((_file, at) => at % SAMPLE === 0) : all
      const innocent = makeInnocent(given)
      const entry = broken ? { entry: sabotaged(join(folder, 'weak'), origin) } : {}

      const stage = await createStage({ data: join(folder, 'data'), ...entry })
      for (const path of innocent) await stage.take(path)
      const clocked = await timed(stage, files, log)
      log(`longest blocked: ${Math.round(clocked.blocked)} ms, by ${clocked.worst}`)

      const { mainBlocked, answered } = await importInApp(files)

      const trace = join(traces, 'trace')
      const watched = await createStage({
        data: join(folder, 'watched'),
        ...entry,
        execPath: findStrace(),
        execArgv: straceArguments(trace),
      })
      for (const path of innocent) await watched.take(path)
      await watched.take(join(given, MARK))
      let traced = 0
      for (const { path } of files) {
        await watched.take(path, true)
        traced += 1
      }
      await watched.child.stop()
      const seen = readTrace(readFileSync(trace, 'utf8'), MARK)
      if (!seen.marked) throw new Error('the trace does not show where the hostile files begin')
      // Where SQLite looks for room before it needs any.
      const rooms = ['/tmp', '/var/tmp', '/usr/tmp', '.']
      const inside = [folder, join(ROOT, 'out'), join(ROOT, 'node_modules')]
      const touched = [...seen.after].filter(
        (path) =>
          !rooms.includes(path) && !seen.before.has(path) && !inside.some((each) => path.startsWith(each)),
      )
      const canaryRead = [...seen.after].filter((path) => path.startsWith(canary))
      for (const path of [...touched, ...canaryRead]) log(`touched: ${path}`)
      for (const line of seen.networks.slice(0, 10)) log(`network: ${line}`)
      return {
        files: files.length,
        blockedMs: Math.round(clocked.blocked),
        blockedBy: clocked.worst,
        mainBlockedMs: Math.round(mainBlocked),
        inApp: answered,
        wordless: clocked.wordless.length,
        unexpected: clocked.unexpected.length,
        leaked: clocked.leaked,
        seconds: Math.round(clocked.seconds * 10) / 10,
        memoryMB: Math.round(clocked.memory),
        readersLeft: clocked.left,
        traced,
        touchedOutside: touched.length + canaryRead.length,
        networkAttempts: seen.networks.length,
        requestsHeard: heard,
      }
    } finally {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
})
