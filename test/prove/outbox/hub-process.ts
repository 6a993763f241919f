/**
 * A hub in a process of its own, on its files and the real clock, so that it can be killed as processes are: at any moment,
 * without a word. Its parent tells it what people decide, and asks it how deliveries stand.
 */
import { randomUUID } from 'node:crypto'
import * as disk from 'node:fs/promises'
import { openHub } from '../../../main/hub/hub.ts'
import { nodeClock } from '../../../main/hub/node-clock.ts'
import { openSqliteStore } from '../../../main/hub/store/sqlite.ts'
import { folderTarget } from '../../../main/hub/targets/folder.ts'
import type { DeliveryReport } from '../../../shared/domain/delivery.ts'
import type { TargetInfo } from '../../../shared/domain/target.ts'
import type { Entry } from '../../../shared/sync/entry.ts'

export type Asked =
  | { ask: 'push'; by: string; entries: readonly Entry[] }
  | { ask: 'place'; by: string; target: TargetInfo; path: string }
  | { ask: 'deliveries' }
/** `refused`: why something was not taken. */
export type Answered = { number: number; deliveries: readonly DeliveryReport[]; refused: string | null }

const [file, desk, secret] = process.argv.slice(2)
if (file === undefined || desk === undefined || secret === undefined) throw new Error('file, desk, secret')

const store = await openSqliteStore(file, () => Promise.resolve())
const hub = await openHub({
  desk,
  store: store.store,
  transact: store.transact,
  bus: store.bus,
  clock: nodeClock,
  newId: randomUUID,
  random: () => 0,
  log: () => undefined,
  openFolder: (path) => folderTarget({ folder: path, desk, files: disk }),
  secrets: {
    where: () => Promise.resolve('file'),
    read: () => Promise.resolve(secret),
    write: () => Promise.resolve(),
  },
})
const { connection } = hub

const answer = async (asked: Asked): Promise<Omit<Answered, 'number'>> => {
  switch (asked.ask) {
    case 'push': {
      const rulings = await connection.push(asked.by, asked.entries)
      const refused = rulings.find((ruling) => ruling.verdict === 'refused')
      return { deliveries: [], refused: refused?.verdict === 'refused' ? refused.fault.code : null }
    }
    case 'place':
      await connection.placeFolder(asked.by, asked.target, asked.path)
      return { deliveries: [], refused: null }
    default:
      return {
        deliveries: await connection.deliveries({ item: null, target: null, status: null, limit: 500 }),
        refused: null,
      }
  }
}

process.on('message', (message: { number: number; asked: Asked }) => {
  void answer(message.asked).then(
    (answered) => process.send?.({ number: message.number, ...answered } satisfies Answered),
    (thrown: unknown) => {
      throw thrown
    },
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.('up')
await hub.wake()
