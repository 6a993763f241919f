/** The eyes of the releases proof: what it takes for a change of the clocks, and what its computer does while it sleeps. */
import { describe, expect, test } from 'vitest'
import { createMachine } from '../../prove/releases/machine.ts'
import { transitionsOf, wallsRound, ZONES } from '../../prove/releases/zones.ts'

describe('changes of the clocks', () => {
  test('are found to the minute', () => {
    expect(transitionsOf('Europe/Amsterdam').map(({ at }) => new Date(at).toISOString())).toEqual([
      '2027-03-28T01:00:00.000Z',
      '2027-10-31T01:00:00.000Z',
    ])
    expect(transitionsOf('Asia/Kolkata')).toEqual([])
    expect(transitionsOf('Pacific/Chatham')).toHaveLength(2)
    expect(new Set(ZONES).size).toBe(30)
  })

  test.each([
    ['Europe/Amsterdam', 60],
    ['Australia/Lord_Howe', 30],
    ['Antarctica/Troll', 120],
  ])('leave out and repeat minutes in %s', (zone, minutes) => {
    const counts = transitionsOf(zone).map((one) => {
      const walls = wallsRound(one)
      const of = (shown: number): number => walls.filter(({ instants }) => instants.length === shown).length
      return [of(0), of(2)]
    })
    expect(counts.sort()).toEqual([
      [0, minutes],
      [minutes, 0],
    ])
  })
})

describe('a computer in simulated time', () => {
  test('fires no timer while it sleeps, nor because its clock is put right', () => {
    const machine = createMachine(1000)
    const fired: number[] = []
    machine.clockOf(1).after(50, () => fired.push(machine.reading()))
    machine.sleep(500)
    machine.jump(500)
    expect(fired).toEqual([])
    expect(machine.next()).toBe(50)
    machine.wait(50)
    expect(fired).toEqual([2050])
  })

  test('forgets what a process waited for that died', () => {
    const machine = createMachine(0)
    machine.clockOf(1).after(5, () => {
      throw new Error('it is dead')
    })
    machine.forget(1)
    expect(machine.next()).toBeNull()
  })
})
