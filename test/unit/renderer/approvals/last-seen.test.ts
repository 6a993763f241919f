import { beforeEach, describe, expect, it } from 'vitest'
import { lastSeen, rememberSeen, type Shelf } from '../../../../renderer/features/approvals/last-seen.ts'

const reader = { desk: 'desk', person: 'merel' }
const hash = (digit: string): string => digit.repeat(64)

let boxes: Map<string, string>
let shelf: Shelf

beforeEach(() => {
  boxes = new Map()
  shelf = {
    getItem: (key) => boxes.get(key) ?? null,
    setItem: (key, value) => void boxes.set(key, value),
  }
})

describe('last seen', () => {
  it('remembers the newest revision of each item, for each person apart', () => {
    rememberSeen(shelf, reader, 'one', hash('a'))
    rememberSeen(shelf, reader, 'two', hash('b'))
    rememberSeen(shelf, reader, 'one', hash('c'))
    expect(lastSeen(shelf, reader, 'one')).toBe(hash('c'))
    expect(lastSeen(shelf, reader, 'two')).toBe(hash('b'))
    expect(lastSeen(shelf, { ...reader, person: 'joris' }, 'one')).toBeNull()
  })

  it('lets the oldest fall off', () => {
    for (let item = 0; item <= 500; item++) rememberSeen(shelf, reader, `item ${item}`, hash('a'))
    expect(lastSeen(shelf, reader, 'item 0')).toBeNull()
    expect(lastSeen(shelf, reader, 'item 1')).toBe(hash('a'))
  })

  it('takes a garbled or closed shelf for an empty one', () => {
    boxes.set('kopij.seen.desk.merel', '{"broken')
    expect(lastSeen(shelf, reader, 'one')).toBeNull()
    const closed: Shelf = {
      getItem: () => {
        throw new Error('closed')
      },
      setItem: () => {
        throw new Error('closed')
      },
    }
    expect(lastSeen(closed, reader, 'one')).toBeNull()
    expect(() => rememberSeen(closed, reader, 'one', hash('a'))).not.toThrow()
  })
})
