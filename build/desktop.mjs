// How a program with windows is run here: as whom, on which display, and from a folder that this user can read.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { must, root, run } from './machine.mjs'
import { as, canRead, giveFolder } from './provision/person.mjs'

/** @typedef {import('./provision/person.mjs').Person} Person */

/** Whether somebody can see a window. Outside Linux there always is a screen. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)

/** What the tests and the desk need of the project, should it have to be copied. */
const PARTS = [
  'dist',
  'out',
  'test',
  'shared',
  'main',
  'renderer',
  'preload',
  'build',
  'node_modules',
  'package.json',
  'tsconfig.json',
]

/**
 * The project, in a place that the person can read: a clone in root's own home is copied.
 * @param {Person | undefined} person
 * @returns {Promise<string>}
 */
export const readablePlace = async (person) => {
  if (await canRead(person, join(root, 'package.json'))) return root
  const copy = '/var/tmp/kopij/project'
  console.log(`the user ${person?.name} cannot read ${root}; working from a copy in ${copy}`)
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true, mode: 0o755 })
  const parts = PARTS.map((part) => join(root, part)).filter(existsSync)
  await must('Copying the project', 'cp', ['-a', ...parts, copy])
  return copy
}

/**
 * What `xvfb-run` takes before a command, for a screen of this size. Left to itself an X server starts anew when its last
 * window has closed, and whatever opens a window in those milliseconds is turned away; `-noreset` has it stay.
 * @param {string} size pixels, as 1680x1050
 */
export const virtualScreen = (size) => ['-a', '-s', `-screen 0 ${size}x24 -nolisten tcp -noreset`]

/**
 * Runs a command as the person, on a display of its own where there is such a thing (Linux).
 * @param {Person | undefined} person
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, quiet?: boolean, both?: boolean, env?: Record<string, string | undefined> }} [options]
 */
export const runOnDisplay = (person, command, args, options = {}) => {
  const who = as(person)
  const all = { ...options, ...who, env: { ...who.env, ...options.env } }
  if (process.platform !== 'linux') return run(command, args, all)
  // Tests get a display of their own even where there is one: their windows would come in a person's way.
  return run('xvfb-run', [...virtualScreen('1680x1050'), command, ...args], all)
}

/**
 * A folder under test-results that the person may write to; brought back from a copy by `bringBack`.
 * @param {Person | undefined} person
 * @param {string} place
 * @param {string} name
 */
export const resultsFolder = async (person, place, name) => {
  const folder = join(place, 'test-results', name)
  rmSync(folder, { recursive: true, force: true })
  await giveFolder(person, folder)
  return folder
}

/** @param {string} place @param {string} name */
export const bringBack = (place, name) => {
  const folder = join('test-results', name)
  if (place !== root && existsSync(join(place, folder)))
    cpSync(join(place, folder), join(root, folder), { recursive: true })
}
