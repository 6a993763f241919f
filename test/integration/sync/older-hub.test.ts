/** A hub of before runs of text went as bytes: it is spoken to in the words that it knows. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createCalls, type Fetch } from '../../../main/sync/remote-calls.ts'
import { newDocument } from '../../../shared/document/layout.ts'
import { DENSE_HEADER } from '../../../shared/sync/calls.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import { unpack } from '../../../shared/sync/wire.ts'
import { createWriter, openTestHub, type TestHub } from '../../support/hub.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openTestHub()
})
afterEach(() => hub.remove())

/** Whether a message holds runs of text as bytes. */
const isDense = (bytes: Uint8Array): boolean => {
  const message = unpack(bytes)
  if (!message.ok) throw new Error('no message')
  const { entries = [], output } = message.value as { entries?: unknown[]; output?: unknown }
  const lists = [
    entries,
    Array.isArray(output) ? output : ((output as { entries?: unknown[] })?.entries ?? []),
  ]
  return lists.flat().some((one) => one instanceof Uint8Array)
}

/** The way to a hub that is an older one, or becomes one, as long as `older` says so. */
const wayTo = (older: () => boolean, seen: { asked: boolean[]; answered: boolean[] }): Fetch => {
  return async (url, init) => {
    const headers = new Headers(init.headers)
    const body = init.body as Uint8Array<ArrayBuffer>
    seen.asked.push(isDense(body))
    if (!older()) {
      const answer = await fetch(url, init)
      const bytes = new Uint8Array(await answer.clone().arrayBuffer())
      seen.answered.push(isDense(bytes))
      return answer
    }
    headers.delete(DENSE_HEADER)
    // To an older hub bytes are no entry. It reads what it is sent, so here is what ours says of something unreadable.
    const sent = isDense(body) ? Uint8Array.of(0xc0) : body
    const answer = await fetch(url, { ...init, headers, body: sent })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    seen.answered.push(isDense(bytes))
    const { status } = answer
    const kept = new Headers(answer.headers)
    kept.delete(DENSE_HEADER)
    return new Response(bytes, { status, headers: kept })
  }
}

test.each(['always', 'never', 'later'] as const)('a hub that is older: %s', async (when) => {
  const noor = await hub.join('Noor Visser', ['editor'])
  const writer = createWriter(noor.person, hub.clock.now)
  const item = randomUUID()
  const seen = { asked: [] as boolean[], answered: [] as boolean[] }
  let older = when === 'always'
  const calls = createCalls({
    ...{ origin: hub.url, clock: hub.clock, fetch: wayTo(() => older, seen), heard: () => undefined },
  })
  const doc = newDocument()
  const type = (): Entry => {
    const before = Y.encodeStateVector(doc)
    doc.getText('notes').insert(0, 'x')
    return writer.update(item, Y.encodeStateAsUpdate(doc, before))
  }
  const push = (entries: Entry[]) => calls.call('push', { entries }, noor.token)
  await calls.call('greet', {}, null)
  const first = await push([writer.created(item), type(), type(), type()])
  older ||= when === 'later'
  const second = await push([type(), type()])
  const { entries } = await calls.call('pull', { after: 0, limit: 500 }, noor.token)
  calls.stop()
  expect([...first, ...second].every(({ verdict }) => verdict === 'accepted')).toBe(true)
  const pushed = [...first, ...second].map(({ id }) => id)
  expect(entries.map(({ entry }) => entry.id).slice(-pushed.length)).toEqual(pushed)
  expect(seen.asked).toEqual(
    when === 'always'
      ? [false, false, false, false]
      : when === 'never'
        ? [false, true, true, false]
        : // It is tried once, and said again in plain words.
          [false, true, true, false, false],
  )
  expect(seen.answered.some(Boolean)).toBe(when !== 'always')
})

test('bytes that are no run of text are no entries: the hub says so and goes on', async () => {
  const noor = await hub.join('Noor Visser', ['editor'])
  const token = { token: noor.token }
  for (const bytes of [
    [],
    [0],
    [1],
    [1, 255, 255, 255, 255, 255, 255, 255, 127],
    [2, 1, 1, 7],
    [3, 2, 1, 1],
    [9],
  ]) {
    const answer = await hub.ask('push', { entries: [Uint8Array.from(bytes)] }, token)
    expect(answer, bytes.join()).toMatchObject({ ok: false, status: 400, code: 'bad-request' })
  }
  expect(await hub.ask('push', { entries: [] }, token)).toMatchObject({ ok: true })
  expect(await hub.ask('greet', {})).toMatchObject({ ok: true })
})
