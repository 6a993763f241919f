/**
 * The open line to a hub, for one person: news and text come down it, presence goes up. It breaks without a word when a
 * train enters a tunnel, so it is listened to and asked, and it is opened again with full jitter, because a hub that
 * comes back is greeted by everybody at once.
 */
import WebSocket from 'ws'
import type { Clock } from '../../shared/clock.ts'
import { type Fault, reasonOf } from '../../shared/errors.ts'
import { parseAtDoor } from '../../shared/ipc/parse.ts'
import { LARGEST_MESSAGE, LIVE_PATH, PROTOCOL_HEADER } from '../../shared/sync/calls.ts'
import { LiveFromHub, type LiveToHub } from '../../shared/sync/live.ts'
import { pack, unpack } from '../../shared/sync/wire.ts'

/**
 * How often a line is asked whether it is still there; how long it may be quiet before the way to the hub is looked at
 * by other means, and before it is given up. A network that swallows everything is said within some fifteen seconds.
 */
const BEAT = 4000
const DOUBT_AFTER = 6000
const DEAF_AFTER = 11_000
/** A handshake of this age on a way that works is not answered any more. */
const STALE_HANDSHAKE = 2000
/** Lines that broke although the hub answers calls: something on the way carries no lines, and is not asked each time. */
const MOST_HURRIES = 4
const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 30_000
/** A line that cannot even send this much is not a line any more. */
const MOST_UNSENT = 4_000_000

export type Line = {
  say(message: LiveToHub): void
  isOpen(): boolean
  /** Tries now, whatever the pause: the machine woke, the way is there again, or somebody asked. */
  nudge(): void
  /** The hub answered a call: a line that is down need not wait for its pause to end. */
  answered(): void
  stop(): void
}

type Arguments = {
  origin: string
  protocol: number
  clock: Clock
  random(): number
  /**
   * Runs the handshake with the token of this moment, and holds on to that token until it is over; null: there is none
   * and none will come, so that this line ends.
   */
  withToken(handshake: (token: string) => Promise<void>): Promise<boolean>
  opened(): void
  heard(message: LiveFromHub): void
  /** It has been quiet for longer than it should. */
  doubted(): void
  /** The hub does not take the token of this moment. */
  turnedAway(): void
  /** There is no token, and it tries no more: whoever signs in again needs another line. */
  ended(): void
  /** It is gone; `fault` where the hub said why. */
  closed(fault: Fault | null): void
  log(event: string, facts: Record<string, string | number>): void
}

export const openLine = (with_: Arguments): Line => {
  const { origin, protocol, clock, random, log } = with_
  const url = `${origin.replace(/^http/, 'ws')}${LIVE_PATH}`
  let stopped = false
  let socket: WebSocket | null = null
  let open = false
  let failures = 0
  let trying = false
  let cancelRetry: (() => void) | null = null
  let cancelBeat: (() => void) | null = null
  let lastHeard = 0
  let began = 0
  let hurries = 0
  let urgent = false
  let farewell: Fault | null = null

  const later = (): void => {
    if (stopped || cancelRetry) return
    const most = urgent ? 0 : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures, 10))
    urgent = false
    cancelRetry = clock.after(random() * most, () => {
      cancelRetry = null
      void connect()
    })
  }

  const beat = (): void => {
    cancelBeat = clock.after(BEAT, () => {
      if (!socket || !open) return
      const quiet = clock.now() - lastHeard
      if (quiet > DEAF_AFTER) {
        socket.terminate()
        return
      }
      if (quiet > DOUBT_AFTER) with_.doubted()
      socket.ping()
      beat()
    })
  }

  const gone = (one: WebSocket): void => {
    if (socket !== one) return
    socket = null
    const was = open
    open = false
    cancelBeat?.()
    failures += 1
    const fault = farewell
    farewell = null
    if (was && !stopped) with_.closed(fault)
    later()
  }

  const hear = (one: WebSocket, raw: WebSocket.RawData): void => {
    lastHeard = clock.now()
    const bytes =
      raw instanceof ArrayBuffer ? new Uint8Array(raw) : Array.isArray(raw) ? Buffer.concat(raw) : raw
    const unpacked = unpack(bytes)
    const message = unpacked.ok ? parseAtDoor(LiveFromHub, unpacked.value) : { ok: false as const }
    // A hub of another year, or no hub: nothing on this line is needed for the truth.
    if (!message.ok) {
      log('line-message-unreadable', {})
      one.close(1002)
      return
    }
    if (message.value.type === 'bye') farewell = message.value.fault
    else with_.heard(message.value)
  }

  const handshake = (token: string): Promise<void> =>
    new Promise((settle) => {
      if (stopped) return settle()
      const one = new WebSocket(url, {
        headers: { authorization: `Bearer ${token}`, [PROTOCOL_HEADER]: String(protocol) },
        followRedirects: false,
        handshakeTimeout: 10_000,
        maxPayload: LARGEST_MESSAGE,
        perMessageDeflate: false,
      })
      one.binaryType = 'nodebuffer'
      socket = one
      one.on('open', () => {
        open = true
        lastHeard = clock.now()
        beat()
        settle()
        with_.opened()
      })
      one.on('message', (raw) => {
        // A line that holds for a while was worth opening: the next pause starts small again.
        failures = 0
        hear(one, raw)
      })
      one.on('pong', () => {
        failures = 0
        hurries = 0
        lastHeard = clock.now()
      })
      one.on('ping', () => {
        lastHeard = clock.now()
      })
      one.on('unexpected-response', (_, response) => {
        if (response.statusCode === 401) with_.turnedAway()
        one.terminate()
      })
      one.on('error', (error) => log('line-broken', { reason: reasonOf(error) }))
      one.on('close', () => {
        settle()
        gone(one)
      })
    })

  const connect = async (): Promise<void> => {
    if (stopped || socket || trying) return
    trying = true
    began = clock.now()
    try {
      const there = await with_.withToken(handshake)
      if (there || stopped) return
      stopped = true
      with_.ended()
    } catch (error) {
      log('line-not-opened', { reason: reasonOf(error) })
      failures += 1
      later()
    } finally {
      trying = false
    }
  }
  void connect()

  const hurry = (): void => {
    if (socket && !open && clock.now() - began > STALE_HANDSHAKE) {
      urgent = true
      socket.terminate()
    }
    if (trying) return
    cancelRetry?.()
    cancelRetry = null
    void connect()
  }

  return {
    say(message) {
      if (!socket || !open) return
      if (socket.bufferedAmount > MOST_UNSENT) return socket.terminate()
      socket.send(pack(message))
    },
    isOpen: () => open,
    nudge() {
      failures = 0
      hurries = 0
      if (open && socket) socket.ping()
      else hurry()
    },
    answered() {
      if (open || stopped || cancelRetry === null || hurries >= MOST_HURRIES) return
      hurries += 1
      hurry()
    },
    stop() {
      stopped = true
      cancelRetry?.()
      cancelBeat?.()
      socket?.terminate()
    },
  }
}
