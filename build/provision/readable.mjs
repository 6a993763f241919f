// What lies in the cache of root's own home is copied to where the test user can read it.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { must } from '../machine.mjs'
import { canRead } from './person.mjs'

const PLACE = '/var/tmp/kopij'

/**
 * A folder of the cache where that person can read it. A copy is whole or absent, and left alone once it is there: another
 * test may be running on it just now.
 * @param {import('./person.mjs').Person | undefined} person
 * @param {string} folder
 * @param {string} sign a file in it that is another one whenever the folder was made anew
 * @returns {Promise<string>}
 */
export const readable = async (person, folder, sign) => {
  if (await canRead(person, join(folder, sign))) return folder
  const copy = join(PLACE, basename(folder))
  const made = (/** @type {string} */ place) => {
    const file = join(place, sign)
    return existsSync(file) ? readFileSync(file, 'utf8') : null
  }
  if (made(copy) === made(folder)) return copy
  mkdirSync(PLACE, { recursive: true, mode: 0o755 })
  const draft = mkdtempSync(`${copy}.draft-`)
  try {
    await must(`Copying ${basename(folder)}`, 'cp', ['-a', `${folder}/.`, draft])
    chmodSync(draft, 0o755)
    rmSync(copy, { recursive: true, force: true })
    renameSync(draft, copy)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return copy
}
