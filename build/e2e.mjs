// `npm run e2e`: drives the packed desk (dist/e2e) with Playwright, as a user who is not root, with the sandbox on.
// What follows `--` goes to Playwright: npm run e2e -- window.e2e.ts
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bringBack, readablePlace, resultsFolder, runOnDisplay } from './desktop.mjs'
import { Stop, script, seconds } from './machine.mjs'
import { packageDesk } from './package.mjs'
import { provideWordpress } from './provision/wordpress.mjs'
import { provide } from './provision.mjs'

/** The one test that sends copy to a real WordPress. @param {string[]} args */
const asksForSite = (args) => {
  const files = args.filter((arg) => arg.endsWith('.e2e.ts'))
  return files.length === 0 || files.some((file) => file.includes('through-the-door'))
}

/**
 * The same site that the proofs have. A machine that cannot have one is told why, and every other test runs all the same:
 * the one that needs it ends red.
 * @param {import('./provision/person.mjs').Person | undefined} person
 */
const siteOrWhyNot = async (person) => {
  try {
    return await provideWordpress(person)
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop
    console.error(
      `\nthrough-the-door.e2e.ts will fail, because there is no WordPress for it.\n${stop.message}\n`,
    )
    return undefined
  }
}

/** @param {string[]} args */
export const e2e = async (args = []) => {
  const { person } = await provide(['window', 'display', 'schemas'])
  const wordpress = asksForSite(args) ? await siteOrWhyNot(person) : undefined
  const place = await readablePlace(person)
  const results = await resultsFolder(person, place, 'e2e')
  const started = performance.now()
  const { code } = await runOnDisplay(
    person,
    join(place, 'node_modules', '.bin', 'playwright'),
    ['test', '--config=test/playwright.config.ts', ...args],
    {
      cwd: place,
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: join(results, 'report.json'), KOPIJ_WORDPRESS: wordpress },
    },
  )
  bringBack(place, 'e2e')
  console.log(`e2e: ${code === 0 ? 'passed' : 'FAILED'}, ${seconds(started)}`)
  return code === 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await script(async () => {
    await packageDesk()
    return (await e2e(process.argv.slice(2))) ? 0 : 1
  })
}
