// What the packed desk is made of, as one hash: when it did not change there is nothing to pack.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../machine.mjs'

const SOURCES = [
  'main',
  'preload',
  'renderer',
  'shared',
  'build',
  'electron.vite.config.ts',
  'electron-builder.yml',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
]

/** @param {string} path */
const filesOf = (path) =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()

export const fingerprint = () => {
  const hash = createHash('sha256')
  for (const source of SOURCES.map((name) => join(root, name)).filter(existsSync)) {
    for (const file of filesOf(source))
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}
