// `npm start`: builds the desk if it changed, and opens it. Where nobody can see a window it opens on a virtual screen,
// leaves a picture of it and ends; `--keep` leaves it running.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasDisplay, readablePlace, virtualScreen } from './desktop.mjs'
import { isRoot, root, run, Stop, script, toolPath } from './machine.mjs'
import { executable, packageDesk } from './package.mjs'
import { as } from './provision/person.mjs'
import { provide } from './provision.mjs'

/** @param {string} output */
const explainSandbox = (output) => {
  if (!/SUID sandbox|No usable sandbox/.test(output)) return output.trim()
  return [
    "This system does not let an ordinary program make the namespaces that Chromium's sandbox needs.",
    'Allow them until the next boot:',
    '  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 kernel.unprivileged_userns_clone=1',
  ].join('\n')
}

const openOnScreen = async () => {
  const args = isRoot && process.platform === 'linux' ? ['--no-sandbox'] : []
  if (args.length > 0) {
    console.warn(
      "You are root, for whom Chromium's sandbox does not work: the desk opens without it. Better use another user.",
    )
  }
  console.log('the desk is open; this command ends when you close it')
  const { code, output } = await run(executable('release'), args, { quiet: true, cwd: root })
  if (code !== 0) throw new Stop(`The desk ended with code ${code}.\n${explainSandbox(output)}`)
}

/** @param {import('node:child_process').ChildProcess} desk @returns {Promise<string>} where its tools listen */
const toolsAddress = (desk) =>
  new Promise((resolve, reject) => {
    let output = ''
    desk.stderr?.on('data', (data) => {
      output += data
      const address = /DevTools listening on (ws:\S+)/.exec(output)?.[1]
      if (address) resolve(address)
    })
    desk.on('exit', (code) =>
      reject(new Stop(`The desk ended with code ${code}.\n${explainSandbox(output)}`)),
    )
    sleep(60_000, undefined, { ref: false }).then(() =>
      reject(new Stop(`The desk did not start within a minute.\n${output}`)),
    )
  })

/** @param {string} address @param {string} picture */
const photograph = async (address, picture) => {
  const { chromium } = await import('@playwright/test')
  const browser = await chromium.connectOverCDP(address)
  try {
    const context = browser.contexts()[0]
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
    if (!page) throw new Stop('The desk started but opened no window.')
    await page.waitForSelector('[data-ready="true"]', { state: 'attached', timeout: 60_000 })
    await page.screenshot({ path: picture })
  } finally {
    await browser.close()
  }
}

/** @param {import('./desktop.mjs').Person | undefined} person @param {boolean} keep */
const openUnseen = async (person, keep) => {
  const place = await readablePlace(person)
  const who = as(person)
  const desk = spawn(
    'xvfb-run',
    [...virtualScreen('1440x900'), executable('release').replace(root, place), '--remote-debugging-port=0'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own, so that the screen ends with the desk.
      detached: true,
      ...who,
      env: { ...process.env, PATH: toolPath, ...who.env },
    },
  )
  const ended = new Promise((resolve) => desk.on('exit', resolve))
  const stop = () => {
    if (desk.pid !== undefined && desk.exitCode === null) process.kill(-desk.pid, 'SIGTERM')
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const picture = join(root, 'dist', 'desk.png')
  try {
    await photograph(await toolsAddress(desk), picture)
    console.log(`the desk opened on a virtual screen; a picture of it: ${picture}`)
    if (keep) {
      console.log('it keeps running until this command is ended')
      await ended
    }
  } finally {
    stop()
    await Promise.race([ended, sleep(5_000, undefined, { ref: false })])
  }
}

await script(async () => {
  const { person } = await packageDesk()
  if (hasDisplay()) return openOnScreen()
  console.log('there is no display here')
  await provide(['window', 'display'])
  await openUnseen(person, process.argv.includes('--keep'))
})
