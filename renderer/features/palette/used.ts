import { z } from 'zod'
import { readStored, writeStored } from '../../lib/stored.ts'

const KEY = 'kopij.commands-used'
const KEPT = 8

/** The commands that were used last on this computer, the latest first; the empty palette begins with them. */
export const lastUsed = (): readonly string[] => readStored(KEY, z.array(z.string()), [localStorage]) ?? []

export const rememberUse = (id: string): void =>
  writeStored(KEY, [id, ...lastUsed().filter((each) => each !== id)].slice(0, KEPT), [localStorage])
