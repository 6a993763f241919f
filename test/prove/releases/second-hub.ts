/** The second process: a hub on a file that another hub has open, in the time that it is told. */
import { type Life, openLife, settled } from './desk.ts'
import { createMachine, type Machine } from './machine.ts'

export type ToSecond =
  | { type: 'open'; file: string; desk: string; now: number }
  | { type: 'wait'; ms: number }
  | { type: 'stop' }
/** `tried`: the items that it tried to release. */
export type FromSecond = { tried: string[] }

let machine: Machine | null = null
let life: Life | null = null

const wait = async (ms: number): Promise<void> => {
  for (let left = ms; left > 0 && machine && life; ) {
    const step = Math.min(left, machine.next() ?? left)
    machine.wait(step)
    left -= step
    await settled(life.hub)
  }
}

const hear = async (message: ToSecond): Promise<void> => {
  if (message.type === 'open') {
    machine = createMachine(message.now)
    life = await openLife(message.file, message.desk, machine.clockOf(1))
  } else if (message.type === 'wait') await wait(message.ms)
  process.send?.({ tried: [...(life?.tried.keys() ?? [])] } satisfies FromSecond)
}

let running: Promise<void> = Promise.resolve()
process.on('message', (message: ToSecond) => {
  running = running.then(() => hear(message))
})
process.on('disconnect', () => process.exit(0))
