// Chromium's sandbox does not exist for root. Where the machine logs in as root, the desk and the end-to-end tests
// run as a user of their own, so that what is tested is what a person has.
import { chmodSync, chownSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { has, isRoot, must, run, Stop } from '../machine.mjs'

const NAME = 'kopij'

/** @typedef {{ uid: number, gid: number, home: string, name: string }} Person */

/** @returns {Person | undefined} */
const find = () => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${NAME}:`))
  const [name, , uid, gid, , home] = line?.split(':') ?? []
  return name && home ? { name, uid: Number(uid), gid: Number(gid), home } : undefined
}

/**
 * The user to run Electron as: none (nobody else) unless this is root on Linux.
 * @returns {Promise<Person | undefined>}
 */
export const providePerson = async () => {
  if (process.platform !== 'linux' || !isRoot) return undefined
  const there = find()
  if (there) return there
  if (!has('useradd'))
    throw new Stop(
      `Electron cannot run as root with its sandbox on. Make a user named ${NAME} and run again.`,
    )
  console.log(`  making the user ${NAME}, because Electron's sandbox does not work for root`)
  await must('Making a user', 'useradd', ['--create-home', '--shell', '/bin/sh', NAME])
  const made = find()
  if (!made) throw new Stop(`The user ${NAME} was made but is not in /etc/passwd.`)
  return made
}

/**
 * How a command runs as that person: whose processes they are and where their files go.
 * @param {Person | undefined} person
 */
export const as = (person) => {
  if (!person) return {}
  // Short, because Chromium puts sockets in it and a socket's path has at most 108 characters.
  const runtime = `/tmp/kopij-run-${person.uid}`
  mkdirSync(runtime, { recursive: true })
  chownSync(runtime, person.uid, person.gid)
  chmodSync(runtime, 0o700)
  return {
    uid: person.uid,
    gid: person.gid,
    env: {
      HOME: person.home,
      USER: person.name,
      LOGNAME: person.name,
      XDG_RUNTIME_DIR: runtime,
      XDG_CONFIG_HOME: undefined,
      XDG_CACHE_HOME: undefined,
    },
  }
}

/**
 * Gives a folder to that person, for what they write there.
 * @param {Person | undefined} person
 * @param {string} folder
 */
export const giveFolder = async (person, folder) => {
  mkdirSync(folder, { recursive: true })
  if (person && statSync(folder).uid !== person.uid) {
    await must('Giving a folder to the test user', 'chown', ['-R', `${person.uid}:${person.gid}`, folder])
  }
}

/**
 * Whether that person can read a path, all the way down from the root.
 * @param {Person | undefined} person
 * @param {string} path
 */
export const canRead = async (person, path) => {
  if (!person) return true
  const { code } = await run('test', ['-r', path], {
    quiet: true,
    cwd: '/',
    uid: person.uid,
    gid: person.gid,
  })
  return code === 0
}
