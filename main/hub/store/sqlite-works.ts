import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The Node-API that the binary in the package of better-sqlite3 is made for; with an older one it ends the process. */
const NODE_API = 10

/** Whether SQLite can be loaded into this Node. A binary that somebody compiled here is taken at its word. */
export const sqliteWorks = (): boolean => {
  if (Number(process.versions['napi'] ?? 0) >= NODE_API) return true
  try {
    const place = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'))
    return existsSync(join(place, 'build', 'Release', 'better_sqlite3.node'))
  } catch {
    return false
  }
}
