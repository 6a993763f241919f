// What the build scripts know of the machine: where the project and the cache are, and how to run a tool.
// Plain Node 20 without dependencies, because these scripts run before anything has been provisioned.
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Downloads and builds that outlive a clone. Everything in it can be deleted; it comes back. */
export const cache =
  process.env.KOPIJ_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kopij')

const bin = join(root, 'node_modules', '.bin')

/** The path with the project's own tools first, so that `node` is the Node of package.json, not the machine's. */
export const toolPath = [bin, process.env.PATH ?? ''].join(delimiter)

export const isRoot = process.getuid?.() === 0

/** @param {string} name */
export const tool = (name) => join(bin, name)

/** @param {string} command whether the machine has it on its path */
export const has = (command) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/**
 * Runs a command to its end. With `quiet` its output is kept and returned, with `both` also shown, otherwise only shown.
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean, both?: boolean, cwd?: string, env?: Record<string, string | undefined>, uid?: number, gid?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const kept = options.quiet || options.both
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, PATH: toolPath, ...options.env },
      stdio: kept ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid }),
    })
    let output = ''
    const keep = (/** @type {Buffer} */ data) => {
      output += data
      if (options.both) process.stdout.write(data)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => resolve({ code: 127, output: `${command}: ${error.message}` }))
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, output: signal ? `${output}\n${command} was ended by ${signal}` : output }),
    )
  })

/** Runs a command that must succeed; what it printed is the explanation when it does not.
 * @param {string} what it is for, in words
 * @param {string} command
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export const must = async (what, command, args, options = {}) => {
  const { code, output } = await run(command, args, { quiet: true, ...options })
  if (code !== 0) {
    throw new Stop(`${what} failed (${[command, ...args].join(' ')}):\n${output.trim().slice(-6000)}`)
  }
  return output
}

/** A failure that needs no stack: its message says what to do. */
export class Stop extends Error {}

/** @param {number} since a value of performance.now() */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Runs a script's main function and turns what it throws into a readable end.
 * @param {() => Promise<number | void> | number} main
 */
export const script = (main) =>
  Promise.resolve()
    .then(main)
    .then(
      (code) => {
        process.exitCode = code ?? 0
      },
      (error) => {
        console.error(error instanceof Stop ? `\n${error.message}` : error)
        process.exitCode = 1
      },
    )
