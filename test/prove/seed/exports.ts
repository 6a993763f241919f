/** Reads what the desk wrote to a folder, and holds it against the copy and the official schema. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromNinjs } from '../../../shared/formats/ninjs-read.ts'
import { officialNinjs } from '../../support/official-schema.ts'
import type { MadeItem } from './compare.ts'

const ENDING = '.ninjs.json'

export interface Written {
  /** What is wrong with it, in words. */
  readonly differences: string[]
  readonly items: number
  /** Whether the official schema was there to check with. */
  readonly official: boolean
}

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))

export const readWritten = (folder: string, made: readonly MadeItem[]): Written => {
  const schema = officialNinjs()
  const differences: string[] = []
  const files = filesIn(folder, ENDING)
  const seen = new Set<string>()
  for (const file of files) {
    const ninjs: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if ('check' in schema) differences.push(...schema.check(ninjs).map((error) => `${file}: ${error}`))
    const id = (ninjs as { uri: string }).uri.replace('urn:uuid:', '')
    const item = made.find((one) => one.id === id)
    if (!item) {
      differences.push(`${file} is of no item of the page`)
      continue
    }
    seen.add(id)
    const [read, wanted] = [fromNinjs(ninjs), item.copy].map((copy) => JSON.stringify(copy, sorted))
    if (read !== wanted) differences.push(`read back from ${file}: ${read} instead of ${wanted}`)
    for (const beside of ['.html', '.txt'])
      if (readFileSync(file.replace(ENDING, beside), 'utf8').trim() === '')
        differences.push(`${file} has no ${beside} with words in it beside it`)
  }
  for (const { id } of made) if (!seen.has(id)) differences.push(`item ${id} was not written to ${folder}`)
  return { differences, items: seen.size, official: 'check' in schema }
}

/** Object keys in one order, so that equal copies are equal text. */
const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
    : value

/** The section's page in a target: the ages of the rail, as instants in their order. */
export const railInstants = (folder: string, page: string): string[] => {
  const [file] = filesIn(folder, page)
  if (file === undefined) return []
  const html = readFileSync(file, 'utf8')
  const rail = html.slice(html.indexOf('<aside'))
  return [...rail.matchAll(/<time[^>]*datetime="([^"]+)"/gu)].map(([, at = '']) => at)
}
