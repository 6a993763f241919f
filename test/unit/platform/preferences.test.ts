import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keep } from '../../../main/platform/preferences.ts'
import { Preferences } from '../../../shared/ipc/shell.ts'

const START: Preferences = {
  language: 'system',
  theme: 'system',
  lastDesk: null,
  lockAfter: null,
  notify: true,
  notifySlots: true,
}
const WANTED: Preferences = {
  language: 'nl',
  theme: 'dark',
  lastDesk: null,
  lockAfter: null,
  notify: true,
  notifySlots: true,
}
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kopij-wensen-'))
  file = join(folder, 'diep', 'preferences.json')
})
afterEach(() => rmSync(folder, { recursive: true }))
const open = () => keep(file, Preferences, START)

describe('wishes', () => {
  test('are kept, whole, with nothing left beside them', () => {
    expect(open().read()).toEqual(START)
    open().write(WANTED)
    expect(open().read()).toEqual(WANTED)
    expect(existsSync(`${file}.new`)).toBe(false)
    expect(Preferences.parse(JSON.parse(readFileSync(file, 'utf8')))).toEqual(WANTED)
  })

  test('that an older Kopij wrote down lack only what is new', () => {
    mkdirSync(join(folder, 'diep'))
    writeFileSync(file, '{"language":"nl","theme":"dark","lastDesk":null}')
    expect(open().read()).toEqual(WANTED)
  })

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"nl"',
    '{"language":"de","theme":"dark","lastDesk":null}',
    '{"language":"nl","theme":"dark","lastDesk":"../../x"}',
    '{"language":"nl","theme":"dark","lastDesk":null,"meer":1}',
    '\u0000\u0001\u0002',
  ])('that are damaged (%j) are the first ones again, and can be made anew', (text) => {
    mkdirSync(join(folder, 'diep'))
    writeFileSync(file, text)
    const kept = open()
    expect(kept.read()).toEqual(START)
    kept.write(WANTED)
    expect(open().read()).toEqual(WANTED)
  })

  test('that cannot be written hold for as long as the app runs', () => {
    mkdirSync(join(folder, 'diep'))
    // A folder of that name: nobody, root included, can write a file over it.
    mkdirSync(file)
    const kept = open()
    expect(() => kept.write(WANTED)).not.toThrow()
    expect(kept.read()).toEqual(WANTED)
  })
})
