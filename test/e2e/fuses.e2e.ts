/** The switches that Electron leaves in its executable: set as they ship, and without effect when somebody tries them. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { executableOf } from './support/desk.ts'
import { expect, test } from './support/test.ts'

const OFF = FuseState.DISABLE
const ON = FuseState.ENABLE

const SHIPPED = {
  [FuseV1Options.RunAsNode]: OFF,
  [FuseV1Options.EnableCookieEncryption]: ON,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
  [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
  [FuseV1Options.OnlyLoadAppFromAsar]: ON,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: OFF,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF,
}

test('the fuses are set as they ship, and the copy for tests differs in one', async () => {
  expect(await getCurrentFuseWire(executableOf('release'))).toMatchObject(SHIPPED)
  expect(await getCurrentFuseWire(executableOf('e2e'))).toMatchObject({
    ...SHIPPED,
    [FuseV1Options.EnableNodeCliInspectArguments]: ON,
  })
})

/** Starts a desk, waits until it listens to its tools (so it is up), does something, and gives what it wrote. */
const outputOf = async (
  variant: 'e2e' | 'release',
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  then: (pid: number, output: () => string) => Promise<void> = () => sleep(500),
): Promise<string> => {
  const profile = await mkdtemp(join(tmpdir(), 'kopij-fuses-'))
  const desk = spawn(
    executableOf(variant),
    [`--user-data-dir=${profile}`, '--remote-debugging-port=0', ...args],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  const keep = (data: Buffer): void => {
    output += data.toString()
  }
  desk.stdout.on('data', keep)
  desk.stderr.on('data', keep)
  const gone = new Promise<void>((resolve) => desk.once('exit', () => resolve()))
  try {
    await expect.poll(() => output, { timeout: 20_000 }).toContain('DevTools listening')
    if (desk.pid !== undefined) await then(desk.pid, () => output)
    return output
  } finally {
    desk.kill('SIGKILL')
    await gone
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

test('it does not turn into a plain Node', async () => {
  // A Node would print this and end; the desk knows no such option and opens.
  const output = await outputOf('release', ['-e', 'console.log("I am " + "Node")'], {
    ELECTRON_RUN_AS_NODE: '1',
  })
  expect(output).not.toContain('I am Node')
})

test('it does not take options for Node from the environment', async () => {
  const output = await outputOf('release', [], { NODE_OPTIONS: '--require=/nonexistent/intruder.cjs' })
  expect(output).not.toContain('intruder')
})

// The copy for tests has this one switch on, and so shows that these probes would see a debugger.
const LISTENING = 'Debugger listening'
/** A debugger that opens is waited for; for one that does not, all that can be done is to give it time. */
const debuggerHad = async (opens: boolean, output: () => string): Promise<void> => {
  if (opens) await expect.poll(output, { timeout: 20_000 }).toContain(LISTENING)
  else await sleep(1_000)
}

for (const [variant, opens] of [
  ['release', false],
  ['e2e', true],
] as const) {
  test(`${variant}: a debugger for Node on request: ${opens}`, async () => {
    const output = await outputOf(variant, ['--inspect=0'], {}, (_pid, so) => debuggerHad(opens, so))
    expect(output.includes(LISTENING)).toBe(opens)
  })

  test(`${variant}: a debugger for Node on a signal: ${opens}`, async () => {
    const output = await outputOf(variant, [], {}, async (pid, so) => {
      process.kill(pid, 'SIGUSR1')
      await debuggerHad(opens, so)
    })
    expect(output.includes(LISTENING)).toBe(opens)
  })
}
