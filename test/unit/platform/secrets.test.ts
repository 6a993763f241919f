import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSecrets, type Vault } from '../../../main/platform/secrets.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-geheim-'))
  file = join(folder, 'secrets.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Turns letters round: enough to see that nothing lies there in the clear. */
const vault: Vault = {
  encrypt: (plain) => Promise.resolve(Buffer.from([...plain].reverse().join(''))),
  decrypt: (sealed) => Promise.resolve([...Buffer.from(sealed).toString()].reverse().join('')),
}

test('with a keychain: sealed, for this user only, and there after a start', async () => {
  const secrets = openSecrets(file, () => Promise.resolve(vault))
  expect(await secrets.kept()).toBe('keychain')
  await Promise.all([secrets.write('een', 'GEHEIM'), secrets.write('twee', 'ander')])
  expect(await readFile(file, 'utf8')).not.toContain('GEHEIM')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const again = openSecrets(file, () => Promise.resolve(vault))
  expect([await again.read('een'), await again.read('twee'), await again.read('drie')]).toEqual([
    'GEHEIM',
    'ander',
    null,
  ])
  await again.write('een', null)
  expect(await again.read('een')).toBeNull()
  await writeFile(file, 'kapot')
  expect(await again.read('twee')).toBeNull()
})

test('without one: in memory, said so, and nothing on disk', async () => {
  const secrets = openSecrets(file, () => Promise.resolve(null))
  expect(await secrets.kept()).toBe('memory')
  await secrets.write('een', 'GEHEIM')
  expect(await secrets.read('een')).toBe('GEHEIM')
  await expect(stat(file)).rejects.toThrow()
})
