/**
 * A process that reads files and does nothing else (quality, S13): its limits on memory are set by whoever starts it, the one
 * on time is kept by whoever waits for it. In the app it is Electron's utility process, which gets a port to the desk process;
 * under plain Node (proofs, tests) it speaks over its own channel.
 */
import type { Imported } from '../../shared/formats/imported.ts'
import { lockDown } from './lockdown.ts'
import { type FromReader, LONGEST_ITEM, MOST_ITEMS, ToReader } from './messages.ts'
import { readAnything } from './read.ts'

/** The end of a MessagePort as Electron's utility process gets it. */
type Port = {
  postMessage(message: unknown): void
  on(event: 'message', hear: (message: { data: unknown }) => void): void
  start(): void
}
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', hear: (message: { data: unknown; ports: Port[] }) => void): void
}

const parent = (process as { parentPort?: ParentPort }).parentPort

/** So many signs of what was left out are told; a report is read by a person. */
const LONGEST_DROPPED = 100_000

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text

/** Whether an item is one that a desk can take in. */
const isTooMuch = ({ copy, note }: Imported): boolean =>
  copy.body.length > LONGEST_ITEM.blocks || JSON.stringify(copy).length + note.length > 2 * LONGEST_ITEM.signs

/** What goes to the desk: without the words that nobody would read to the end of. */
const shortened = (item: Imported): Imported => {
  let room = LONGEST_DROPPED
  const dropped = item.dropped.slice(0, 500).map(({ what, text }) => {
    const told = cut(text, room)
    room = Math.max(0, room - told.length)
    return { what, text: told }
  })
  const uri = item.uri === null ? null : cut(item.uri, 2000)
  return {
    ...item,
    uri,
    ...(item.follows === undefined ? {} : { follows: cut(item.follows, 2000) }),
    note: cut(item.note, 20_000),
    rawCredits: cut(item.rawCredits, 2000),
    dropped,
  }
}

const read = async (raw: unknown, say: (message: FromReader) => void): Promise<void> => {
  const { bytes, agencies } = ToReader.parse(raw)
  const found = await readAnything(bytes, agencies)
  if (!found.ok) return say({ type: 'refused', reason: found.reason })
  if (found.items.length > MOST_ITEMS || found.items.some(isTooMuch))
    return say({ type: 'refused', reason: 'too-much' })
  for (const item of found.items) say({ type: 'item', item: shortened(item) })
  say({ type: 'done' })
}

const serve = (hear: (take: (raw: unknown) => void) => void, say: (message: FromReader) => void): void => {
  lockDown()
  let turn: Promise<void> = Promise.resolve()
  hear((raw) => {
    turn = turn.then(() => read(raw, say)).catch(() => say({ type: 'refused', reason: 'malformed' }))
  })
  say({ type: 'ready' })
}

if (parent) {
  parent.on('message', ({ ports: [port] }) => {
    if (port === undefined) return
    serve(
      (take) => {
        port.on('message', ({ data }) => take(data))
        port.start()
      },
      (message) => port.postMessage(message),
    )
  })
} else {
  // Taken along before everything is closed.
  const send = process.send?.bind(process)
  serve(
    (take) => process.on('message', take),
    (message) => send?.(message),
  )
  process.once('disconnect', () => process.exit(0))
}
