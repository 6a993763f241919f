// `npm run check`: everything that can be known without opening a window. All steps run, and all failures are told.
// `--only types,lint` runs some of them; their names are below, and `types` alone is all folders of it.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, run, Stop, script, seconds, tool } from './machine.mjs'

const results = join(root, 'test-results')

/** @typedef {{ name: string, command: string, args: string[] }} Step */

/** @type {Step[]} */
const STEPS = [
  ...['shared', 'preload', 'main', 'renderer', 'test', 'build'].map((folder) => ({
    name: `types ${folder}`,
    command: tool('tsc'),
    args: ['-p', folder, '--pretty', 'false'],
  })),
  {
    name: 'lint',
    command: tool('biome'),
    args: ['check', '.', '--error-on-warnings', '--diagnostic-level=warn', '--max-diagnostics=50'],
  },
  { name: 'lock', command: 'node', args: ['build/lock.mjs', '--check'] },
  { name: 'walls', command: 'node', args: ['build/walls.mjs'] },
  { name: 'unused', command: tool('knip'), args: ['--no-progress'] },
  // Some tests start what was built: the hub and the desk process under plain Node.
  { name: 'build', command: 'node', args: ['build/build.mjs'] },
  {
    name: 'tests',
    command: tool('vitest'),
    args: [
      'run',
      '--config=test/vitest.config.ts',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${join(results, 'vitest.json')}`,
    ],
  },
]

/** @param {{ name: string }} step @param {string} asked its name, or the first word of it */
const isAsked = ({ name }, asked) => name === asked || name.split(' ')[0] === asked

/**
 * Runs the steps and answers whether all of them passed. Throws a Stop for a step that there is not.
 * @param {string[]} only names of steps, or their first words; empty means all
 */
export const check = async (only = []) => {
  const unknown = only.find((asked) => !STEPS.some((step) => isAsked(step, asked)))
  if (unknown !== undefined)
    throw new Stop(`There is no step "${unknown}". There are: ${STEPS.map(({ name }) => name).join(', ')}`)
  mkdirSync(results, { recursive: true })
  const steps = STEPS.filter((step) => only.length === 0 || only.some((asked) => isAsked(step, asked)))
  const begun = performance.now()
  /** @type {{ name: string, output: string }[]} */
  const failures = []
  for (const { name, command, args } of steps) {
    const started = performance.now()
    const { code, output } = await run(command, args, {
      quiet: true,
      env: { NO_COLOR: '1', FORCE_COLOR: undefined },
    })
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(16)} ${seconds(started).padStart(7)}`)
    if (code !== 0) failures.push({ name, output })
  }
  for (const { name, output } of failures) console.error(`\n--- ${name}\n${output.trim()}`)
  console.log(
    failures.length === 0
      ? `check: all ${steps.length} steps passed in ${seconds(begun)}`
      : `\ncheck: ${failures.map(({ name }) => name).join(', ')} failed, after ${seconds(begun)}`,
  )
  return failures.length === 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await script(async () => {
    const at = process.argv.indexOf('--only')
    const only = at === -1 ? [] : (process.argv[at + 1] ?? '').split(',').filter(Boolean)
    if (!existsSync(join(root, 'node_modules'))) {
      console.error('The tools are not installed. Run: npm ci')
      return 1
    }
    return (await check(only)) ? 0 : 1
  })
}
