// `npm run prove`: lists the measured promises. `npm run prove -- NAME` or `-- all` runs them; `--sample` with smaller
// counts and the same limits; `--break` with one sabotage, which must end red.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bringBack, readablePlace, resultsFolder, runOnDisplay } from './desktop.mjs'
import { root, Stop, script, seconds } from './machine.mjs'
import { packageDesk } from './package.mjs'
import { provideOpenssh } from './provision/openssh.mjs'
import { provideWordpress } from './provision/wordpress.mjs'
import { provide } from './provision.mjs'

const folder = join('test', 'prove')
const ENDING = '.prove.ts'

const names = () =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort()

/** @param {string} name the first sentence of a proof's own comment */
const promiseOf = (name) => {
  const text = readFileSync(join(root, folder, name + ENDING), 'utf8')
  return /^\/\*\*\s*\**\s*([^\n*]+)/.exec(text)?.[1]?.trim() ?? /^\/\/ (.+)/.exec(text)?.[1] ?? ''
}

/**
 * Why a promise is not kept yet, as its proof says in a line of its own: `all` names it and runs the others; by its name
 * it runs, with all its limits, and ends red.
 * @param {string} name
 */
const notYetOf = (name) =>
  / \* Not kept yet: (.+)/.exec(readFileSync(join(root, folder, name + ENDING), 'utf8'))?.[1]

/** These have a real WordPress among what they send to. */
const ON_A_SITE = ['wordpress', 'outbox']

/** @param {string} output */
const lastJson = (output) => {
  const line = output
    .trim()
    .split('\n')
    .reverse()
    .find((text) => text.startsWith('{"proof"'))
  return line ? { line, ok: JSON.parse(line).ok === true } : undefined
}

/** @param {string[]} chosen @param {string[]} options */
const proveAll = async (chosen, options) => {
  await packageDesk()
  const { person } = await provide(['window', 'display', 'schemas', 'trace'])
  const wordpress = chosen.some((name) => ON_A_SITE.includes(name))
    ? await provideWordpress(person)
    : undefined
  const openssh = chosen.includes('outbox') ? await provideOpenssh(person) : undefined
  const place = await readablePlace(person)
  const results = await resultsFolder(person, place, 'prove')
  // One proof is watched as it goes; of many, only what failed is told at length.
  const shown = chosen.length === 1 ? { both: true } : { quiet: true }
  /** @type {{ name: string, ok: boolean }[]} */
  const outcomes = []
  for (const name of chosen) {
    const started = performance.now()
    const { code, output } = await runOnDisplay(
      person,
      join(place, 'node_modules', '.bin', 'node'),
      [join(folder, name + ENDING), ...options],
      {
        cwd: place,
        ...shown,
        env: { KOPIJ_RESULTS: results, KOPIJ_WORDPRESS: wordpress, KOPIJ_OPENSSH: openssh },
      },
    )
    const last = lastJson(output)
    const ok = code === 0 && last?.ok === true
    if (chosen.length > 1) console.log(ok ? last?.line : output.trim().slice(-8000))
    if (!last) console.log(`{"proof":"${name}","ok":false,"error":"ended without its line, code ${code}"}`)
    if (chosen.length > 1) console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} ${seconds(started)}`)
    outcomes.push({ name, ok })
  }
  bringBack(place, 'prove')
  mkdirSync(join(root, 'test-results'), { recursive: true })
  writeFileSync(join(root, 'test-results', 'proofs.json'), JSON.stringify(outcomes))
  return outcomes.every(({ ok }) => ok)
}

await script(async () => {
  const options = process.argv.slice(2).filter((arg) => arg.startsWith('--'))
  const [name] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
  const known = names()
  if (name === undefined) {
    for (const proof of known) {
      const notYet = notYetOf(proof)
      console.log(`${proof.padEnd(10)} ${promiseOf(proof)}${notYet ? ` NOT KEPT YET: ${notYet}` : ''}`)
    }
    return 0
  }
  if (name !== 'all' && !known.includes(name))
    throw new Stop(`There is no proof "${name}". There are: ${known.join(', ') || 'none yet'}`)
  if (name !== 'all') return (await proveAll([name], options)) ? 0 : 1
  const kept = known.filter((one) => notYetOf(one) === undefined)
  const passed = await proveAll(kept, options)
  for (const one of known) if (!kept.includes(one)) console.log(`not kept yet: ${one}: ${notYetOf(one)}`)
  return passed ? 0 : 1
})
