// `npm test`: everything from a fresh clone to a tested, packed desk. What fails does not hide what comes after it.
import { check } from './check.mjs'
import { e2e } from './e2e.mjs'
import { script, seconds } from './machine.mjs'
import { packageDesk } from './package.mjs'
import { provide } from './provision.mjs'

await script(async () => {
  const started = performance.now()
  await provide(['window', 'display', 'schemas'])
  const checked = await check()
  await packageDesk()
  const driven = await e2e()
  console.log(
    `\nnpm test: check ${checked ? 'passed' : 'FAILED'}, e2e ${driven ? 'passed' : 'FAILED'}, ${seconds(started)}`,
  )
  return checked && driven ? 0 : 1
})
