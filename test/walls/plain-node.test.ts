/**
 * The built desk process under plain Node: nothing in its bundle is Electron's, and it starts. `npm run check` builds
 * out/ before it runs the tests.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { HEADLESS_BUILT, startHub } from '../support/headless-hub.ts'

const out = resolve(import.meta.dirname, '../../out/main')
const folders: string[] = []
const processes: ChildProcess[] = []

afterEach(() => {
  for (const child of processes.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A file of the bundle and all that it loads. */
const reached = (file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, target] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?["'](\.[^"']+)["']/g)) {
    if (target !== undefined && existsSync(resolve(file, '..', target)))
      reached(resolve(file, '..', target), seen)
  }
  return seen
}

test('out/ is built', () => {
  expect(existsSync(out) && readdirSync(out), 'run `npm run build` first').toContain('desk-process.js')
})

test.each(['desk-process.js', 'import-process.js', 'headless.js'])('%s reaches no Electron', (name) => {
  const files = [...reached(join(out, name))]
  for (const file of files)
    expect(readFileSync(file, 'utf8')).not.toMatch(/(from|import|require)\s*\(?["']electron["'/]/)
})

test('the desk process starts, says so, and stops when it is asked to', async () => {
  const data = mkdtempSync(join(tmpdir(), 'kopij-plain-'))
  folders.push(data)
  const desk = fork(join(out, 'desk-process.js'), [data], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  processes.push(desk)
  let written = ''
  desk.stderr?.on('data', (text) => {
    written += text
  })
  const heard: unknown[] = []
  desk.on('message', (message) => heard.push(message))
  await expect.poll(() => heard, { timeout: 15_000, message: written }).toContainEqual({ type: 'ready' })
  desk.send({ type: 'stop' })
  const [code] = await once(desk, 'exit')
  expect(code).toBe(0)
})

test('the headless hub starts, says so, and stops when it is asked to', async () => {
  const data = mkdtempSync(join(tmpdir(), 'kopij-plain-'))
  folders.push(data)
  const hub = await startHub({ data, entry: HEADLESS_BUILT })
  expect((await fetch(new URL('/healthz', hub.address))).status).toBe(200)
  expect(await hub.stop()).toBe(0)
})
