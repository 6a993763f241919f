/**
 * A real WordPress on loopback: MariaDB on a socket in a temporary folder, PHP's own server with a few workers in front.
 * What it runs is what build/provision/wordpress.mjs made; KOPIJ_WORDPRESS says where that is.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { freePort } from './free-port.ts'

const Site = z.object({
  version: z.string(),
  zone: z.string(),
  people: z.record(z.string(), z.object({ id: z.int(), password: z.string() })),
})

/** Where Debian puts them. */
const PHP = '/usr/bin/php'
const MARIADB = '/usr/sbin/mariadbd'

/** The people of the site, by what WordPress calls their role. */
const PERSON = {
  administrator: 'beheer',
  editor: 'redactie',
  author: 'auteur',
  contributor: 'bijdrager',
} as const
export type SiteRole = keyof typeof PERSON

export type TestWordpress = {
  /** Where PHP listens. */
  url: string
  version: string
  /** The zone that its readers live in. */
  zone: string
  person(role: SiteRole): { id: number; user: string; password: string }
  /** Runs PHP inside the site and answers what it prints. */
  php(code: string): Promise<string>
  /** Ends database and server where they stand, as when the power fails, and starts both again on the same port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

type Options = {
  /** What the provisioning made. */
  folder?: string
  /** The address that the site gives itself, where something stands before it: its own unless said. */
  publicUrl?: string
  port?: number
  /** Whether visits run WordPress's own clock; without, whatever is scheduled stays so. */
  cron?: boolean
}

const groups = new Set<ChildProcess>()
const endGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  try {
    // PHP's workers are processes of their own: the whole group ends.
    if (child.pid !== undefined) process.kill(-child.pid, signal)
  } catch {
    // It ended by itself.
  }
}
process.once('exit', () => {
  for (const child of groups) endGroup(child, 'SIGKILL')
})
// A group of its own does not hear of what ends ours.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** Starts a program in a group of its own, and resolves when it says that it is ready. */
const begin = async (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  ready: RegExp,
): Promise<ChildProcess> => {
  const child = spawn(command, args, { env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  groups.add(child)
  child.once('exit', () => groups.delete(child))
  let said = ''
  let settled = false
  await new Promise<void>((settle, fail) => {
    child.once('error', fail)
    child.once('exit', (code) => fail(new Error(`${command} ended with ${code}: ${said.slice(-4000)}`)))
    child.stderr?.on('data', (text: Buffer) => {
      if (settled) return
      said += text.toString()
      settled = ready.test(said)
      if (settled) settle()
    })
  })
  return child
}

const end = async (child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  endGroup(child, signal)
  await exited
}

type Evaluator = {
  process: ChildProcess & { stdin: NodeJS.WritableStream; stdout: NodeJS.ReadableStream }
  answers: AsyncIterator<string>
}

/** One PHP that has the site loaded, for as long as the site is up: loading it takes longer than whatever is asked. */
const startEvaluator = (site: string, env: NodeJS.ProcessEnv): Evaluator => {
  const loop = `
    require '${site}/wp-load.php';
    while (($line = fgets(STDIN)) !== false) {
      wp_cache_flush();
      ob_start();
      try { eval(base64_decode($line)); $said = '+'; }
      catch (Throwable $error) { echo $error->getMessage(); $said = '-'; }
      fwrite(STDOUT, $said . base64_encode(ob_get_clean()) . "\\n");
    }`
  const child = spawn(PHP, ['-d', 'display_errors=stderr', '-r', loop], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  return { process: child, answers: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
}

/** Starts one. Half a second or so; `stop` takes everything away again. */
export const startWordpress = async (options: Options = {}): Promise<TestWordpress> => {
  const made = options.folder ?? process.env['KOPIJ_WORDPRESS']
  if (made === undefined)
    throw new Error('KOPIJ_WORDPRESS says where the WordPress of build/provision/wordpress.mjs is')
  const site = Site.parse(JSON.parse(readFileSync(join(made, 'site.json'), 'utf8')))
  const place = mkdtempSync(join(tmpdir(), 'kopij-wp-'))
  const data = join(place, 'data')
  cpSync(join(made, 'data'), data, { recursive: true })
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const socket = join(place, 'db')
  const env = {
    PATH: process.env['PATH'],
    KOPIJ_WP_SOCKET: socket,
    KOPIJ_WP_URL: options.publicUrl ?? url,
    KOPIJ_WP_CRON: options.cron === true ? 'yes' : 'no',
    // Two calls at once are two processes; WordPress calls itself besides.
    PHP_CLI_SERVER_WORKERS: '4',
  }

  const startDatabase = () =>
    begin(
      MARIADB,
      [
        ...['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${join(place, 'pid')}`],
        ...['--skip-networking', '--innodb-log-file-size=8M', '--innodb-buffer-pool-size=64M'],
        ...['--max-allowed-packet=16M', ...(process.getuid?.() === 0 ? ['--user=root'] : [])],
      ],
      env,
      /ready for connections/,
    )
  const startServer = () =>
    begin(
      PHP,
      [
        ...['-d', 'opcache.enable_cli=1', '-d', 'opcache.jit=disable', '-d', 'display_errors=0'],
        ...['-S', `127.0.0.1:${port}`, '-t', join(made, 'site')],
      ],
      env,
      /Development Server .* started/,
    )

  let evaluator: Evaluator | null = null
  const evaluate = async (code: string): Promise<string> => {
    evaluator ??= startEvaluator(join(made, 'site'), env)
    evaluator.process.stdin.write(`${Buffer.from(code).toString('base64')}\n`)
    const { value, done } = await evaluator.answers.next()
    if (done === true) throw new Error(`PHP ended: ${code}`)
    const printed = Buffer.from(value.slice(1), 'base64').toString()
    if (!value.startsWith('+')) throw new Error(printed)
    return printed
  }
  let asked: Promise<unknown> = Promise.resolve()

  let database: ChildProcess | null = null
  let server: ChildProcess | null = null
  const start = async (): Promise<void> => {
    database = await startDatabase()
    server = await startServer()
  }
  await start()

  return {
    url,
    version: site.version,
    zone: site.zone,
    person(role) {
      const user = PERSON[role]
      const found = site.people[user]
      if (!found) throw new Error(`the site has no ${user}`)
      return { ...found, user }
    },
    php(code) {
      const turn = asked.then(() => evaluate(code))
      asked = turn.catch(() => undefined)
      return turn
    },
    async restart() {
      evaluator?.process.kill('SIGKILL')
      evaluator = null
      await Promise.all([end(server, 'SIGKILL'), end(database, 'SIGKILL')])
      await start()
    },
    async stop() {
      evaluator?.process.kill('SIGKILL')
      await end(server, 'SIGKILL')
      await end(database, 'SIGTERM')
      rmSync(place, { recursive: true, force: true })
    },
  }
}
