/**
 * The official schemas, looked up beside the repository as the proof runs; nothing is fetched. Without them the proof
 * cannot say what it promises, and says so by failing.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const SCHEMAS = new URL('../../../../shared/iptc/schemas/', import.meta.url)
const at = (name: string): string => fileURLToPath(new URL(name, SCHEMAS))

export const haveSchemas = (): boolean => existsSync(at('ninjs/ninjs-schema_3.1.json'))

const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(at(name), 'utf8'))

/** What is wrong with a text, one line an error; empty when it is valid. */
export type Validate = (text: string) => string[]

interface Compiled {
  (value: unknown): unknown
  errors?: { instancePath: string; message?: string }[] | null
}

const validating =
  (validate: Compiled): Validate =>
  (text) =>
    validate(JSON.parse(text)) === true
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`)

const ninjs = (name: string): Validate => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(read('ninjs/GeoJSON-schema.json'), 'https://geojson.org/schema/GeoJSON.json')
  return validating(ajv.compile(read(name)))
}

type Schema = Readonly<Record<string, unknown>>
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Superdesk's schemas are of draft 3, where a member says of itself that it is required; no validator of today reads that,
 * so they are said in draft 7. Its `id` would be taken for an address.
 */
const asDraft7 = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asDraft7)
  if (!isSchema(value)) return value
  const { $schema: _draft, id: _id, required, ...rest } = value
  const members = isSchema(rest['properties']) ? rest['properties'] : {}
  const named = Object.entries(members).flatMap(([name, member]) =>
    isSchema(member) && member['required'] === true ? [name] : [],
  )
  const all = [...(Array.isArray(required) ? required : []), ...named]
  const own = Object.entries(rest).map(([name, inner]): [string, unknown] => {
    if (name === '$ref' && typeof inner === 'string') return [name, inner.startsWith('#') ? inner : '#']
    return [name, name === 'properties' || name === 'patternProperties' ? membersOf(inner) : asDraft7(inner)]
  })
  return Object.fromEntries(all.length > 0 ? [...own, ['required', all]] : own)
}

/** Members by their names. One of them has its type where its members should be; it says nothing about them. */
const membersOf = (members: unknown): unknown =>
  isSchema(members)
    ? Object.fromEntries(
        Object.entries(members)
          .filter(([, member]) => isSchema(member))
          .map(([name, member]) => [name, asDraft7(member)]),
      )
    : members

const superdesk = (name: string): Validate => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)
  // PHP's own format, which is not that of the draft (standards, section 7).
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}$/u)
  return validating(ajv.compile(asDraft7(read(name)) as object))
}

/** Validators of JSON, by the name of what goes out. */
export const jsonValidators = (): Readonly<Record<string, Validate[]>> => ({
  'ninjs-3.1': [ninjs('ninjs/ninjs-schema_3.1.json')],
  'ninjs-2.2': [ninjs('ninjs/ninjs-schema_2.2.json')],
  'ninjs-superdesk': [
    superdesk('superdesk/superdesk-ninjs-schema.json'),
    superdesk('superdesk/web-publisher-NinjsValidator-schema.json'),
  ],
})

/** The schema of each kind of XML. That of G2 holds its payload to NITF as well. */
export const XML_SCHEMAS: Readonly<Record<string, string>> = {
  'newsml-g2-nitf': 'newsml-g2/newsml-g2-2.35_plus_nitf-3.6.xsd',
  'newsml-g2-xhtml': 'newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd',
  nitf: 'nitf/nitf-3-6.xsd',
}

/** Files that xmllint takes at once: starting it costs more than a hundred of them. */
const BATCH = 200

/** Which of these texts are not valid, with what xmllint says of the first few. No network, no DTDs. */
export const invalidXml = (schema: string, texts: readonly string[]): { count: number; said: string[] } => {
  const place = mkdtempSync(join(tmpdir(), 'kopij-formats-'))
  let count = 0
  const said: string[] = []
  try {
    for (let from = 0; from < texts.length; from += BATCH) {
      const files = texts.slice(from, from + BATCH).map((text, index) => {
        const file = join(place, `${index}.xml`)
        writeFileSync(file, text)
        return file
      })
      const errors = lint(schema, files)
      count += files.filter((file) => !errors.includes(`${file} validates`)).length
      said.push(...errors.filter((line) => !line.endsWith(' validates')).slice(0, 6))
    }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
  return { count, said: said.slice(0, 12) }
}

const lint = (schema: string, files: readonly string[]): string[] => {
  const options = ['--noout', '--nonet', '--schema', at(schema), ...files]
  try {
    // It writes what it has to say to stderr, whether it is good or bad.
    execFileSync('sh', ['-c', 'exec xmllint "$@" 2>&1', 'xmllint', ...options], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    })
    return files.map((file) => `${file} validates`)
  } catch (error) {
    const output = (error as { stdout?: string }).stdout
    if (output === undefined) throw error
    return output.split('\n').filter((line) => line !== '')
  }
}
