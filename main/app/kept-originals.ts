/** Originals in a folder of the desk: the bytes under their hash, and a line of JSON for each item that came from them. */
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Id } from '../../shared/ids.ts'
import { asFault } from '../db/driver.ts'
import { Kept, type KeptLine, type Originals } from '../desk/originals.ts'
import type { DeskFolder } from './desk-folders.ts'

const folderOf = ({ path }: DeskFolder): string => join(path, 'originals')
const LINE = '.json'

/** Written whole or not at all, and on disk before it counts. */
const writeWhole = async (path: string, content: Uint8Array | string): Promise<void> => {
  const draft = `${path}.new`
  try {
    const file = await open(draft, 'w', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw asFault(error)
  }
}

/** Null where nothing is there. What cannot be read for another reason is a fault: it is not the same as nothing. */
const readIfThere = async (path: string): Promise<Buffer | null> => {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw asFault(error)
  }
}

const readKept = async (path: string): Promise<Kept | null> => {
  const bytes = await readIfThere(path)
  if (bytes === null) return null
  try {
    const parsed = Kept.safeParse(JSON.parse(bytes.toString('utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    // Of a newer Kopij, or no line at all: then nothing is known of it here.
    return null
  }
}

const itemsIn = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith(LINE))
    .map((name) => name.slice(0, -LINE.length))
    .filter((name) => Id.safeParse(name).success)
}

const lineOf = ({ item, file, uri, version, at, format }: Kept): KeptLine => ({
  ...{ item, file, uri, version, at, format },
})

export const createOriginals = (desk: DeskFolder): Originals => {
  const folder = folderOf(desk)
  /** Read once, when the first file comes in. */
  let lines: Promise<Map<string, KeptLine>> | null = null
  const readLines = async (): Promise<Map<string, KeptLine>> => {
    const found = new Map<string, KeptLine>()
    for (const item of await itemsIn(folder)) {
      const kept = await readKept(join(folder, item + LINE))
      if (kept) found.set(item, lineOf(kept))
    }
    return found
  }
  const known = (): Promise<Map<string, KeptLine>> => {
    lines ??= readLines()
    return lines
  }
  const that = async (fits: (line: KeptLine) => boolean): Promise<KeptLine[]> =>
    [...(await known()).values()].filter(fits).sort((a, b) => a.at - b.at)
  const of = (item: string): Promise<Kept | null> => readKept(join(folder, item + LINE))
  return {
    byFile: (file) => that((line) => line.file === file),
    byUri: (uri) => that((line) => line.uri === uri),
    of,
    async keepFile(file, bytes) {
      await mkdir(folder, { recursive: true }).catch((error: unknown) => {
        throw asFault(error)
      })
      await writeWhole(join(folder, file), bytes)
    },
    async keepItem(kept) {
      await writeWhole(join(folder, kept.item + LINE), JSON.stringify(kept))
      ;(await known()).set(kept.item, lineOf(kept))
    },
    async bytesOf(item) {
      const kept = await of(item)
      return kept === null ? null : await readIfThere(join(folder, kept.file))
    },
  }
}

/** Takes away what is kept of these items, and the bytes that no other item came from: an erasure reaches them too. */
export const removeOriginals = async (desk: DeskFolder, items: readonly string[]): Promise<void> => {
  const folder = folderOf(desk)
  const files = new Set<string>()
  for (const item of items) {
    const path = join(folder, item + LINE)
    const kept = await readKept(path)
    if (kept) files.add(kept.file)
    await rm(path, { force: true })
  }
  if (files.size === 0) return
  for (const item of await itemsIn(folder)) {
    const kept = await readKept(join(folder, item + LINE))
    if (kept) files.delete(kept.file)
  }
  for (const file of files) await rm(join(folder, file), { force: true })
}
