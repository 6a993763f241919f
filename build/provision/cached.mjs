// A folder in the cache is either whole or absent: it is made beside its place and moved there when it is done,
// so that an interrupted download or compile is never mistaken for a finished one.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cache } from '../machine.mjs'

/**
 * @param {string} name carries every version that the content depends on
 * @param {(folder: string) => Promise<void>} make fills an empty folder
 * @returns {Promise<string>} the folder
 */
export const cached = async (name, make) => {
  const place = join(cache, name)
  if (existsSync(place)) return place
  mkdirSync(cache, { recursive: true })
  const draft = mkdtempSync(join(cache, `${name}.draft-`))
  try {
    await make(draft)
    chmodSync(draft, 0o755)
    // Another run may have finished first; theirs is as good as ours.
    if (!existsSync(place)) renameSync(draft, place)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return place
}
