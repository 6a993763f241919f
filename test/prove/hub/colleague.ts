/** Somebody with a token: pushes, pulls, holds a line. The bare conversation, without a desk around it. */
import { randomUUID } from 'node:crypto'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { bodyOf } from '../../../shared/document/layout.ts'
import { emptyCopy, seedDocument } from '../../../shared/document/write-copy.ts'
import type { Role } from '../../../shared/domain/person.ts'
import {
  CallAnswer,
  type CallInput,
  type CallName,
  type CallOutput,
  PROTOCOL_HEADER,
} from '../../../shared/sync/calls.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import type { LiveFromHub, LiveToHub } from '../../../shared/sync/live.ts'
import { PROTOCOL } from '../../../shared/sync/messages.ts'
import type { Seat } from '../../../shared/sync/team.ts'
import { CONTENT_TYPE, pack, unpack } from '../../../shared/sync/wire.ts'

const headersWith = (token: string | null): Record<string, string> => ({
  [PROTOCOL_HEADER]: String(PROTOCOL),
  ...(token === null ? {} : { authorization: `Bearer ${token}` }),
})

/** One call; throws with the code of a refusal, or with what the network says. */
export const callHub = async <N extends CallName>(
  url: string,
  name: N,
  input: CallInput<N>,
  token: string | null = null,
): Promise<CallOutput<N>> => {
  const response = await fetch(`${url}/v1/${name}`, {
    method: 'POST',
    headers: { 'content-type': CONTENT_TYPE, ...headersWith(token) },
    body: pack(input),
    signal: AbortSignal.timeout(20_000),
  })
  const unpacked = unpack(new Uint8Array(await response.arrayBuffer()), 20_000_000)
  const answer = CallAnswer.parse(unpacked.ok ? unpacked.value : undefined)
  if (!answer.ok) throw new Error(answer.fault.code)
  return answer.output as CallOutput<N>
}

export type Line = {
  say(message: LiveToHub): void
  sayBytes(bytes: Uint8Array): void
  closed: Promise<void>
  close(): void
}

export const openLine = (url: string, token: string, hear: (message: LiveFromHub) => void): Promise<Line> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/live`, {
      headers: headersWith(token),
      perMessageDeflate: false,
    })
    const closed = new Promise<void>((settle) => socket.on('close', () => settle()))
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      const unpacked = unpack(data)
      if (unpacked.ok) hear(unpacked.value as LiveFromHub)
    })
    socket.on('open', () =>
      resolve({
        say: (message) => socket.send(pack(message)),
        sayBytes: (bytes) => {
          if (socket.readyState === socket.OPEN) socket.send(bytes)
        },
        closed,
        close: () => socket.terminate(),
      }),
    )
  })

export type Colleague = {
  seat: Seat
  token: string
  /** The entries that begin an item. */
  begin(section: string): { item: string; entries: Entry[]; doc: Y.Doc }
  /** A word more at the end of an item. */
  type(item: string, doc: Y.Doc): Entry
}

const colleagueOf = (seat: Seat): Colleague => {
  const replica = randomUUID()
  let seq = 0
  const envelope = () => {
    seq += 1
    return { id: randomUUID(), author: seat.person, replica, seq, at: Date.now() }
  }
  const update = (item: string, bytes: Uint8Array): Entry => ({
    ...envelope(),
    kind: 'update',
    item,
    epoch: 1,
    seen: 0,
    update: bytes,
    carries: [],
  })
  return {
    seat,
    token: seat.token,
    begin(section) {
      const item = randomUUID()
      const doc = new Y.Doc()
      const created: Entry = { ...envelope(), kind: 'event', item, event: { type: 'created', kind: 'lead' } }
      seedDocument(doc, emptyCopy('lead', section, 'nl'))
      return { item, entries: [created, update(item, Y.encodeStateAsUpdate(doc))], doc }
    },
    type(item, doc) {
      const before = Y.encodeStateVector(doc)
      doc.transact(() => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText(`woord${seq} `)])
        bodyOf(doc).push([paragraph])
      })
      return update(item, Y.encodeStateAsUpdate(doc, before))
    },
  }
}

const joinAs = (url: string, code: string, name: string): Promise<Seat> =>
  callHub(url, 'join', {
    code,
    name,
    passphrase: `wachtzin van ${name}`,
    device: { id: randomUUID(), name: 'proef' },
  })

/** Everybody at a desk that was just founded: the first person by the server's own code, the others by his. */
export const gather = async (url: string, code: string, count: number): Promise<Colleague[]> => {
  const first = await joinAs(url, code, 'Merel Oosterhof')
  const roles: Role[] = ['editor']
  const others = await Promise.all(
    Array.from({ length: count - 1 }, async (_, at) => {
      const invitation = await callHub(url, 'invite', { roles, person: null }, first.token)
      return await joinAs(url, invitation.code, `Redacteur ${at + 1}`)
    }),
  )
  return [first, ...others].map(colleagueOf)
}
