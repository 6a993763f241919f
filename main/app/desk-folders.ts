/** Desks on disk: `desks/<id>/{replica.db, hub.db, desk.json, backups/}`. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FaultError } from '../../shared/errors.ts'
import { Id } from '../../shared/ids.ts'
import { DeskInfo } from '../../shared/ipc/desk.ts'
import { flushFolder, nodeFileSystem } from '../hub/targets/file-system.ts'

export type DeskFolder = {
  path: string
  replica: string
  hub: string
  backups: string
}

export const deskFolder = (data: string, id: string): DeskFolder => {
  const path = join(data, 'desks', id)
  return {
    path,
    replica: join(path, 'replica.db'),
    hub: join(path, 'hub.db'),
    backups: join(path, 'backups'),
  }
}

/** A name plate beside the databases, so that desks can be listed without opening them. Derived. */
export const writeNamePlate = async (
  data: string,
  info: DeskInfo,
  { path }: DeskFolder = deskFolder(data, info.id),
): Promise<void> => {
  await mkdir(path, { recursive: true })
  const draft = join(path, 'desk.json.new')
  await writeFile(draft, JSON.stringify(info))
  await rename(draft, join(path, 'desk.json'))
}

const readNamePlate = async (data: string, id: string): Promise<DeskInfo> => {
  const { path } = deskFolder(data, id)
  try {
    return DeskInfo.parse(JSON.parse(await readFile(join(path, 'desk.json'), 'utf8')))
  } catch {
    // The plate is derived; without it the desk is still there and gets its name back when it opens.
    return { id, name: id.slice(0, 8), example: false }
  }
}

/**
 * Makes a desk's folder: `work` fills a draft beside it, and only what is whole gets the desk's name. A founding that
 * was killed halfway is no desk, and does not keep the next one from beginning at the beginning.
 */
export const makeDeskFolder = async (
  data: string,
  id: string,
  work: (draft: DeskFolder) => Promise<void>,
): Promise<void> => {
  const draft = deskFolder(data, `${id}.new`)
  await rm(draft.path, { recursive: true, force: true })
  await mkdir(draft.path, { recursive: true })
  await work(draft)
  await rename(draft.path, deskFolder(data, id).path)
  await flushFolder(nodeFileSystem, dirname(draft.path))
}

/**
 * Whether a folder is a desk's: it holds a replica, or what a replica that is gone can be put together from.
 */
export const isDeskFolder = ({ path, replica, hub }: DeskFolder): boolean =>
  [replica, hub, join(path, 'connection.json')].some((file) => existsSync(file))

/** Every desk on this computer, by name. */
export const listDesks = async (data: string): Promise<DeskInfo[]> => {
  const root = join(data, 'desks')
  if (!existsSync(root)) return []
  const names = await readdir(root).catch((cause: unknown) => {
    // Not "no desks": whoever reads that would found a new one over the old ones.
    throw new FaultError('data-unreadable', {}, { cause })
  })
  const ids = names.filter((name) => Id.safeParse(name).success && isDeskFolder(deskFolder(data, name)))
  const found = await Promise.all(
    ids.map(async (id) => ({
      info: await readNamePlate(data, id),
      born: (await stat(deskFolder(data, id).path)).birthtimeMs,
    })),
  )
  found.sort(
    (a, b) =>
      Number(a.info.example) - Number(b.info.example) ||
      a.info.name.localeCompare(b.info.name, 'nl') ||
      a.born - b.born,
  )
  return toldApart(found.map(({ info }) => info))
}

/** Desks of one name, as a desk and its copy from a file are, get a number, so that nobody opens the wrong one. */
const toldApart = (infos: readonly DeskInfo[]): DeskInfo[] => {
  const seen = new Map<string, number>()
  return infos.map((info) => {
    const times = (seen.get(info.name) ?? 0) + 1
    seen.set(info.name, times)
    return times === 1 ? info : { ...info, name: `${info.name} (${times})` }
  })
}
