// better-sqlite3 for an Electron whose Node-API is older than the one its prebuilt binary wants.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { must, root, Stop } from '../machine.mjs'
import { cached } from './cached.mjs'

const source = join(root, 'node_modules', 'better-sqlite3')

/** Changes whenever the steps below do, so that an old build is not taken for a new one. */
const RECIPE = 1

/** Node's own headers: the machine's, or those that came with the `node` package. Without any, node-gyp asks nodejs.org. */
const headers = () => {
  const packaged = join(
    root,
    'node_modules',
    'node',
    'node_modules',
    `node-${process.platform}-${process.arch}`,
  )
  const places = ['/usr', '/usr/local', dirname(dirname(process.execPath)), packaged]
  return places.find((place) => existsSync(join(place, 'include', 'node', 'node_api.h')))
}

/** @param {string} folder */
const compile = async (folder) => {
  console.log('  compiling better-sqlite3 for the older Electron (a minute or two, once)')
  const work = join(folder, 'work')
  const here = join(work, 'better-sqlite3')
  for (const part of ['binding.gyp', 'package.json', 'src', 'deps', 'lib']) {
    cpSync(join(source, part), join(here, part), { recursive: true })
  }
  mkdirSync(join(work, 'node_modules'))
  cpSync(join(root, 'node_modules', 'node-addon-api'), join(work, 'node_modules', 'node-addon-api'), {
    recursive: true,
  })

  const recipe = join(here, 'binding.gyp')
  const before = readFileSync(recipe, 'utf8')
  const after = before
    // Node-API 10 added one thing that this module uses; as an experimental feature Node-API 9 has it too.
    .replace("'NAPI_VERSION=10'", "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'")
    .replace(/'-flto'(, )?/g, '')
  if (!after.includes('NAPI_EXPERIMENTAL'))
    throw new Stop('better-sqlite3 changed its build; see build/provision/native.mjs')
  writeFileSync(recipe, after)

  const at = headers()
  await must(
    'Compiling better-sqlite3',
    'node-gyp',
    ['rebuild', '--release', '--force_build=1', '-j', '2', ...(at ? [`--nodedir=${at}`] : [])],
    { cwd: here },
  )
  const built = join(here, 'build', 'Release', 'better_sqlite3.node')
  // It has to work in the Node that runs this script as well: one binary for every place it is used in.
  await must('Trying better-sqlite3', process.execPath, [
    '-e',
    `const Database = require(${JSON.stringify(here)}); new Database(':memory:').exec('select 1')`,
  ])
  cpSync(built, join(folder, 'better_sqlite3.node'))
}

/** @returns {Promise<string>} the binary */
export const provideSqlite = async () => {
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
  const name = `better-sqlite3-${version}-napi9-${process.platform}-${process.arch}-${RECIPE}`
  const folder = await cached(name, async (draft) => {
    await compile(draft)
    rmSync(join(draft, 'work'), { recursive: true })
  })
  return join(folder, 'better_sqlite3.node')
}
