// Names what failed and counts what ran: `node build/tally.mjs STEPS_THAT_FAILED` ends with the line that CI reads. A step that failed without
// a test to blame (a type error, a build that broke) is a failure too.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { drivenFailures, unitFailures } from './failures.mjs'
import { root } from './machine.mjs'

/** @param {string} name */
const results = (name) => {
  const file = join(root, 'test-results', name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

const unit = results('vitest.json')
const report = results('e2e/report.json')
const driven = report?.stats
/** @type {{ name: string, ok: boolean }[]} */
const proofs = results('proofs.json') ?? []

const counts = {
  'unit and integration': unit ? [unit.numPassedTests, unit.numTotalTests - unit.numPassedTests] : [0, 0],
  // A test that was skipped or needed a second try did not pass.
  'end to end': driven ? [driven.expected, driven.unexpected + driven.flaky + driven.skipped] : [0, 0],
  proofs: [proofs.filter(({ ok }) => ok).length, proofs.filter(({ ok }) => !ok).length],
}
for (const { name, said } of [...unitFailures(unit), ...drivenFailures(report)])
  console.log(`FAILED ${name}\n${said}\n`)
for (const { name, ok } of proofs) if (!ok) console.log(`FAILED proof ${name}\n`)

for (const [what, [passed, failed]] of Object.entries(counts))
  console.log(`${what}: ${passed} passed, ${failed} failed`)

const sum = (/** @type {0 | 1} */ at) => Object.values(counts).reduce((total, pair) => total + pair[at], 0)
const failed = Math.max(sum(1), Number(process.argv[2] ?? 0))
console.log(`\n${sum(0)} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
