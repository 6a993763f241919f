/**
 * A hub's key file: what targets ask for, on a server that has no keychain. In the clear, for its owner only: whatever
 * could decrypt it would lie beside it. It is outside the database, its backups and everything that travels.
 */
import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { TargetSecrets } from '../targets/secrets.ts'
import { SetupError } from './config.ts'

const Keys = z.record(z.string(), z.string())
type Keys = z.infer<typeof Keys>

const isMissing = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'

const readKeys = async (file: string): Promise<Keys> => {
  try {
    return Keys.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (thrown) {
    if (isMissing(thrown)) return {}
    throw thrown
  }
}

/** A file that others may read is refused, as SSH does: whoever made it so has to know. */
const assertOwn = async (file: string): Promise<void> => {
  const found = await stat(file).catch((thrown: unknown) => {
    if (isMissing(thrown)) return null
    throw new SetupError(`"keys" cannot be read: ${file}.`, { cause: thrown })
  })
  // Windows has no such modes: there the folder's own rights count.
  if (found !== null && process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw new SetupError(`Others may read the key file ${file}. Take that from them: chmod 600 ${file}`)
}

const writeWhole = async (file: string, keys: Keys): Promise<void> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.new`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(keys)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  // A draft of an earlier attempt keeps the mode that it had.
  await chmod(draft, 0o600)
  await rename(draft, file)
}

/** Opens a key file, which need not be there yet. Throws SetupError for one that is damaged or that others may read. */
export const openKeyFile = async (file: string): Promise<TargetSecrets> => {
  await assertOwn(file)
  await readKeys(file).catch((cause: unknown) => {
    throw new SetupError(`"keys" cannot be read: ${file}.`, { cause })
  })
  /** One after the other: two that read and write at once would lose one. */
  let turn: Promise<unknown> = Promise.resolve()
  return {
    where: () => Promise.resolve('file'),
    // Read anew every time: another process of this hub may have written it.
    read: async (target) => (await readKeys(file))[target] ?? null,
    write(target, secret) {
      const next = turn.then(async () => {
        const { [target]: _before, ...rest } = await readKeys(file)
        await writeWhole(file, secret === null ? rest : { ...rest, [target]: secret })
      })
      turn = next.catch(() => undefined)
      return next
    },
  }
}
