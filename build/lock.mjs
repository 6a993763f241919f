// `node build/lock.mjs` completes package-lock.json; `--check` only looks.
// Tools come as one package per platform. A registry that mirrors a part of npm may lack those of other platforms; npm
// then leaves them out of the lock, and `npm ci` refuses such a lock everywhere. What is added says for which platform
// it is, so that npm passes it by on every other.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, script } from './machine.mjs'

const file = join(root, 'package-lock.json')

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x']

/** @param {string} name the name says it: binding-linux-arm-gnueabihf */
const platformOf = (name) => {
  const words = name.split(/[-/]/)
  const system = SYSTEMS.find((word) => words.includes(word))
  if (name.includes('wasm32')) return { cpu: ['wasm32'] }
  if (!system) return undefined
  const cpu = PROCESSORS.find((word) => words.includes(word))
  const musl = words.some((word) => word.startsWith('musl'))
  const libc = system === 'linux' ? { libc: [musl ? 'musl' : 'glibc'] } : {}
  return { ...(cpu ? { cpu: [cpu] } : {}), ...libc, os: [system] }
}

/**
 * The optional packages that the lock names without an entry of their own.
 * @param {Record<string, { dev?: boolean, optionalDependencies?: Record<string, string> }>} packages
 */
const absent = (packages) =>
  Object.entries(packages).flatMap(([place, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name]) => !(`node_modules/${name}` in packages) && !(`${place}/node_modules/${name}` in packages),
      )
      .map(([name, version]) => ({ name, version, dev })),
  )

await script(() => {
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = absent(lock.packages)
  if (process.argv.includes('--check')) {
    if (missing.length === 0) return 0
    console.error(
      `package-lock.json lacks ${missing.map(({ name }) => name).join(', ')}.\n\`npm ci\` would refuse it. Run: node build/lock.mjs`,
    )
    return 1
  }
  for (const { name, version, dev } of missing) {
    const platform = platformOf(name)
    if (!platform) {
      console.error(`${name} is missing from the lock, and its name does not say which platform it is for`)
      return 1
    }
    lock.packages[`node_modules/${name}`] = {
      version: version.replace(/^[~^]/, ''),
      ...(dev ? { dev } : {}),
      optional: true,
      ...platform,
    }
  }
  // npm's own order, so that the next `npm install` changes nothing.
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  )
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`added ${missing.length} packages of other platforms`)
  return 0
})
