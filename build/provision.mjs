// `node build/provision.mjs`: gets what building, opening and testing the desk needs and the machine lacks.
// Quick when everything is there. Other scripts call provide(); this file also runs by itself, to do it ahead of time.
import { pathToFileURL } from 'node:url'
import { script, seconds } from './machine.mjs'
import { provideElectron } from './provision/electron.mjs'
import { provideLibraries } from './provision/libraries.mjs'
import { provideSqlite } from './provision/native.mjs'
import { providePerson } from './provision/person.mjs'

/**
 * @param {import('./provision/libraries.mjs').Purpose[]} purposes what the machine's libraries are for
 */
export const provide = async (purposes) => {
  const started = performance.now()
  const electron = await provideElectron()
  await provideLibraries(electron.standIn ? [...purposes, 'compiler'] : purposes, electron.dist)
  const sqlite = electron.standIn ? await provideSqlite() : undefined
  const person = await providePerson()
  console.log(
    `provisioned: Electron ${electron.version}${electron.standIn ? ' (from npm)' : ''}, ${seconds(started)}`,
  )
  return { electron, sqlite, person }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await script(async () => {
    await provide(['window', 'display', 'schemas'])
  })
}
