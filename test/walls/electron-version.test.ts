import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

/** The newest major of Electron when this was last looked at; electronjs.org/docs/latest/tutorial/electron-timelines. */
const NEWEST = 45

const read = (path: string): unknown =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8'))

test('Electron is pinned to one version, at most one major behind the newest', () => {
  const { devDependencies } = read('package.json') as { devDependencies: Record<string, string> }
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/)
  expect(Number(devDependencies['electron']?.split('.')[0])).toBeGreaterThanOrEqual(NEWEST - 1)
})

test('every dependency is pinned, so that every clone is the same', () => {
  const pinned = read('package.json') as Record<'dependencies' | 'devDependencies', Record<string, string>>
  for (const [name, version] of Object.entries({ ...pinned.dependencies, ...pinned.devDependencies })) {
    expect(`${name} ${version}`).toMatch(/^\S+ \d+\.\d+\.\d+(-[\w.]+)?$/)
  }
})
