/**
 * One line: a WebSocket of one device. What comes up it is looked at, counted and bounded; what goes down it is packed once
 * for all who get the same, and whoever reads too slowly is cut instead of being buffered for without end.
 */
import type { WebSocket } from 'ws'
import type { Clock } from '../../../shared/clock.ts'
import { parseAtDoor } from '../../../shared/ipc/parse.ts'
import { type LiveFromHub, LiveToHub } from '../../../shared/sync/live.ts'
import { pack, unpack } from '../../../shared/sync/wire.ts'
import type { Ear, Live } from '../live.ts'
import type { Bearer } from '../tokens.ts'
import { rolesOf } from '../tokens.ts'
import type { Meters } from './meters.ts'
import { createPace } from './pace.ts'

/** The largest message that a client has to say: 200 ids, or a presence. */
export const LARGEST_FRAME = 65_536
const BEAT = 20_000
/** Bytes that wait for a reader before it counts as gone. */
const MOST_UNREAD = 4_000_000
/** Messages of one line: cursors move a few times a second. */
const PER_SECOND = 40
const BURST = 120
/** Messages that are no messages, before nobody listens any more. */
const MOST_MALFORMED = 10
/** Closed by the hub, with a reason that was said before in `bye`. */
const CUT = 4001

/** Made once for everybody who is sent the same message. */
const packed = new WeakMap<LiveFromHub, Uint8Array>()
const bytesOf = (message: LiveFromHub): Uint8Array => {
  const known = packed.get(message)
  if (known) return known
  const made = pack(message)
  packed.set(message, made)
  return made
}

type Arguments = {
  socket: WebSocket
  bearer: Bearer
  live: Live
  clock: Clock
  meters: Meters
  /** The line is gone. */
  closed(): void
}

export const openLine = ({ socket, bearer, live, clock, meters, closed }: Arguments): void => {
  let watched: ReadonlySet<string> = new Set()
  let malformed = 0
  let answered = true
  let cancelBeat: (() => void) | null = null
  const pace = createPace(clock.now, PER_SECOND, BURST)

  const ear: Ear = {
    seat: { person: bearer.person.id, device: bearer.device, roles: rolesOf(bearer.person) },
    get watched() {
      return watched
    },
    send(message) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > MOST_UNREAD) {
        meters.count('lines_too_slow')
        socket.terminate()
        return
      }
      meters.count('line_messages', { type: message.type })
      socket.send(bytesOf(message))
    },
    cut(fault) {
      if (socket.readyState !== socket.OPEN) return
      socket.send(bytesOf({ type: 'bye', fault }))
      socket.close(CUT, fault.code)
      // Who does not say goodbye in return is gone all the same.
      clock.after(2000, () => socket.terminate())
    },
  }

  const hear = (message: LiveToHub): void => {
    switch (message.type) {
      case 'watch': {
        const before = watched
        watched = new Set(message.items)
        live.presences.refresh(ear, new Set(message.items.filter((item) => !before.has(item))))
        return
      }
      case 'presence': {
        const { client, item, state } = message
        live.presences.appear(ear, { person: bearer.person.id, client, item, state })
        return
      }
    }
  }

  const takeIn = (data: unknown, binary: boolean): void => {
    // Lost messages are said again by the next change: whoever says too much is not heard for a moment.
    if (!pace.take('')) {
      meters.count('line_messages_dropped')
      return
    }
    const bytes = binary && Buffer.isBuffer(data) ? unpack(data, LARGEST_FRAME) : ({ ok: false } as const)
    const message = bytes.ok ? parseAtDoor(LiveToHub, bytes.value) : ({ ok: false } as const)
    if (message.ok) {
      hear(message.value)
      return
    }
    meters.count('line_messages_malformed')
    malformed += 1
    if (malformed === MOST_MALFORMED) ear.cut({ code: 'bad-request', params: {} })
  }

  const beat = (): void => {
    cancelBeat = clock.after(BEAT, () => {
      if (!answered) return socket.terminate()
      answered = false
      socket.ping()
      beat()
    })
  }

  // A frame that breaks the protocol is an error here and an end there; neither is worth more than the end.
  socket.on('error', () => socket.terminate())
  socket.on('message', takeIn)
  socket.on('pong', () => {
    answered = true
  })
  const leave = live.enter(ear)
  socket.on('close', () => {
    cancelBeat?.()
    leave()
    closed()
  })
  beat()
}
