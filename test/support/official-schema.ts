/**
 * The official schemas of news formats. They are not part of Kopij (they have licences of their own) and are looked
 * up beside the repository when a test runs; without them that test is skipped, and says why.
 */
import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const SCHEMAS = new URL('../../../shared/iptc/schemas/ninjs/', import.meta.url)
const NINJS = 'ninjs-schema_3.1.json'
const GEOJSON = 'GeoJSON-schema.json'

const read = (name: string): object => JSON.parse(readFileSync(new URL(name, SCHEMAS), 'utf8'))

/** Why a value is no ninjs 3.1, one line an error; empty when it is. */
export type NinjsCheck = (value: unknown) => string[]

/** The check against IPTC's own ninjs 3.1 schema, or the reason why it cannot be made here. */
export const officialNinjs = (): { check: NinjsCheck } | { missing: string } => {
  const gone = [NINJS, GEOJSON].filter((name) => !existsSync(new URL(name, SCHEMAS)))
  if (gone.length > 0) return { missing: `../shared/iptc/schemas/ninjs has no ${gone.join(' and no ')}` }

  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  // The schema names GeoJSON by its address; nothing is fetched.
  ajv.addSchema(read(GEOJSON), 'https://geojson.org/schema/GeoJSON.json')
  const validate = ajv.compile(read(NINJS))
  return {
    check: (value) =>
      validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`),
  }
}
