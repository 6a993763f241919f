import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '..')

export default defineConfig({
  root,
  cacheDir: resolve(root, 'node_modules/.cache/vitest'),
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Native modules and servers: a process each, so that one test's crash is that test's failure.
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A test that needs a second try is a test that lies.
    retry: 0,
    allowOnly: false,
  },
})
