/**
 * The folder target: finished copy as files in a folder that somebody chose, which every desk has from the first
 * minute.
 *
 * One delivery is: write down what is going to be written, put the files in place one by one, take away what the
 * subject had under other names, write down that it is done. A crash between any two steps leaves whole files that
 * the register explains, and the next attempt completes it. A file that Kopij did not write, or that somebody changed
 * since, is never overwritten and never removed; the rest is delivered all the same, because a kill must not wait for
 * a page that somebody has mended by hand. The delivery is not done then, and says which file is in its way.
 */
import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { FaultError } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { diskFault, errnoOf, type FileSystem, flushFolder, placeFile } from './file-system.ts'
import {
  begin,
  complete,
  type Delivered,
  knownHashes,
  namesOf,
  type Subjects,
  type Written,
  withoutStrangers,
} from './folder-register.ts'
import { openAccount } from './folder-sheets.ts'
import type { FileDelivery, Receipt, Target } from './target.ts'

/** A target that wants nothing but the files of a delivery. */
export type FileTarget = { deliver(delivery: FileDelivery): Promise<Receipt> }

type Ready = Written & { data: Uint8Array }

const encoder = new TextEncoder()
const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** A name that stays inside the folder. Names come from our own code; this is the last door all the same. */
const PLAIN_NAME = /^[^./\\:\0][^/\\:\0]{0,219}$/u

const readied = (delivery: FileDelivery): Ready[] =>
  delivery.files.map(({ name, text }) => {
    if (!PLAIN_NAME.test(name)) throw new Error(`not a file name: ${name}`)
    const data = encoder.encode(text)
    return { name, data, sha256: sha256(data) }
  })

/** The page of the article is what a person wants to see; a delivery without one is known by its first file. */
const receiptOf = (files: readonly Written[]): Receipt => {
  const names = files.map((file) => file.name)
  const first = names[0] ?? ''
  return { id: first, address: names.find((name) => name.endsWith('.html')) ?? first }
}

/**
 * Makes the target. `folder` is an absolute path; it is never created here, because a drive that is not plugged in
 * would then be written to its mount point. `desk` marks the folder as this desk's. `files` is `node:fs/promises`.
 */
export const folderTarget = (place: {
  folder: string
  desk: Id
  files: FileSystem
  /** How a name is put behind the folder: as this computer does, unless the folder is elsewhere. */
  joined?: (folder: string, name: string) => string
}): Target & FileTarget => {
  const { folder, desk, files, joined = join } = place
  const at = (name: string): string => joined(folder, name)
  const temporary = (name: string): string => at(`.kopij-${name}.tmp`)

  const check = async (): Promise<void> => {
    const found = await files.stat(folder).catch((thrown: unknown) => {
      throw diskFault(thrown, basename(folder))
    })
    if (!found.isDirectory()) throw new FaultError('target-folder-gone', { name: basename(folder) })
  }

  /** The hash of a file in the folder; null when there is none of that name, and a word for what is no file. */
  const hashInFolder = async (name: string): Promise<string | null> => {
    try {
      if (!(await files.lstat(at(name))).isFile()) return 'not a file'
      return sha256(await files.readFile(at(name)))
    } catch (thrown) {
      if (errnoOf(thrown) === 'ENOENT') return null
      throw thrown
    }
  }

  const isOurs = (known: readonly Subjects[], name: string, hash: string): boolean =>
    knownHashes(known, name).includes(hash)

  const isInPlace = async (ready: readonly Ready[]): Promise<boolean> => {
    for (const file of ready) if ((await hashInFolder(file.name)) !== file.sha256) return false
    return true
  }

  const deliverOne = async (delivery: FileDelivery): Promise<Receipt> => {
    const { key, subject, version } = delivery
    const ready = readied(delivery)
    const planned: Delivered = {
      key,
      version,
      files: ready.map(({ name, sha256: hash }) => ({ name, sha256: hash })),
    }
    const receipt = receiptOf(planned.files)
    await check()
    const account = await openAccount({ folder, desk, files, joined }, subject)
    const { before } = account

    // A late attempt must not put back what a correction replaced or a kill took away.
    if (Math.max(before?.done?.version ?? 0, before?.begun?.version ?? 0) > version) return receipt
    if (before?.begun === null && before.done?.key === key && (await isInPlace(ready))) return receipt

    const begun = begin(before, planned)
    await account.save(begun)
    const near = [{ [subject]: begun }, ...account.near]

    const strangers: string[] = []
    for (const file of ready) {
      const found = await hashInFolder(file.name)
      // A file gets its name when it is whole and flushed: an attempt that is repeated does not write it twice.
      if (found === file.sha256) continue
      const ours =
        found === null ||
        isOurs(near, file.name, found) ||
        // It may be another subject's, where names are made without what tells subjects apart.
        isOurs(await account.everything(), file.name, found)
      if (ours) await placeFile(files, { temporary: temporary(file.name), final: at(file.name) }, file.data)
      else strangers.push(file.name)
    }
    await flushFolder(files, folder)

    const changed: string[] = []
    /**
     * Removes a file that is as `known` has it. One that somebody changed since stays; what another subject wrote under the name
     * since, and what Kopij never wrote, is not in the way of this delivery.
     */
    const takeAway = async (name: string, known: readonly Subjects[]): Promise<void> => {
      const found = await hashInFolder(name)
      if (found === null) return
      if (isOurs(known, name, found)) return await files.unlink(at(name))
      const all = await account.everything()
      if (knownHashes(all, name).length > 0 && !isOurs(all, name, found)) changed.push(name)
    }
    const stays = new Set(ready.map(({ name }) => name))
    for (const name of namesOf(before)) if (!stays.has(name)) await takeAway(name, [{ [subject]: begun }])
    for (const name of delivery.remove ?? [])
      if (!stays.has(name)) await takeAway(name, await account.everything())
    await flushFolder(files, folder)

    // What was never written under the name of a stranger must not be looked for when the subject gets other names.
    if (strangers.length > 0) await account.save(withoutStrangers(begun, before, strangers))
    const [inTheWay] = [...strangers, ...changed]
    // Before it is written down as done: the register goes on knowing the file, for the next attempt and for a later kill.
    if (inTheWay !== undefined) throw new FaultError('target-folder-foreign-file', { name: inTheWay })
    await account.save(complete(planned))
    return receipt
  }

  // One after the other: two at once would each write a register without the other's files.
  let last: Promise<unknown> = Promise.resolve()
  const deliver = (delivery: FileDelivery): Promise<Receipt> => {
    const turn = last.then(async () => {
      try {
        return await deliverOne(delivery)
      } catch (thrown) {
        throw diskFault(thrown, basename(folder))
      }
    })
    last = turn.catch(() => undefined)
    return turn
  }

  return { deliver, check }
}
