/**
 * Packs a floor as the desk is packed: the same Electron with the same fuses, its code in `resources/app.asar`. The copy
 * is made beside nothing of the project, so it needs no right to write there, and goes away with `remove`.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { executableOf } from '../../e2e/support/desk.ts'

const root = resolve(import.meta.dirname, '../../..')

export interface Floor {
  readonly executable: string
  remove(): void
}

/** `page` is a folder with an `index.html`; it becomes what the floor's one window shows. */
export const packFloor = (page: string): Floor => {
  if (process.platform !== 'linux')
    throw new Error('floors are packed by hand for Linux only: run this proof there')
  const place = mkdtempSync(join(tmpdir(), 'kopij-floor-'))
  const desk = executableOf('e2e')
  const electron = join(place, 'electron')
  cpSync(dirname(desk), electron, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !basename(path).startsWith('app.asar'),
  })
  const source = join(place, 'source')
  mkdirSync(source)
  cpSync(join(import.meta.dirname, 'bare-window', 'main.mjs'), join(source, 'main.mjs'))
  cpSync(page, join(source, 'page'), { recursive: true })
  writeFileSync(
    join(source, 'package.json'),
    JSON.stringify({ name: 'floor', version: '1.0.0', type: 'module', main: 'main.mjs' }),
  )
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', '@electron', 'asar', 'bin', 'asar.js'),
      'pack',
      source,
      join(electron, 'resources', 'app.asar'),
    ],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`the floor could not be packed: ${stderr}`)
  return {
    executable: join(electron, basename(desk)),
    remove: () => rmSync(place, { recursive: true, force: true }),
  }
}

/** The page of the bare window: what there is to measure a start against. */
export const BARE_WINDOW = join(import.meta.dirname, 'bare-window')
