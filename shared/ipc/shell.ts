/** The contract with main: windows, preferences, dialogs. One channel; main checks sender and payload. */
import { z } from 'zod'
import { Id } from '../ids.ts'

const nothing = z.strictObject({})

/** The person's wishes for the app, kept for this computer. */
export const Preferences = z.strictObject({
  language: z.enum(['system', 'nl', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  /** The desk that opens first. */
  lastDesk: Id.nullable(),
  /** After how many minutes without a key or a mouse everybody gets up by themselves; null: never. */
  lockAfter: z.int().min(1).max(480).nullable(),
  /** Whether the system may show a word about copy that waits for this person, or came back. */
  notify: z.boolean(),
  /** Whether that is so as well for one's own slots, ten minutes before their time. */
  notifySlots: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

/** A path that a person chose in a dialog, usable once. The renderer never sees the path itself. */
export const Grant = z.strictObject({ id: Id, label: z.string() })
export type Grant = z.infer<typeof Grant>

export const SHELL_REQUESTS = {
  'shell.info': {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      electron: z.string(),
      locale: z.string(),
      platform: z.string(),
      preferences: Preferences,
      /** The item that this window was opened for. */
      item: Id.nullable(),
      desk: Id.nullable(),
    }),
  },
  'shell.prefer': { input: Preferences.partial(), output: Preferences },
  /**
   * Where this computer keeps what proves who sits here (device tokens). `memory`: the system offers no keychain, so
   * they are gone when Kopij stops, and the window says so.
   */
  'shell.secrets': { input: nothing, output: z.strictObject({ kept: z.enum(['keychain', 'memory']) }) },
  /** Asks for a new port to the desk process; it arrives apart. */
  'shell.connect': { input: nothing, output: nothing },
  'shell.pick-folder': { input: nothing, output: Grant.nullable() },
  'shell.pick-save': { input: z.strictObject({ name: z.string().max(120) }), output: Grant.nullable() },
  'shell.pick-open': { input: nothing, output: Grant.nullable() },
  /** Files to make drafts of, as many as a person chooses. */
  'shell.pick-import': { input: nothing, output: z.array(Grant) },
  /** Where the file that an item came from is to be saved. */
  'shell.pick-original': { input: z.strictObject({ name: z.string().max(400) }), output: Grant.nullable() },
  'shell.open-link': { input: z.strictObject({ url: z.string().max(4096) }), output: z.boolean() },
  'shell.reveal-data': { input: nothing, output: nothing },
  /** Makes everything in the windows larger or smaller; 1 is as it was drawn. */
  'shell.zoom': { input: z.strictObject({ factor: z.number().min(0.5).max(3) }), output: nothing },
  'shell.new-window': { input: z.strictObject({ item: Id.nullable() }), output: nothing },
} as const

export const SHELL_EVENTS = {
  preferences: Preferences,
  /** Somebody clicked on what the system showed: go to that item. */
  'go-to': z.strictObject({ view: z.enum(['desk', 'approve', 'queue']), item: Id }),
  /** A command of the application menu, by its name in the palette. */
  'menu-command': z.strictObject({ command: z.string() }),
} as const
