import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { deskChunks } from './build/desk-chunks.mjs'
import { preloadApp } from './build/preload-app.mjs'
import { rendererManifest } from './build/renderer-manifest.mjs'

// By hand, and not from the installed Electron: the oldest Electron that Kopij is tested on is 33.
const NODE = 'node20.18'
const CHROME = 'chrome130'

const here = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      target: NODE,
      rolldownOptions: {
        input: {
          index: here('main/index.ts'),
          'desk-process': here('main/app/desk-process.ts'),
          'import-process': here('main/import/import-process.ts'),
          // A server installs the hub without the app around it.
          headless: here('main/hub/headless.ts'),
        },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          codeSplitting: {
            groups: deskChunks(here('main/app/desk-process.ts'), {
              'shell-and-desk': here('main/index.ts'),
              'reader-and-desk': here('main/import/import-process.ts'),
              'server-and-desk': here('main/hub/headless.ts'),
            }),
          },
          // Every start reads it; names stay, so that what a log says of an error can be found again.
          minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  },
  preload: {
    build: {
      target: NODE,
      // A sandboxed preload can load nothing but Electron's own modules, so it is one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: here('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    build: {
      target: CHROME,
      outDir: here('out/renderer'),
      minify: true,
      // The content security policy allows files of the app and nothing inline: no data: URL, no polyfill script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { index: here('renderer/index.html') },
        // Zod in a chunk with what tells it not to make code: that must have run before the first schema is made,
        // and chunks that others share run first.
        output: {
          codeSplitting: {
            groups: [{ name: 'schemas', test: /renderer[\\/]lib[\\/]strict-zod|node_modules[\\/]zod[\\/]/ }],
          },
        },
      },
    },
    plugins: [react(), preloadApp(), rendererManifest(here('out/renderer-manifest.json'))],
  },
})
