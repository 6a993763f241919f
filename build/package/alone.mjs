// Two packings at once would write through each other. The second one waits; a lock whose owner is gone is taken over.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** @param {string} lock */
const ownerLives = (lock) => {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/**
 * @param {string} lock a file that exists while the work is going on
 * @param {() => Promise<void>} work
 */
export const alone = async (lock, work) => {
  mkdirSync(dirname(lock), { recursive: true })
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
      if (!ownerLives(lock)) {
        rmSync(lock, { force: true })
        continue
      }
      if (!told) console.log('package: waiting for another packing to finish')
      await sleep(500)
    }
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}
