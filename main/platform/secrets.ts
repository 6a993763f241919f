/**
 * What proves who sits here (device tokens), kept for this computer: encrypted by the system's keychain in a file that
 * only this user may read. Where the system has no keychain they are kept in memory, and it is said (see `kept`): what
 * lies in a file in the clear is no secret.
 */
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

/** What the system offers: encrypts for this user and nobody else. */
export type Vault = {
  encrypt(plain: string): Promise<Uint8Array>
  decrypt(sealed: Uint8Array): Promise<string>
}

export type SecretStore = {
  kept(): Promise<'keychain' | 'memory'>
  read(name: string): Promise<string | null>
  /** Resolves when it is kept; null forgets it. */
  write(name: string, value: string | null): Promise<void>
}

const Sealed = z.record(z.string(), z.string())

const writeWhole = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.new`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  // A draft of an earlier attempt keeps the mode that it had.
  await chmod(draft, 0o600)
  await rename(draft, file)
}

/** `findVault` answers null where the system has no keychain; it is asked once, when first something is kept. */
export const openSecrets = (file: string, findVault: () => Promise<Vault | null>): SecretStore => {
  const memory = new Map<string, string>()
  let vault: Promise<Vault | null> | null = null
  const theVault = (): Promise<Vault | null> => {
    vault ??= findVault()
    return vault
  }
  /** One after the other: two that read and write at once would lose one. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work)
    turn = next
    return next
  }

  const readSealed = async (): Promise<Record<string, string>> => {
    try {
      return Sealed.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch {
      // There is none yet, or it is damaged: its people sign in again.
      return {}
    }
  }

  return {
    kept: async () => ((await theVault()) === null ? 'memory' : 'keychain'),
    read: (name) =>
      inTurn(async () => {
        const there = await theVault()
        if (!there) return memory.get(name) ?? null
        const sealed = (await readSealed())[name]
        if (sealed === undefined) return null
        try {
          return await there.decrypt(Buffer.from(sealed, 'base64'))
        } catch {
          // Sealed by another user or another system's keychain: it proves nothing here.
          return null
        }
      }),
    write: (name, value) =>
      inTurn(async () => {
        const there = await theVault()
        if (!there) {
          if (value === null) memory.delete(name)
          else memory.set(name, value)
          return
        }
        const { [name]: _before, ...rest } = await readSealed()
        const next =
          value === null
            ? rest
            : { ...rest, [name]: Buffer.from(await there.encrypt(value)).toString('base64') }
        await writeWhole(file, JSON.stringify(next))
      }),
  }
}
