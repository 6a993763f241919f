/**
 * What a server is told: one small JSON file, or the environment, or both, where the environment has the last word.
 * Strict: a field that nobody knows is a mistake and not a wish. Every complaint names the field.
 */
import { z } from 'zod'
import { DeskSettings } from '../../../shared/domain/event.ts'

/** What is wrong with how the server was called or set up, in a sentence for whoever runs it. */
export class SetupError extends Error {}

/** `debug` says no more than `info`: the hub has nothing to say below it. */
export const LEVELS = ['error', 'info', 'debug'] as const

const says = (error: string) => ({ error })
const path = z.string(says('must be the path of a file or folder')).min(1, 'must not be empty')

const Desk = z.strictObject({
  name: DeskSettings.shape.name.default('Redactie'),
  language: DeskSettings.shape.language.default('nl'),
  zone: DeskSettings.shape.zone.default('Europe/Amsterdam'),
  sections: z.array(z.string().min(1).max(60)).min(1, 'must name at least one section').optional(),
})

const Config = z
  .strictObject({
    data: path.optional(),
    database: z
      .string(says('must be a URL such as postgresql://user:password@host/database'))
      .regex(/^postgres(ql)?:\/\//, 'must be a URL such as postgresql://user:password@host/database')
      .optional(),
    schema: z
      .string()
      .regex(/^[a-z_][a-z0-9_]{0,40}$/, 'must be lower-case letters, digits and underscores')
      .default('kopij'),
    host: z.string().min(1, 'must not be empty').default('127.0.0.1'),
    port: z
      .int(says('must be a number from 0 to 65535'))
      .min(0, 'must be a number from 0 to 65535')
      .max(65_535, 'must be a number from 0 to 65535')
      .default(4711),
    tls: z.strictObject({ cert: path, key: path }, says('must have "cert" and "key"')).optional(),
    behindProxy: z
      .union(
        [z.boolean(), z.array(z.string().min(1))],
        says('must be true, or a list of addresses of proxies'),
      )
      .default(false),
    trusted: z.boolean(says('must be true or false')).default(false),
    hosts: z.array(z.string().min(1), says('must be a list of names')).default([]),
    origins: z.array(z.string().min(1), says('must be a list of origins')).default([]),
    metricsToken: z
      .string(says('must be 20 to 100 letters, digits, - or _'))
      .regex(/^[A-Za-z0-9_-]{20,100}$/, 'must be 20 to 100 letters, digits, - or _')
      .optional(),
    backups: z
      .strictObject({
        folder: path.optional(),
        keep: z
          .int(says('must be a number from 0 to 1000'))
          .min(0, 'must be a number from 0 to 1000')
          .max(1000, 'must be a number from 0 to 1000')
          .default(14),
      })
      .prefault({}),
    keys: path.optional(),
    log: z.enum(LEVELS, says(`must be one of ${LEVELS.join(', ')}`)).default('info'),
    desk: Desk.prefault({}),
    targets: z.array(z.strictObject({ name: z.string().min(1).max(80), folder: path })).default([]),
  })
  .refine((config) => (config.data === undefined) !== (config.database === undefined), {
    path: ['data'],
    error: 'or "database" must be given, and not both',
  })

export type Config = z.infer<typeof Config>

const list = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const yesOrNo = (value: string): unknown => {
  if (['1', 'true', 'yes'].includes(value.toLowerCase())) return true
  if (['0', 'false', 'no', ''].includes(value.toLowerCase())) return false
  return value
}

const yesOrList = (value: string): unknown => {
  const said = yesOrNo(value)
  return typeof said === 'boolean' ? said : list(value)
}

const PREFIX = 'KOPIJ_HUB_'
/** Where the file is; read by the command line and not from the file. */
const FILE = `${PREFIX}CONFIG`

/** Variables, where each goes in the file, and how it is read. */
const VARIABLES: Readonly<Record<string, readonly [place: string, read: (value: string) => unknown]>> = {
  DATA: ['data', String],
  DATABASE: ['database', String],
  SCHEMA: ['schema', String],
  HOST: ['host', String],
  PORT: ['port', (value) => (/^\d+$/.test(value) ? Number(value) : value)],
  TLS_CERT: ['tls.cert', String],
  TLS_KEY: ['tls.key', String],
  BEHIND_PROXY: ['behindProxy', yesOrList],
  TRUSTED: ['trusted', yesOrNo],
  HOSTS: ['hosts', list],
  ORIGINS: ['origins', list],
  METRICS_TOKEN: ['metricsToken', String],
  BACKUPS_FOLDER: ['backups.folder', String],
  BACKUPS_KEEP: ['backups.keep', (value) => (/^\d+$/.test(value) ? Number(value) : value)],
  KEYS: ['keys', String],
  LOG: ['log', String],
  DESK_NAME: ['desk.name', String],
  DESK_LANGUAGE: ['desk.language', String],
  DESK_ZONE: ['desk.zone', String],
  DESK_SECTIONS: ['desk.sections', list],
  TARGETS: [
    'targets',
    (value) =>
      list(value).map((part) => {
        const [name, ...folder] = part.split('=')
        return { name, folder: folder.join('=') }
      }),
  ],
}

type Environment = Readonly<Record<string, string | undefined>>

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const put = (into: Record<string, unknown>, place: string, value: unknown): void => {
  const [first = '', second] = place.split('.')
  if (second === undefined) into[first] = value
  else into[first] = { ...(isObject(into[first]) ? into[first] : {}), [second]: value }
}

/** The name of the configuration file that the environment gives, or null. */
export const configFile = (environment: Environment): string | null => environment[FILE] ?? null

/**
 * What the file (its text, null without one) and the environment say together. Throws SetupError. No complaint holds
 * what was given: a database's URL may hold a password.
 */
export const readConfig = (text: string | null, environment: Environment): Config => {
  const given: Record<string, unknown> = {}
  if (text !== null) Object.assign(given, parsed(text))
  const names = new Map<string, string>()
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(PREFIX) || name === FILE || value === undefined) continue
    const variable = VARIABLES[name.slice(PREFIX.length)]
    if (!variable) throw new SetupError(`${name} is no setting of the hub.`)
    const [place, read] = variable
    put(given, place, read(value))
    names.set(place, name)
  }
  const result = Config.safeParse(given)
  if (result.success) return result.data
  const { issues } = result.error
  // A name that is wrong explains what is missing.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  if (issue?.code === 'unrecognized_keys')
    throw new SetupError(`"${[...issue.path, issue.keys[0]].join('.')}" is no setting of the hub.`)
  const field = issue?.path.join('.') ?? ''
  const name = names.get(field) ?? names.get(issue?.path.slice(0, -1).join('.') ?? '')
  throw new SetupError(`"${field}"${name === undefined ? '' : ` (${name})`} ${issue?.message ?? 'is wrong'}.`)
}

const parsed = (text: string): Record<string, unknown> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new SetupError('The configuration is not valid JSON.')
  }
  if (!isObject(value)) throw new SetupError('The configuration must be an object: { "data": ... }.')
  return value
}
