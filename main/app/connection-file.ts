/** Where the hub of a joined desk is: a small file beside the replica. A desk without it lives on this computer. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { FaultError } from '../../shared/errors.ts'
import { Id } from '../../shared/ids.ts'
import type { DeskFolder } from './desk-folders.ts'

export const Connection = z.strictObject({
  address: z.string(),
  /** Somebody said that this network may carry copy in the clear. */
  trusted: z.boolean(),
  hub: Id,
})
export type Connection = z.infer<typeof Connection>

const fileOf = (folder: DeskFolder): string => join(folder.path, 'connection.json')

/** The connection of a desk, or null where its hub is here. Faults: database-damaged. */
export const readConnection = async (folder: DeskFolder): Promise<Connection | null> => {
  if (!existsSync(fileOf(folder))) return null
  try {
    return Connection.parse(JSON.parse(await readFile(fileOf(folder), 'utf8')))
  } catch (cause) {
    // Never taken for a desk that lives here: an empty hub would be made for it.
    throw new FaultError('database-damaged', { part: 'connection' }, { cause })
  }
}

export const writeConnection = (folder: DeskFolder, connection: Connection): Promise<void> =>
  writeFile(fileOf(folder), JSON.stringify(Connection.parse(connection)), { flush: true })
