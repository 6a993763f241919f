/** The same in the packaged app: how long its main process, which starts the readers, ever keeps a window waiting. */
import { basename } from 'node:path'
import { launchDesk } from '../../e2e/support/desk.ts'
import type { Hostile } from './hostile.ts'

/** What main says about itself: the longest that its loop stood still by its own work, ms. */
type Watched = { worst: number }

export type InApp = { mainBlocked: number; answered: number }

/** Imports every file through the packaged desk; main is watched from inside. */
export const importInApp = async (files: readonly Hostile[]): Promise<InApp> => {
  const desk = await launchDesk()
  try {
    const { app, page } = desk
    await app.evaluate(
      ({ dialog }, paths) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...paths] })
        const watched: Watched = { worst: 0 }
        Reflect.set(globalThis, 'kopijWatched', watched)
        const worked = (): number => {
          const { user, system } = process.cpuUsage()
          return (user + system) / 1000
        }
        let last = { at: performance.now(), worked: worked() }
        setInterval(() => {
          const next = { at: performance.now(), worked: worked() }
          // Late by its own work and not by a busy machine.
          watched.worst = Math.max(watched.worst, Math.min(next.at - last.at - 10, next.worked - last.worked))
          last = next
        }, 10)
      },
      files.map(({ path }) => path),
    )
    const answered = await page.evaluate(
      async (names) => {
        type Reply = { ok: boolean; output?: unknown }
        const call = (server: 'desk' | 'shell', name: string, input: unknown): Promise<Reply> =>
          window.kopij.call(server, crypto.randomUUID(), name, input) as Promise<Reply>
        const wanted = { name: 'Proef', person: 'Merel', language: 'nl', sections: ['Binnenland'] }
        const made = await call('desk', 'desks.create', wanted)
        await call('desk', 'desks.use', { desk: (made.output as { id: string }).id })
        const grants = (await call('shell', 'shell.pick-import', {})).output as { id: string }[]
        let done = 0
        for (const [index, { id: grant }] of grants.entries()) {
          const file = { from: 'grant', grant, name: names[index] ?? '' }
          const reply = await call('desk', 'items.import', { file, section: '', again: true })
          if (reply.ok) done += 1
        }
        return done
      },
      files.map(({ path }) => basename(path)),
    )
    const mainBlocked = await app.evaluate(() => (Reflect.get(globalThis, 'kopijWatched') as Watched).worst)
    return { mainBlocked, answered }
  } finally {
    await desk.discard()
  }
}
