// Holds the sources against the walls. Pure: paths and texts in, breaches out, so that it can itself be tested.
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { read } from './read.mjs'
import { DOORS, PLAIN_NODE, WALLS } from './table.mjs'

/** @typedef {{ file: string, line: number, says: string }} Breach */

/** @param {string} path @param {string} room a folder or a file */
const inside = (path, room) => path === room || path.startsWith(room.endsWith('/') ? room : `${room}/`)

/** @param {string} path */
const wallOf = (path) =>
  WALLS.filter((wall) => inside(path, wall.room)).sort((a, b) => b.room.length - a.room.length)[0]

/** @param {string} specifier "fs" and "node:fs" are one thing */
const named = (specifier) => (builtinModules.includes(specifier) ? `node:${specifier}` : specifier)

/** @param {string} from @param {string} specifier @returns {string | undefined} the file of ours that is meant */
const ours = (from, specifier) => {
  const plain = specifier.replace(/[?#].*$/, '')
  return plain.startsWith('.') ? posix.join(posix.dirname(from), plain) : undefined
}

/** @param {string} path the feature that a file of the renderer belongs to */
const featureOf = (path) => /^renderer\/features\/([^/]+)\//.exec(path)?.[1]

/**
 * @param {string} file
 * @param {import('./table.mjs').Wall} wall
 * @param {string} target
 */
const ownBreach = (file, wall, target) => {
  const allowed = [wall.room, ...wall.rooms].some((room) => inside(target, room))
  if (!allowed) return `imports ${target}: ${wall.why}`
  const feature = featureOf(target)
  if (feature && feature !== featureOf(file) && !/^renderer\/features\/[^/]+\/index\.tsx?$/.test(target)) {
    return `imports ${target}: a feature is reached through its index`
  }
  return undefined
}

/** @param {import('./table.mjs').Wall} wall @param {string} name */
const packageBreach = (wall, name) => {
  if (wall.packages ? wall.packages.test(name) : !wall.never?.test(name)) return undefined
  return `imports ${name}: ${wall.why}`
}

/**
 * @param {Map<string, import('./read.mjs').Source>} sources
 * @returns {Breach[]}
 */
const electronUnderPlainNode = (sources) =>
  PLAIN_NODE.flatMap((entry) => {
    /** @type {Breach[]} */
    const found = []
    const seen = new Set()
    const walk = (/** @type {string} */ file) => {
      if (seen.has(file)) return
      seen.add(file)
      for (const { to, line } of sources.get(file)?.imports ?? []) {
        const target = ours(file, to)
        if (target) walk(target)
        else if (/^electron($|\/)/.test(to)) {
          found.push({
            file,
            line,
            says: `imports electron, and ${entry}, which runs under plain Node, reaches it`,
          })
        }
      }
    }
    walk(entry)
    return found
  })

/** @param {Map<string, import('./read.mjs').Source>} sources @returns {Breach[]} */
const doorsLeftOpen = (sources) =>
  DOORS.flatMap(({ what, match, only, why }) => {
    /** @type {Breach[]} */
    const uses = []
    for (const [file, source] of sources) {
      const used =
        what === 'name'
          ? source.names.find(({ name }) => match.test(name))
          : source.imports.find(({ to }) => match.test(to))
      if (used) uses.push({ file, line: used.line, says: why })
    }
    if (only) return uses.filter(({ file }) => !only.some((place) => inside(file, place)))
    return uses.length > 1 ? uses : []
  })

/**
 * @param {Map<string, string>} files paths from the root, with forward slashes, and their text
 * @returns {Breach[]}
 */
export const checkWalls = (files) => {
  const sources = new Map([...files].map(([path, text]) => [path, read(path, text)]))
  /** @type {Breach[]} */
  const breaches = []
  for (const [file, source] of sources) {
    const wall = wallOf(file)
    if (!wall) {
      breaches.push({
        file,
        line: 1,
        says: 'is in no room of build/walls/table.mjs; put it in one, or add the room',
      })
      continue
    }
    for (const { what, line } of source.unclear)
      breaches.push({ file, line, says: `has ${what}, which cannot be checked` })
    for (const { to, line } of source.imports) {
      const target = ours(file, to)
      const says = target === undefined ? packageBreach(wall, named(to)) : ownBreach(file, wall, target)
      if (says) breaches.push({ file, line, says })
    }
  }
  return [...breaches, ...electronUnderPlainNode(sources), ...doorsLeftOpen(sources)]
}
