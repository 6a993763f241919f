// `npm run package`: builds the desk and packs it, unpacked, twice.
//   dist/release   as it ships, with its final fuses; where the pinned Electron cannot be downloaded it holds the stand-in
//                  (provision/electron.mjs), and is to be tried and not to be shipped
//   dist/e2e       the same with the inspect fuse on, because Playwright attaches through it
// Nothing is done when nothing changed; `--fresh` does it anyway.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundle, lock } from './build.mjs'
import { must, root, script, seconds, tool } from './machine.mjs'
import { alone } from './package/alone.mjs'
import { fingerprint } from './package/fingerprint.mjs'
import { provide } from './provision.mjs'

const dist = join(root, 'dist')
const stamp = join(dist, 'built.json')

/** @typedef {'release' | 'e2e'} Variant */

/** @param {Variant} variant the executable of an unpacked desk */
export const executable = (variant) => {
  const folder = join(dist, variant)
  if (process.platform === 'darwin') return join(folder, 'Kopij.app', 'Contents', 'MacOS', 'Kopij')
  return join(folder, process.platform === 'win32' ? 'Kopij.exe' : 'kopij')
}

/** What `electron-builder --dir` calls its folder differs per system; there is one, and it holds the app. */
const unpacked = (/** @type {string} */ output) => {
  const folder = readdirSync(output, { withFileTypes: true }).find(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  )
  if (!folder) throw new Error(`electron-builder left nothing in ${output}`)
  return join(output, folder.name)
}

/**
 * @param {Awaited<ReturnType<typeof provide>>} provisions
 * @param {string} output
 */
const pack = async ({ electron, sqlite }, output) => {
  const system = { linux: '--linux', darwin: '--mac', win32: '--win' }[
    /** @type {string} */ (process.platform)
  ]
  await must('Packing', tool('electron-builder'), [
    system ?? '--linux',
    'dir',
    '--publish=never',
    `-c.directories.output=${output}`,
    `-c.electronDist=${electron.dist}`,
    `-c.electronVersion=${electron.version}`,
  ])
  const folder = unpacked(output)
  if (sqlite) {
    // The prebuilt binary asks for more than the older Electron has. Only here, never in what is released.
    const place = [
      'resources',
      'app.asar.unpacked',
      'node_modules',
      'better-sqlite3',
      'prebuilds',
      'linux-x64.node',
    ]
    cpSync(sqlite, join(folder, ...place))
  }
  return folder
}

/** @param {{ fresh?: boolean }} [options] */
export const packageDesk = async ({ fresh = false } = {}) => {
  const provisions = await provide(['window'])
  await alone(lock, async () => {
    const made = JSON.stringify({ electron: provisions.electron, sources: fingerprint() })
    if (!fresh && existsSync(stamp) && readFileSync(stamp, 'utf8') === made) {
      console.log('package: nothing changed since the last one')
      return
    }
    await bundle()

    const started = performance.now()
    const output = join(dist, 'builder')
    rmSync(output, { recursive: true, force: true })
    mkdirSync(output, { recursive: true })
    const folder = await pack(provisions, output)
    rmSync(stamp, { force: true })
    for (const variant of /** @type {Variant[]} */ (['release', 'e2e'])) {
      rmSync(join(dist, variant), { recursive: true, force: true })
    }
    cpSync(folder, join(dist, 'e2e'), { recursive: true, verbatimSymlinks: true })
    renameSync(folder, join(dist, 'release'))
    rmSync(output, { recursive: true, force: true })
    await must('Setting the fuse for tests', tool('electron-fuses'), [
      'write',
      '--app',
      executable('e2e'),
      'EnableNodeCliInspectArguments=on',
    ])
    writeFileSync(stamp, made)
    console.log(`packed: dist/release and dist/e2e, ${seconds(started)}`)
  })
  return provisions
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await script(async () => {
    await packageDesk({ fresh: process.argv.includes('--fresh') })
  })
}
