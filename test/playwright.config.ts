import { resolve } from 'node:path'
import { defineConfig } from '@playwright/test'

const results = resolve(import.meta.dirname, '../test-results/e2e')

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: resolve(results, 'kept'),
  // One desk at a time: the tests look at processes, clocks and the focus of the only screen.
  workers: 1,
  fullyParallel: false,
  // A test that needs a second try is a test that lies.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json']],
})
