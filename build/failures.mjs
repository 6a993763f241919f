// What failed, from the reports of the runners: its name and the beginning of what it said. Whoever reads only the end of
// a long log learns here what to look for.
import { stripVTControlCharacters } from 'node:util'

/** @typedef {{ name: string, said: string }} Failure said: at most LINES lines, plain text, may be empty */
/** @typedef {{ message?: string, location?: { file: string, line: number } }} Said */
/** @typedef {{ ok?: boolean, title: string, file?: string, tests: { results: { status: string, error?: Said }[] }[] }} Spec */
/** @typedef {{ title: string, file?: string, specs?: Spec[], suites?: Suite[] }} Suite */
/** @typedef {{ testResults: { name: string, message?: string, assertionResults: { status: string, fullName: string, failureMessages?: string[] }[] }[] }} UnitReport */

/** Enough for an assertion with both of its sides and the place in the test. */
const LINES = 24

/** @param {string | undefined} text */
const beginning = (text) =>
  stripVTControlCharacters(text ?? '')
    .split('\n')
    .slice(0, LINES)
    .join('\n')
    .trim()

/**
 * Unit and integration tests: whatever did not pass, a test that was skipped among them. A file that could not be read at all counts
 * as one failure.
 * @param {UnitReport | undefined} report what vitest writes as json
 * @returns {Failure[]}
 */
export const unitFailures = (report) =>
  (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) =>
    assertionResults.length === 0 && message
      ? [{ name, said: beginning(message) }]
      : assertionResults
          .filter(({ status }) => status !== 'passed')
          .map(({ status, fullName, failureMessages }) => ({
            name: `${name}: ${fullName}`,
            said: beginning(failureMessages?.[0]) || status,
          })),
  )

/** @param {Suite} suite @returns {Spec[]} */
const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)]

/** @param {{ status: string, error?: Said }} result */
const saidBy = ({ status, error }) => {
  const where = error?.location ? `\nat ${error.location.file}:${error.location.line}` : ''
  return error?.message ? beginning(error.message) + where : status
}

/**
 * End-to-end tests: whatever did not pass at its first try, a test that was skipped among them.
 * @param {{ suites: Suite[], errors?: Said[] } | undefined} report what Playwright writes as json
 * @returns {Failure[]}
 */
export const drivenFailures = (report) => [
  ...(report?.errors ?? []).map(({ message }) => ({ name: 'end to end', said: beginning(message) })),
  ...(report?.suites ?? []).flatMap(specsIn).flatMap(({ title, file, tests }) =>
    tests.flatMap(({ results }) => {
      const bad = results.find(({ status }) => status !== 'passed')
      return bad || results.length === 0
        ? [{ name: `${file}: ${title}`, said: bad ? saidBy(bad) : 'not run' }]
        : []
    }),
  ),
]
