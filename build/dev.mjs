// `npm run dev`: opens the desk, and builds and opens it again whenever a source changes. What runs is the packed desk
// with its protocol, policy and sandbox, because a desk with other doors would be another desk. It has a profile of its own.
import { spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { hasDisplay } from './desktop.mjs'
import { isRoot, root, Stop, script } from './machine.mjs'
import { executable, packageDesk } from './package.mjs'
import { as } from './provision/person.mjs'

const SOURCES = ['main', 'preload', 'renderer', 'shared']
/** Editors save in several steps; one build is enough for all of them. */
const QUIET = 300

await script(async () => {
  if (!hasDisplay())
    throw new Stop('There is no display here to show the desk on. `npm start` leaves a picture.')
  const { person } = await packageDesk()
  const who = isRoot ? as(person) : {}

  /** @type {import('node:child_process').ChildProcess | undefined} */
  let desk
  const open = () => {
    const profile = `--user-data-dir=${join(who.env?.HOME ?? root, '.kopij-dev')}`
    desk = spawn(executable('e2e'), [profile], {
      stdio: 'inherit',
      ...who,
      env: { ...process.env, ...who.env },
    })
  }
  const close = () =>
    new Promise((resolve) => {
      if (!desk || desk.exitCode !== null || desk.signalCode !== null) return resolve(undefined)
      desk.once('exit', resolve)
      desk.kill('SIGTERM')
    })

  let building = false
  let again = false
  const rebuild = async () => {
    again = building
    if (building) return
    building = true
    do {
      again = false
      try {
        await packageDesk()
        await close()
        open()
      } catch (error) {
        // What does not build is said, and the desk that runs stays.
        console.error(error instanceof Stop ? error.message : error)
      }
    } while (again)
    building = false
  }

  /** @type {NodeJS.Timeout | undefined} */
  let calm
  for (const folder of SOURCES.map((name) => join(root, name)).filter(existsSync))
    watch(folder, { recursive: true }, () => {
      clearTimeout(calm)
      calm = setTimeout(rebuild, QUIET)
    })
  open()
  console.log('the desk is open and opens again on every change; end with Ctrl+C')
  await new Promise((resolve) => process.once('SIGINT', resolve))
  await close()
  // The watchers would keep this process alive.
  process.exit(0)
})
