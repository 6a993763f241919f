import { z } from 'zod'
import { createStore, useStore } from '../../lib/store.ts'
import { readStored, writeStored } from '../../lib/stored.ts'

/** How wide panes may be, px. Under `rail.narrow` the rail shows icons only. */
export const LIMITS = {
  rail: { min: 48, max: 280, narrow: 132, first: 184 },
  list: { min: 240, max: 480, first: 304 },
  inspector: { min: 240, max: 440, first: 280 },
} as const

const Widths = z.object({ rail: z.number(), list: z.number(), inspector: z.number() })
type Widths = z.infer<typeof Widths>

const KEY = 'kopij.widths'
const FIRST: Widths = { rail: LIMITS.rail.first, list: LIMITS.list.first, inspector: LIMITS.inspector.first }

const widths = createStore<Widths>(readStored(KEY, Widths, [localStorage]) ?? FIRST)

/** The widths of the panes on this computer, followed. */
export const useWidths = (): Widths => useStore(widths)

/** Makes a pane this wide, and remembers it. */
export const widen = (pane: keyof Widths, width: number): void => {
  widths.set((before) => ({ ...before, [pane]: width }))
  writeStored(KEY, widths.get(), [localStorage])
}
