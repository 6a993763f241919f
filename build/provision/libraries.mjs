// The system libraries that Electron, a display for tests and a compiler need on a bare Debian or Ubuntu.
// As root they are installed, and said; otherwise the one command to run is printed.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { has, isRoot, must, run, Stop } from '../machine.mjs'

/** @typedef {'window' | 'display' | 'compiler' | 'schemas' | 'trace'} Purpose */

/** @type {Record<Purpose, string[]>} */
const PACKAGES = {
  window: [
    'libgtk-3-0',
    'libnss3',
    'libasound2',
    'libgbm1',
    'libxss1',
    'libatk-bridge2.0-0',
    'fonts-dejavu-core',
  ],
  display: ['xvfb', 'xauth'],
  compiler: ['g++', 'make', 'python3'],
  schemas: ['libxml2-utils'],
  // Proofs count what is read and see what is flushed.
  trace: ['strace'],
}

/** @type {Record<Exclude<Purpose, 'window'>, string[]>} */
const COMMANDS = {
  display: ['Xvfb', 'xauth', 'xvfb-run'],
  compiler: ['g++', 'make', 'python3'],
  schemas: ['xmllint'],
  trace: ['strace'],
}

/** @param {string} dist the folder of an Electron */
const windowWorks = async (dist) => {
  const executable = ['electron', 'kopij'].map((name) => join(dist, name)).find(existsSync)
  if (executable === undefined) return false
  const { output } = await run('ldd', [executable], { quiet: true })
  return !output.includes('not found')
}

/**
 * Debian 13 and Ubuntu 24 renamed some packages (libasound2t64), others they did not.
 * @param {string} name
 */
const nameHere = async (name) => {
  const newer = `${name}t64`
  const { code } = await run('apt-cache', ['show', newer], { quiet: true })
  return code === 0 ? newer : name
}

/**
 * Installs packages of Debian, as root; otherwise says which command does.
 * @param {string[]} wanted
 * @param {string} [what] they are, in words
 */
export const installPackages = async (wanted, what = 'libraries') => {
  if (!has('apt-get')) {
    throw new Stop(
      `This machine lacks ${what}; what Debian calls: ${wanted.join(' ')}. Install the same with its package manager.`,
    )
  }
  if (!isRoot) {
    throw new Stop(
      `This machine lacks ${what}. Run this once, then the command again:\n  sudo apt-get install --no-install-recommends ${wanted.join(' ')}`,
    )
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  console.log(`  installing with apt, as root: ${wanted.join(' ')}`)
  await must('Reading the list of packages', 'apt-get', ['update', '-q'], { env })
  const names = await Promise.all(wanted.map(nameHere))
  await must(
    'Installing libraries',
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', ...names],
    { env },
  )
}

/**
 * @param {Purpose[]} purposes
 * @param {string} electron the folder whose libraries are looked at for `window`
 */
export const provideLibraries = async (purposes, electron) => {
  if (process.platform !== 'linux') return
  /** @type {Purpose[]} */
  const missing = []
  for (const purpose of purposes) {
    const there = purpose === 'window' ? await windowWorks(electron) : COMMANDS[purpose].every(has)
    if (!there) missing.push(purpose)
  }
  if (missing.length === 0) return
  await installPackages(missing.flatMap((purpose) => PACKAGES[purpose]))
}
