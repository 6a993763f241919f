/** Who is in which item: told to everybody else, at a pace, and forgotten as soon as it is not true any more. */
import { describe, expect, it } from 'vitest'
import { createPresence, type Guest } from '../../../main/desk/presence.ts'
import type { PeerInItem } from '../../../shared/ipc/together.ts'
import type { HubConnection, HubNews, Line } from '../../../shared/sync/connection.ts'
import { createTestClock } from '../../support/desk.ts'

type Heard = Parameters<Parameters<HubConnection['onPeer']>[0]>[0]

const ANNA = { id: 'anna', name: 'Anna de Wit' }
const JORIS = { id: 'joris', name: 'Joris Wiegersma' }

const setUp = () => {
  const clock = createTestClock(0)
  const said: [string, string, string, string | null][] = []
  let peer: (heard: Heard) => void = () => undefined
  let news: (of: HubNews) => void = () => undefined
  let state: Line['state'] = 'connected'
  const hub = {
    appear: (person: string, client: string, item: string, at: string | null) =>
      void said.push([person, client, item, at]),
    onPeer: (hear: typeof peer) => {
      peer = hear
      return () => undefined
    },
    onNews: (hear: typeof news) => {
      news = hear
      return () => undefined
    },
    line: (): Line => ({ where: 'elsewhere', state, fault: null, since: 0, skew: 0 }),
  }
  const presence = createPresence(hub, clock)
  /** A window that shows some items, and what it last heard of each. */
  const sit = (client: string, ...shown: string[]) => {
    const last = new Map<string, PeerInItem[]>()
    let times = 0
    const guest: Guest = {
      hear: (item, peers) => {
        times += 1
        last.set(item, peers)
      },
      shows: (item) => shown.includes(item),
    }
    const place = presence.enter(client, guest)
    return {
      place,
      shown,
      times: () => times,
      sees: (item: string) => (last.get(item) ?? []).map(({ name, state: at }) => `${name} ${at}`),
    }
  }
  return {
    clock,
    said,
    sit,
    remote: (heard: Partial<Heard>) =>
      peer({ client: 'far', person: 'els', name: 'Els', item: 'i', state: 'x', ...heard }),
    line: (to: Line['state']) => {
      state = to
      news('line')
    },
    stop: presence.stop,
  }
}

describe('windows of one desk process', () => {
  it('see each other come, move and go; a person with two windows is told of nobody', () => {
    const { clock, sit } = setUp()
    const one = sit('w1', 'i')
    const two = sit('w2', 'i')
    const three = sit('w3', 'i')
    one.place.set(ANNA, 'i', 'a')
    two.place.set(JORIS, 'i', 'b')
    three.place.set(ANNA, 'i', 'c')
    clock.advance(200)
    expect(two.sees('i')).toEqual(['Anna de Wit a', 'Anna de Wit c'])
    expect(one.sees('i')).toEqual(['Joris Wiegersma b'])
    two.place.set(JORIS, 'i', 'b2')
    clock.advance(200)
    expect(one.sees('i')).toEqual(['Joris Wiegersma b2'])
    two.place.set(JORIS, 'other', 'b3')
    clock.advance(200)
    expect(one.sees('i')).toEqual([])
    two.place.leave()
    three.place.close()
    clock.advance(200)
    expect(two.sees('i')).toEqual(['Anna de Wit a'])
  })

  it('are told of moves ten times a second at most, and of the last one always', () => {
    const { clock, sit, said } = setUp()
    const one = sit('w1', 'i')
    const two = sit('w2', 'i')
    one.place.set(ANNA, 'i', 'start')
    two.place.set(JORIS, 'i', 'start')
    clock.advance(1000)
    const before = { heard: two.times(), said: said.length }
    for (let move = 0; move < 200; move += 1) {
      one.place.set(ANNA, 'i', `move ${move}`)
      clock.advance(5)
    }
    clock.advance(100)
    expect(two.times() - before.heard).toBeLessThanOrEqual(11)
    expect(said.length - before.said).toBeLessThanOrEqual(11)
    expect(two.sees('i')).toEqual(['Anna de Wit move 199'])
    expect(said.at(-1)).toEqual(['anna', 'w1', 'i', 'move 199'])
  })

  it('hear of other items only who comes and goes', () => {
    const { clock, sit } = setUp()
    const list = sit('w1')
    const two = sit('w2', 'i')
    two.place.set(JORIS, 'i', 'where exactly')
    clock.advance(200)
    expect(list.sees('i')).toEqual(['Joris Wiegersma '])
    const heard = list.times()
    two.place.set(JORIS, 'i', 'somewhere else')
    clock.advance(200)
    expect(list.times()).toBe(heard)
    const late = sit('w3')
    late.place.greet()
    expect(late.sees('i')).toEqual(['Joris Wiegersma '])
  })

  it('forget a window that says nothing any more, and one where somebody else sat down', () => {
    const { clock, sit, said } = setUp()
    const one = sit('w1', 'i')
    const two = sit('w2', 'i')
    two.place.set(JORIS, 'i', 'b')
    clock.advance(140_000)
    one.place.set(ANNA, 'i', 'a')
    expect(one.sees('i')).toEqual(['Joris Wiegersma b'])
    clock.advance(30_000)
    expect(one.sees('i')).toEqual([])
    expect(said.at(-1)).toEqual(['joris', 'w2', 'i', null])
    one.place.set(JORIS, 'i', 'c')
    clock.advance(200)
    expect(said.slice(-2)).toEqual([
      ['anna', 'w1', 'i', null],
      ['joris', 'w1', 'i', 'c'],
    ])
  })
})

describe('colleagues elsewhere', () => {
  it('are seen until they leave, or the line is lost; then windows here say again where they are', () => {
    const { clock, sit, said, remote, line } = setUp()
    const one = sit('w1', 'i')
    one.place.set(ANNA, 'i', 'a')
    remote({})
    remote({ client: 'far2', person: 'bas', name: 'Bas' })
    clock.advance(200)
    expect(one.sees('i')).toEqual(['Els x', 'Bas x'])
    remote({ client: 'far2', state: null })
    clock.advance(200)
    expect(one.sees('i')).toEqual(['Els x'])
    // Of an item that nobody has open here the hub says no more than who comes: silence is not leaving.
    clock.advance(100_000)
    expect(one.sees('i')).toEqual(['Els x'])
    line('offline')
    clock.advance(200)
    expect(one.sees('i')).toEqual([])
    const before = said.length
    line('connected')
    clock.advance(200)
    expect(said.slice(before)).toEqual([['anna', 'w1', 'i', 'a']])
  })

  it('cannot be a window of this process', () => {
    const { clock, sit, remote } = setUp()
    const one = sit('w1', 'i')
    const two = sit('w2', 'i')
    one.place.set(ANNA, 'i', 'a')
    remote({ client: 'w1', person: 'els', state: 'forged' })
    clock.advance(200)
    expect(two.sees('i')).toEqual(['Anna de Wit a'])
  })
})
