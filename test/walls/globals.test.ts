/** The half of the walls that the compiler holds: what a folder's own tsconfig does not let it see. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
})

/** What the compiler says of a text, were it in that folder. */
const complaints = (folder: string, text: string): string => {
  // Beside the folders and not in them: others may be compiling those right now.
  const place = mkdtempSync(join(root, 'node_modules', '.kopij-globals-'))
  made.push(place)
  writeFileSync(join(place, 'a.ts'), text)
  const ambient = folder === 'shared' ? [join(root, 'shared/ambient.d.ts')] : []
  const config = { extends: join(root, folder, 'tsconfig.json'), include: [], files: ['a.ts', ...ambient] }
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify(config))
  const result = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', place], {
    encoding: 'utf8',
  })
  return result.stdout
}

test.each([
  ['shared', 'document'],
  ['shared', 'window'],
  ['shared', 'process'],
  ['shared', 'Buffer'],
  ['shared', 'setTimeout'],
  ['shared', 'fetch'],
  ['shared', 'console'],
  ['shared', 'crypto'],
  ['main', 'document'],
  ['renderer', 'process'],
  ['renderer', 'Buffer'],
  ['preload', 'Buffer'],
])('%s does not know %s', (folder, name) => {
  expect(complaints(folder, `export const a = ${name}\n`)).toContain(`Cannot find name '${name}'`)
})

test('shared knows URL, TextEncoder and TextDecoder', () => {
  expect(complaints('shared', 'export const a = [URL, TextEncoder, TextDecoder]\n')).toBe('')
})
