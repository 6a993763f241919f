import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listRendererFiles } from '../../../build/renderer-manifest.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kopij-manifest-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('lists every file by its request path, with its hash and its media type', () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<p>')
  writeFileSync(join(folder, 'assets/a.js'), 'a')
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
  expect(listRendererFiles(folder)).toEqual({
    '/index.html': { sha256: hash('<p>'), type: 'text/html; charset=utf-8' },
    '/assets/a.js': { sha256: hash('a'), type: 'text/javascript; charset=utf-8' },
  })
})

test('a kind of file that nobody thought of stops the build', () => {
  writeFileSync(join(folder, 'a.exe'), '')
  expect(() => listRendererFiles(folder)).toThrow(/media type/)
})
