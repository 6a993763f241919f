// The list of files that the app's own protocol may serve. It is made from what the build wrote, so that a request can
// be looked up in it: "is it in the list", never "is it somewhere under this folder".
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** @type {Record<string, string>} */
const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
}

/** @param {string} file */
const typeOf = (file) => {
  const type = TYPES[file.slice(file.lastIndexOf('.') + 1)]
  if (!type) throw new Error(`${file}: add its media type to build/renderer-manifest.mjs, or do not ship it`)
  return type
}

/**
 * @param {string} folder what the renderer's build wrote
 * @returns {Record<string, { sha256: string, type: string }>} by request path, such as "/index.html"
 */
export const listRendererFiles = (folder) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [
        `/${relative(folder, file).split(sep).join('/')}`,
        { sha256: createHash('sha256').update(readFileSync(file)).digest('hex'), type: typeOf(file) },
      ]),
  )

/**
 * A Vite plugin that writes the list after the build, beside the folder and not in it: it is not to be served itself.
 * @param {string} file
 * @returns {import('vite').Plugin}
 */
export const rendererManifest = (file) => {
  let folder = ''
  return {
    name: 'kopij:renderer-manifest',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      folder = config.build.outDir
    },
    writeBundle() {
      writeFileSync(file, `${JSON.stringify(listRendererFiles(folder), null, 2)}\n`)
    },
  }
}
