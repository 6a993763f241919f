import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** WCAG 2.2 relative luminance of `#rrggbb`. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const css = readFileSync(new URL('../../../../renderer/ui/tokens.css', import.meta.url), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\(\s*(#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\s*\)/giu)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
)

const GROUNDS = ['ground', 'panel', 'paper', 'raised', 'hover', 'wash']
const INKS = [
  'ink',
  'ink-2',
  'ink-3',
  'accent',
  'warn',
  'stop',
  ...[...tokens.keys()].filter((name) => name.startsWith('st-')),
]
const PEERS = [...tokens.keys()].filter((name) => name.startsWith('peer-'))
const PAIRS: [string, string, number][] = [
  ...INKS.flatMap((ink) => GROUNDS.map((ground): [string, string, number] => [ink, ground, 4.5])),
  ...['edge', 'focus'].flatMap((edge) =>
    GROUNDS.map((ground): [string, string, number] => [edge, ground, 3]),
  ),
  ['ink', 'press', 4.5],
  ['ink-2', 'press', 4.5],
  ['ink-3', 'press', 4.5],
  ['ink-on-ink', 'ink', 4.5],
  ['ink-on-ink', 'ink-2', 4.5],
  ['on-accent', 'accent', 4.5],
  ...PEERS.map((peer): [string, string, number] => ['on-peer', peer, 4.5]),
  ...PEERS.map((peer): [string, string, number] => [peer, 'paper', 4.5]),
  ['ink', 'warn-wash', 4.5],
  ['warn', 'warn-wash', 4.5],
  ['ink', 'stop-wash', 4.5],
  ['ink-2', 'stop-wash', 4.5],
  ['stop', 'stop-wash', 4.5],
]

describe('the colours', () => {
  it('include every state', () => {
    expect(INKS).toContain('st-spiked')
    expect(INKS).toContain('st-published')
  })

  it.each(['light', 'dark'] as const)('can be read in %s', (theme) => {
    const poor = PAIRS.map(([a, b, least]) => {
      const [ink, ground] = [tokens.get(a)?.[theme], tokens.get(b)?.[theme]]
      return { pair: `${a} on ${b}`, ratio: ink && ground ? contrast(ink, ground) : 0, least }
    }).filter(({ ratio, least }) => ratio < least)
    expect(poor).toEqual([])
  })
})
