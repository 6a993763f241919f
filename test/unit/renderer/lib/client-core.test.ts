import { describe, expect, it } from 'vitest'
import { createClient } from '../../../../renderer/lib/client-core.ts'
import { FaultError } from '../../../../shared/errors.ts'
import type { Bridge } from '../../../../shared/ipc/contract.ts'

type Sent = { server: string; id: string; name: string; input: unknown; reply: (answer: unknown) => void }

const ANNA = '11111111-1111-4111-8111-111111111111'
const BRAM = '22222222-2222-4222-8222-222222222222'
const ITEM = '33333333-3333-4333-8333-333333333333'
const GONE = { ok: false, fault: { code: 'desk-process-gone', params: {} } }

const rig = () => {
  const sent: Sent[] = []
  const hearers: Record<string, (event: string, payload: unknown) => void> = {}
  const timers: (() => void)[] = []
  const problems: Error[] = []
  let made = 0
  const bridge: Bridge = {
    call: (server, id, name, input) =>
      new Promise((resolve) => sent.push({ server, id, name, input, reply: resolve })),
    subscribe: (server, hear) => {
      hearers[server] = hear
      return () => undefined
    },
  }
  const client = createClient({
    bridge,
    newId: () => {
      made += 1
      return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`
    },
    after: (_delay, run) => timers.push(run),
    report: (problem) => problems.push(problem),
  })
  return {
    client,
    sent,
    problems,
    timers,
    event: (name: string, payload: unknown = null) => hearers['desk']?.(name, payload),
    desk: () => sent.filter((each) => each.server === 'desk'),
    settled: () => new Promise((resolve) => setTimeout(resolve)),
  }
}

const push = { item: ITEM, update: new Uint8Array([1]), restores: null }

describe('the client', () => {
  it('holds requests until the port is there, and those of a person until somebody sits at it', () => {
    const { client, desk, event } = rig()
    void client.call('desk', 'desks.list', {})
    void client.call('desk', 'document.push', push)
    expect(desk()).toHaveLength(0)
    event('port-open')
    expect(desk().map((each) => each.name)).toEqual(['desks.list'])
    client.attach(ANNA)
    expect(desk().map((each) => each.name)).toEqual(['desks.list', 'document.push'])
  })

  it('gives the checked output, and throws faults', async () => {
    const { client, desk, event } = rig()
    event('port-open')
    const good = client.call('desk', 'desks.list', {})
    desk()[0]?.reply({ ok: true, output: [] })
    await expect(good).resolves.toEqual([])
    const bad = client.call('desk', 'desks.list', {})
    desk()[1]?.reply({ ok: false, fault: { code: 'disk-full', params: {} } })
    await expect(bad).rejects.toMatchObject({ fault: { code: 'disk-full' } })
  })

  it('refuses an answer off the contract, and reports it', async () => {
    const { client, desk, event, problems } = rig()
    event('port-open')
    const odd = client.call('desk', 'desks.list', {})
    desk()[0]?.reply({ ok: true, output: [{ id: 'no' }] })
    await expect(odd).rejects.toBeInstanceOf(FaultError)
    expect(problems).toHaveLength(1)
  })

  it('sends again with the same id over the next port, when the process went before it answered', async () => {
    const { client, desk, event, settled } = rig()
    event('port-open')
    client.attach(ANNA)
    const saved = client.call('desk', 'document.push', push)
    desk()[0]?.reply(GONE)
    event('port-closed')
    await settled()
    event('port-open')
    const waiting = desk().length
    client.attach(ANNA)
    expect(desk().length).toBe(waiting + 1)
    expect(desk().at(-1)?.id).toBe(desk()[0]?.id)
    desk()
      .at(-1)
      ?.reply({ ok: true, output: { savedAt: 5 } })
    await expect(saved).resolves.toEqual({ savedAt: 5 })
  })

  it('never sends the words of one person under the name of another', async () => {
    const { client, desk, event } = rig()
    event('port-open')
    client.attach(ANNA)
    const words = client.call('desk', 'document.push', push)
    const sent = desk().length
    event('port-closed')
    event('port-open')
    client.attach(BRAM)
    await expect(words).rejects.toMatchObject({ fault: { code: 'locked' } })
    expect(desk()).toHaveLength(sent)
  })

  it('tells that the one got up before it tells that another sat down, and for whom it speaks', () => {
    const { client, event } = rig()
    event('port-open')
    const told: [string, string | null][] = []
    client.link.subscribe(() => told.push([client.link.get(), client.speaksFor()]))
    client.attach(ANNA)
    client.attach(ANNA)
    client.attach(BRAM)
    expect(told).toEqual([
      ['attached', ANNA],
      ['open', ANNA],
      ['attached', BRAM],
    ])
  })

  it('asks main for a port until one comes', () => {
    const { client, sent, timers, event } = rig()
    client.connect()
    timers.shift()?.()
    timers.shift()?.()
    expect(sent.filter((each) => each.name === 'shell.connect')).toHaveLength(2)
    event('port-open')
    timers.shift()?.()
    expect(sent.filter((each) => each.name === 'shell.connect')).toHaveLength(2)
  })

  it('passes on events that keep to the contract, and reports the others', () => {
    const { client, event, problems } = rig()
    const heard: unknown[] = []
    client.subscribe('desk', 'changed', (change) => heard.push(change))
    event('changed', { topics: ['items'], items: [ITEM] })
    event('changed', { topics: ['weather'], items: [] })
    event('nonsense', {})
    expect(heard).toEqual([{ topics: ['items'], items: [ITEM] }])
    expect(problems).toHaveLength(2)
  })
})
