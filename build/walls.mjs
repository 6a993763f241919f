// `node build/walls.mjs`: checks who imports whom. The table is build/walls/table.mjs.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { root, script } from './machine.mjs'
import { checkWalls } from './walls/check.mjs'

const PARTS = ['shared', 'preload', 'main', 'renderer']

const sources = () =>
  new Map(
    PARTS.map((part) => join(root, part))
      .filter(existsSync)
      .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')]),
  )

await script(() => {
  const files = sources()
  const breaches = checkWalls(files)
  for (const { file, line, says } of breaches) console.error(`${file}:${line} ${says}`)
  console.log(
    breaches.length === 0 ? `${files.size} files, every wall stands` : `${breaches.length} breaches`,
  )
  return breaches.length === 0 ? 0 : 1
})
