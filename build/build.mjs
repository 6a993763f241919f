// `npm run build`: bundles the desk into out/. One at a time, since each build empties that folder first.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { must, root, script, seconds, tool } from './machine.mjs'
import { alone } from './package/alone.mjs'

/** Whoever writes to out/ or dist/ holds this. */
export const lock = join(root, 'dist', 'packing')

export const bundle = async () => {
  const started = performance.now()
  await must('Building', tool('electron-vite'), ['build', '--logLevel=warn'])
  console.log(`built: out/, ${seconds(started)}`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await script(() => alone(lock, bundle))
}
