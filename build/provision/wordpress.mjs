// A real WordPress for tests and proofs, from Debian: PHP and MariaDB as packages, WordPress itself only unpacked, so that
// no web server and no database is set up as a service of the machine. What comes of it is a folder with the program and
// an installed site's database; a test copies the database and starts both (test/support/wordpress.ts).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { has, isRoot, must, root, run, Stop } from '../machine.mjs'
import { cached } from './cached.mjs'
import { installPackages } from './libraries.mjs'
import { readable } from './readable.mjs'

/** Changes whenever the steps below do, so that an old site is not taken for a new one. */
const RECIPE = 1

const PACKAGES = ['mariadb-server-core', 'php-cli', 'php-mysql', 'php-xml', 'php-mbstring', 'php-curl']
const MODULES = ['mysqli', 'xml', 'mbstring', 'curl']
/** Not on the path of everybody. */
const MARIADB = '/usr/sbin/mariadbd'
const SQL = '/usr/share/mysql'
const SOURCES = join(root, 'build', 'provision', 'wordpress')

const runsHere = async () => {
  if (!has('php') || !existsSync(MARIADB)) return false
  const { output } = await run('php', ['-m'], { quiet: true })
  const there = new Set(output.split('\n').map((line) => line.trim()))
  return MODULES.every((name) => there.has(name))
}

/** How MariaDB runs for a test: on its socket only, small, and as durable as it is on a server. */
const databaseArguments = (/** @type {string} */ data) => [
  '--no-defaults',
  `--datadir=${data}`,
  '--innodb-log-file-size=8M',
  '--innodb-buffer-pool-size=64M',
  '--max-allowed-packet=16M',
  // It refuses to run as root unless it is told so.
  ...(isRoot ? ['--user=root'] : []),
]

/** @param {string} folder */
const unpack = async (folder) => {
  if (!has('apt-get') || !has('dpkg-deb')) {
    throw new Stop('A real WordPress is taken from Debian here; this machine has no apt-get.')
  }
  const work = join(folder, 'work')
  mkdirSync(work)
  const download = ['download', '-q', 'wordpress']
  // A machine that has PHP and MariaDB already may never have read the list of packages.
  const { code } = await run('apt-get', download, { quiet: true, cwd: work })
  if (code !== 0) {
    if (isRoot) await must('Reading the list of packages', 'apt-get', ['update', '-q'])
    await must('Fetching WordPress', 'apt-get', download, { cwd: work })
  }
  const [archive] = readdirSync(work)
  if (!archive) throw new Stop('apt-get fetched no package named wordpress.')
  await must('Unpacking WordPress', 'dpkg-deb', ['-x', join(work, archive), join(work, 'all')])
  const site = join(folder, 'site')
  renameSync(join(work, 'all', 'usr', 'share', 'wordpress'), site)
  rmSync(work, { recursive: true })
  // Debian's own points into /etc, which belongs to a site of the machine.
  rmSync(join(site, 'wp-config.php'))
  rmSync(join(site, '.htaccess'), { force: true })
  copyFileSync(join(SOURCES, 'wp-config.php'), join(site, 'wp-config.php'))
}

/** An empty database. What Debian's script does needs the client's packages as well; this is what it does with them.
 * @param {string} data */
const foundDatabase = async (data) => {
  mkdirSync(data)
  const statements = [
    'CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n',
    ...['mysql_system_tables', 'mysql_performance_tables', 'mysql_system_tables_data'].map((name) =>
      readFileSync(join(SQL, `${name}.sql`), 'utf8'),
    ),
  ]
  const child = spawn(MARIADB, [...databaseArguments(data), '--bootstrap', `--lc-messages-dir=${SQL}`], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  child.stdin.end(statements.join('\n'))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Stop(`Founding a database for WordPress failed:\n${said.slice(-4000)}`)
}

/** Installs the site, with MariaDB up for as long as that takes.
 * @param {string} folder */
const installSite = async (folder) => {
  const place = mkdtempSync(join(tmpdir(), 'kopij-wp-'))
  const socket = join(place, 'db')
  const data = join(folder, 'data')
  const child = spawn(
    MARIADB,
    [
      ...databaseArguments(data),
      '--skip-networking',
      `--socket=${socket}`,
      `--pid-file=${join(place, 'pid')}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = once(child, 'exit')
  try {
    await new Promise((resolve, reject) => {
      let said = ''
      child.stderr.on('data', (text) => {
        said += text
        if (said.includes('ready for connections')) resolve(undefined)
      })
      void ended.then(() => reject(new Stop(`MariaDB ended:\n${said.slice(-4000)}`)))
    })
    const printed = await must(
      'Installing WordPress',
      'php',
      [join(SOURCES, 'install.php'), join(folder, 'site')],
      { env: { KOPIJ_WP_SOCKET: socket, KOPIJ_WP_URL: 'http://127.0.0.1' } },
    )
    writeFileSync(join(folder, 'site.json'), printed.slice(printed.indexOf('{"version"')))
  } finally {
    child.kill('SIGTERM')
    await ended
    rmSync(place, { recursive: true, force: true })
  }
}

const release = () => {
  const said = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  const part = (/** @type {string} */ name) => new RegExp(`^${name}="?([^"\\n]*)`, 'm').exec(said)?.[1] ?? ''
  return `${part('ID') || process.platform}${part('VERSION_ID')}`
}

/**
 * Everything that test/support/wordpress.ts starts, as a folder: `site` (the program), `data` (the database of a site
 * that was just installed) and `site.json` (its version, zone and people). Names what the machine lacks otherwise.
 * @param {import('./person.mjs').Person} [person] who has to be able to read it
 * @returns {Promise<string>}
 */
export const provideWordpress = async (person) => {
  if (process.platform !== 'linux') {
    throw new Stop('A real WordPress is taken from Debian here: that takes Linux.')
  }
  if (!(await runsHere())) await installPackages(PACKAGES, 'PHP and MariaDB for a real WordPress')
  const folder = await cached(`wordpress-${release()}-${RECIPE}`, async (draft) => {
    console.log('  fetching and installing a WordPress for tests (ten seconds, once)')
    await unpack(draft)
    await foundDatabase(join(draft, 'data'))
    await installSite(draft)
    await must('Making WordPress readable', 'chmod', ['-R', 'a+rX', draft])
  })
  return await readable(person, folder, 'site.json')
}
