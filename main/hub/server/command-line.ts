/** What is said to a hub on the command line, and its answer: an exit code, and sentences. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { FaultError, reasonOf } from '../../../shared/errors.ts'
import { faults } from '../../../shared/i18n/en/faults.ts'
import { nodeClock } from '../node-clock.ts'
import { COMMANDS, type Means, sentenceOfCode } from './commands.ts'
import { type Config, configFile, readConfig, SetupError } from './config.ts'
import { type Log, type RunningServer, startServer } from './serve.ts'

const USAGE = `Usage: node out/main/headless.js COMMAND [--config FILE]

  serve                   opens the hub; the command when none is given
  invite [--roles LIST]   prints an invitation code; without roles for the first person
  move --to PLACE         moves the desk to a database URL or a data folder
  adopt FILE              brings a desk of the app here: a saved desk, or its hub.db
  backup FILE             writes a verified copy of the desk, while the hub runs
  restore FILE            fills an empty store from a backup
  check                   goes through everything and says what it found

The file is JSON; every field may also be given as a variable, such as KOPIJ_HUB_DATA or KOPIJ_HUB_PORT.
`

const say = (sentence: string): void => {
  process.stdout.write(`${sentence}\n`)
}

/** A log without copy, names and secrets: facts are ids, codes, counts and milliseconds. */
const openLog = (level: Config['log']): Log => {
  // At once and not in a buffer: the last line before an end is the one that is looked for.
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 2, sync: true }),
  )
  const trouble = /fail|lost|unusable|damage/
  return (event, facts) => logger[trouble.test(event) ? 'error' : 'info']({ event, ...facts })
}

/** Resolves with an exit code: after the first signal in order, after the second one at once. */
const untilStopped = (server: RunningServer, log: Log): Promise<number> =>
  new Promise((settle) => {
    let stopping = false
    const stop = (signal: NodeJS.Signals): void => {
      if (stopping) process.exit(130)
      stopping = true
      log('stopping', { signal })
      server.stop().then(
        () => settle(0),
        (error: unknown) => {
          log('stop-failed', { reason: reasonOf(error) })
          settle(1)
        },
      )
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
    process.on('SIGHUP', () => {
      server.reload().catch((error: unknown) => log('reload-failed', { reason: reasonOf(error) }))
    })
  })

const serve = async (config: Config, log: Log): Promise<number> => {
  const server = await startServer(config, nodeClock, log)
  const stopped = untilStopped(server, log)
  if (server.first) say(sentenceOfCode(server.first, null))
  say(`Open at ${server.addresses.join(', ')}`)
  return await stopped
}

/** One sentence for whoever runs the server. Never what was given: an address may hold a password. */
const sentenceOf = (error: unknown): string => {
  if (error instanceof SetupError) return error.message
  if (error instanceof FaultError) {
    const { what } = faults[error.fault.code]
    const facts = Object.values(error.fault.params).join(', ')
    return facts === '' ? what : `${what} (${facts})`
  }
  return `Something went wrong: ${reasonOf(error)}.`
}

type Said = {
  command: string
  operand: string | null
  options: Means['options'] & { config?: string | undefined }
}

const readArguments = (said: readonly string[]): Said => {
  try {
    const { values, positionals } = parseArgs({
      args: [...said],
      allowPositionals: true,
      options: {
        config: { type: 'string', short: 'c' },
        to: { type: 'string' },
        schema: { type: 'string' },
        roles: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    const { help, ...options } = values
    const [command = 'serve', operand = null, more] = positionals
    if (more !== undefined) throw new SetupError(`"${more}" is one too many.`)
    return { command: help ? 'help' : command, operand, options }
  } catch (error) {
    if (error instanceof SetupError) throw error
    // Node names the option that it does not know.
    throw new SetupError(
      error instanceof Error ? (error.message.split('. ')[0] ?? '') : 'What was said is not understood',
    )
  }
}

const readFileOf = async (path: string | null): Promise<string | null> => {
  if (path === null) return null
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new SetupError(`The configuration cannot be read: ${path}.`, { cause })
  }
}

/** Runs what was said and answers the exit code. */
export const main = async (
  said: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> => {
  try {
    const { command, operand, options } = readArguments(said)
    if (command === 'help') {
      process.stdout.write(USAGE)
      return 0
    }
    const known = COMMANDS[command]
    if (!known && command !== 'serve') throw new SetupError(`There is no command "${command}".\n\n${USAGE}`)
    const config = readConfig(await readFileOf(options.config ?? configFile(environment)), environment)
    const log = openLog(config.log)
    if (!known) return await serve(config, log)
    await known({ config, operand, options, say, log })
    return 0
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    return 1
  }
}
