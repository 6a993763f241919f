import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SetupError } from '../../../../main/hub/server/config.ts'
import { openKeyFile } from '../../../../main/hub/server/key-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-keys-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('keys are kept for the owner alone, and for the next start', async () => {
  const file = join(folder, 'deep', 'keys.json')
  const keys = await openKeyFile(file)
  expect(await keys.read('a')).toBeNull()
  await Promise.all([keys.write('a', 'een'), keys.write('b', 'twee')])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readdir(join(folder, 'deep'))).toEqual(['keys.json'])
  const again = await openKeyFile(file)
  expect([await again.read('a'), await again.read('b')]).toEqual(['een', 'twee'])
  await again.write('a', null)
  expect(await keys.read('a')).toBeNull()
  expect(await readFile(file, 'utf8')).not.toContain('een')
  expect(await keys.where()).toBe('file')
})

test('a file that others may read is refused, and so is one that is damaged', async () => {
  const file = join(folder, 'keys.json')
  await writeFile(file, '{}')
  await chmod(file, 0o640)
  await expect(openKeyFile(file)).rejects.toThrow(SetupError)
  await chmod(file, 0o600)
  await openKeyFile(file)
  await writeFile(file, '{"a":')
  await expect(openKeyFile(file)).rejects.toThrow(SetupError)
})
