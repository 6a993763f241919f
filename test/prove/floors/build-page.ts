/** Bundles the page of a floor that has code of ours in it, the way the renderer is bundled. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

/** The page of a bare ProseMirror view; `remove` takes the bundle away. */
export const buildBareProseMirror = async (): Promise<{ page: string; remove(): void }> => {
  const place = mkdtempSync(join(tmpdir(), 'kopij-page-'))
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'bare-prosemirror'),
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: place,
      emptyOutDir: true,
      target: 'chrome130',
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  })
  return { page: place, remove: () => rmSync(place, { recursive: true, force: true }) }
}
