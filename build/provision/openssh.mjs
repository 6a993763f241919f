// OpenSSH's own server for a proof: the machine's where it has one, else Debian's, only unpacked, so that no server is set up
// on the machine. Whoever starts it (test/support/openssh.ts) gives it keys and a port of its own.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { has, isRoot, must, run, Stop } from '../machine.mjs'
import { cached } from './cached.mjs'
import { readable } from './readable.mjs'

/** Changes whenever the steps below do. */
const RECIPE = 1
/** The library is one that a bare Debian does not have. */
const PACKAGES = ['openssh-server', 'openssh-sftp-server', 'libwrap0']

/** @param {string} folder */
const unpack = async (folder) => {
  const work = join(folder, 'work')
  mkdirSync(work)
  const download = ['download', '-q', ...PACKAGES]
  const { code } = await run('apt-get', download, { quiet: true, cwd: work })
  if (code !== 0) {
    if (isRoot) await must('Reading the list of packages', 'apt-get', ['update', '-q'])
    await must('Fetching OpenSSH', 'apt-get', download, { cwd: work })
  }
  for (const archive of readdirSync(work))
    await must('Unpacking OpenSSH', 'dpkg-deb', ['-x', join(work, archive), join(folder, 'all')])
  rmSync(work, { recursive: true })
}

/**
 * A folder under which OpenSSH's server lies as in a system (`usr/sbin/sshd`); the root of the machine where it has one.
 * @param {import('./person.mjs').Person} [person] who has to be able to run it
 * @returns {Promise<string>}
 */
export const provideOpenssh = async (person) => {
  if (['/usr/sbin/sshd', '/usr/lib/openssh/sftp-server'].every((path) => existsSync(path))) return '/'
  if (process.platform !== 'linux' || !has('apt-get') || !has('dpkg-deb'))
    throw new Stop("The proof of the outbox sends to OpenSSH's own server: install openssh-server.")
  const folder = await cached(`openssh-${RECIPE}`, async (draft) => {
    console.log("  fetching OpenSSH's server for tests (once)")
    await unpack(draft)
    writeFileSync(join(draft, 'made'), new Date().toISOString())
    await must('Making OpenSSH readable', 'chmod', ['-R', 'a+rX', draft])
  })
  return join(await readable(person, folder, 'made'), 'all')
}
