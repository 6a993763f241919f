/**
 * Copy leaves in every format valid by the official schema and comes back equal but for the documented losses; no real file makes reading throw, and no word of one is lost unsaid.
 *
 * Not in the app but in the code that it runs: what goes out is what a target gets, byte for byte.
 */
import type { Imported, ReadResult } from '../../shared/formats/imported.ts'
import { lossesOf } from '../../shared/formats/losses.ts'
import { pageNewsMessage, pageNewsmlG2 } from '../../shared/formats/newsml-g2-page.ts'
import { pageNinjs, pageNinjs2 } from '../../shared/formats/ninjs-page.ts'
import { readFile } from '../../shared/formats/read-file.ts'
import type { Release } from '../../shared/formats/release.ts'
import { seedOfRun } from '../support/prove-chance.ts'
import { examples, hasCopy, haveExamples, missingWords, shownAsUsable } from './formats/examples.ts'
import { pageOf, someReleases } from './formats/releases.ts'
import { compare, OUTGOING, type Outgoing } from './formats/round-trip.ts'
import { haveSchemas, invalidXml, jsonValidators, XML_SCHEMAS } from './formats/schemas.ts'
import { type Figure, prove } from './harness.ts'

const encoder = new TextEncoder()
type Log = (line: string) => void

/** The sabotage: whoever reads loses the last block of every text. */
const clipped = (item: Imported): Imported => ({
  ...item,
  copy: { ...item.copy, body: item.copy.body.slice(0, -1) },
  dropped: item.dropped.slice(0, -1),
})

const reading =
  (broken: boolean) =>
  (bytes: Uint8Array): ReadResult => {
    const read = readFile(bytes)
    return read.ok && broken ? { ok: true, items: read.items.map(clipped) } : read
  }

const imported = (broken: boolean, log: Log): Record<string, Figure> => {
  const read = reading(broken)
  const figures = {
    examples: 0,
    examplesThrown: 0,
    examplesRefused: 0,
    copyRefused: 0,
    wordsMissing: 0,
    shownAsUsable: 0,
  }
  for (const example of haveExamples() ? examples() : []) {
    figures.examples += 1
    try {
      const result = read(example.bytes)
      if (!result.ok) {
        figures.examplesRefused += 1
        if (hasCopy(example)) {
          figures.copyRefused += 1
          log(`refused ${example.name}: ${result.reason}`)
        }
        continue
      }
      const missing = missingWords(example, result.items)
      figures.wordsMissing += missing.length
      if (missing.length > 0) log(`${example.name} lost ${missing.length}: ${missing.slice(0, 12).join(' ')}`)
      const shown = shownAsUsable(example, result)
      figures.shownAsUsable += shown
      if (shown > 0) log(`${example.name} is withheld and is shown as usable`)
    } catch (error) {
      figures.examplesThrown += 1
      log(`${example.name} made reading throw: ${String(error)}`)
    }
  }
  return figures
}

interface Told {
  invalid: number
  different: number
  unread: number
  misnamed: number
  unusedLosses: string[]
}

const LOGGED = 4

const roundTrip = (outgoing: Outgoing, releases: readonly Release[], broken: boolean, log: Log): Told => {
  const { name, format, write } = outgoing
  const read = reading(broken)
  const validators = (haveSchemas() ? jsonValidators()[name] : undefined) ?? []
  const told: Told = { invalid: 0, different: 0, unread: 0, misnamed: 0, unusedLosses: [] }
  const seen = new Set<string>()
  const texts: string[] = []
  let logged = 0
  const complain = (line: string): void => {
    logged += 1
    if (logged <= LOGGED) log(`${name}: ${line}`)
  }
  for (const release of releases) {
    const text = write(release)
    texts.push(text)
    const wrong = validators.flatMap((validate) => validate(text))
    if (wrong.length > 0) {
      told.invalid += 1
      complain(`not valid: ${wrong.slice(0, 3).join('; ')}`)
    }
    const result = read(encoder.encode(text))
    const [item, second] = result.ok ? result.items : []
    if (item === undefined || second !== undefined) {
      told.unread += 1
      complain(`read as ${result.ok ? `${result.items.length} items` : result.reason}`)
      continue
    }
    // A text may look like anything; its words are held to it all the same.
    if (item.format !== format && format !== 'wire-text') {
      told.misnamed += 1
      complain(`taken for ${item.format}`)
    }
    const { differences, seen: losses } = compare(format, release, item)
    for (const loss of losses) seen.add(loss)
    if (differences.length > 0) {
      told.different += 1
      complain(differences.slice(0, 2).join('; '))
    }
  }
  const schema = XML_SCHEMAS[name]
  if (schema !== undefined && haveSchemas()) {
    const { count, said } = invalidXml(schema, texts)
    told.invalid += count
    for (const line of said.slice(0, LOGGED)) log(`${name}: ${line}`)
  }
  told.unusedLosses = lossesOf(format).filter((loss) => !seen.has(loss))
  return told
}

const PAGE = '5a0d6f0e-3c55-4a34-9f4f-0a7a1a2d9c11'
const PER_PAGE = 20

/** Pages with a lead and its briefs, in the formats that know packages. */
const packages = (releases: readonly Release[], broken: boolean, log: Log): Record<string, number> => {
  const read = reading(broken)
  const validators = haveSchemas() ? jsonValidators() : {}
  const g2: string[] = []
  let [invalid, different, pages] = [0, 0, 0]
  for (let from = 0; from < releases.length; from += PER_PAGE) {
    const page = pageOf(PAGE, releases.slice(from, from + PER_PAGE))
    const members = [...(page.lead === null ? [] : [page.lead]), ...page.briefs]
    pages += 1
    g2.push(pageNewsmlG2(page), pageNewsMessage(page, 'nitf'))
    for (const [name, text] of [
      ['ninjs-3.1', JSON.stringify(pageNinjs(page))],
      ['ninjs-2.2', JSON.stringify(pageNinjs2(page))],
      ['newsml-g2', pageNewsMessage(page, 'nitf')],
    ] as const) {
      invalid += (validators[name] ?? []).some((validate) => validate(text).length > 0) ? 1 : 0
      const result = read(encoder.encode(text))
      const items = result.ok ? result.items : []
      const format = name === 'ninjs-3.1' ? 'ninjs-3' : name === 'ninjs-2.2' ? 'ninjs-2' : 'newsml-g2'
      const wrong = members.flatMap((member) => {
        const item = items.find(({ uri }) => uri === `urn:uuid:${member.item}`)
        return item === undefined
          ? [`${member.item} is not in it`]
          : compare(format, member, item).differences
      })
      if (wrong.length > 0 || items.length !== members.length) {
        different += 1
        log(`a page in ${name}: ${items.length} of ${members.length} items; ${wrong.slice(0, 2).join('; ')}`)
      }
    }
  }
  const schema = XML_SCHEMAS['newsml-g2-nitf'] ?? ''
  const { count, said } = haveSchemas() ? invalidXml(schema, g2) : { count: 0, said: [] }
  for (const line of said.slice(0, LOGGED)) log(`a page in newsml-g2: ${line}`)
  return { pages, pagesInvalid: invalid + count, pagesDifferent: different }
}

const small = process.argv.includes('--sample') || process.argv.includes('--break')
const ITEMS = small ? 200 : 2000

await prove({
  name: 'formats',
  limits: {
    // Without the official schemas and the real files beside the repository nothing of this can be said, and it ends red.
    official: { is: true },
    examples: { min: 300 },
    examplesThrown: { max: 0 },
    // Events, plans, catalogues and empty items hold no copy and are refused with a reason; nothing else is.
    copyRefused: { max: 0 },
    wordsMissing: { max: 0 },
    shownAsUsable: { max: 0 },
    items: { min: ITEMS },
    invalid: { max: 0 },
    unread: { max: 0 },
    misnamed: { max: 0 },
    different: { max: 0 },
    unusedLosses: { is: '' },
    pagesInvalid: { max: 0 },
    pagesDifferent: { max: 0 },
  },
  run: ({ broken, log }) => {
    if (!haveSchemas())
      log('../shared/iptc is not there: what is valid by the official schemas cannot be said here')
    const seed = seedOfRun()
    log(`seed ${seed}`)
    const figures = imported(broken, log)
    const releases = someReleases(ITEMS, seed)
    const sum = { invalid: 0, unread: 0, misnamed: 0, different: 0 }
    const unused: string[] = []
    for (const outgoing of OUTGOING) {
      const started = performance.now()
      const told = roundTrip(outgoing, releases, broken, log)
      for (const name of ['invalid', 'unread', 'misnamed', 'different'] as const) sum[name] += told[name]
      unused.push(...told.unusedLosses.map((loss) => `${outgoing.name}: ${loss}`))
      log(
        `${outgoing.name}: ${releases.length} items, ${JSON.stringify(told)}, ${Math.round(performance.now() - started)} ms`,
      )
    }
    return Promise.resolve({
      ...figures,
      items: releases.length,
      formats: OUTGOING.length,
      official: haveSchemas(),
      ...sum,
      unusedLosses: unused.join(', '),
      ...packages(releases.slice(0, small ? 60 : 400), broken, log),
      seed,
    })
  },
})
