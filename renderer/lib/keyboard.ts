/**
 * One registry of commands. The keyboard, the palette, the `?` overview and the menus all read it, so a command
 * exists once and everywhere: write it with `useCommands` in the component that can do it.
 */
import type { LucideIcon } from 'lucide-react'
import { useCallback, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type KeyPress, keyCaps, matches, worksWhileTyping } from './keys.ts'

/** The heading in the `?` overview under which a command stands. */
export type CommandGroup = 'go' | 'list' | 'item' | 'write' | 'decide' | 'queue' | 'window' | 'desk'

export type Command = {
  /** Stable, e.g. `item.submit`; the application menu names commands by it. */
  id: string
  /** Already in the language of the window. */
  title: string
  group: CommandGroup
  /** See keys.ts; the first is the one that is printed. */
  keys?: readonly string[]
  icon?: LucideIcon
  /** Whether it can be done now; without it, always. */
  when?: () => boolean
  run: () => void
  /** In the overview and on the keyboard, but not in the palette (walking through a list). */
  keyOnly?: boolean
  /** Goes on while its key is held: walking and zooming. Whatever else is done is done once for a key that is struck. */
  repeats?: boolean
  /** Acts also while a dialog is open. */
  anywhere?: boolean
}

type Source = { commands: readonly Command[] }
const sources: Source[] = []

/** On a Mac the command key takes the place of Ctrl. */
export const isMac = /mac/iu.test(globalThis.navigator?.userAgent ?? '')

/** All commands that exist now, the last registered first; one per id. */
export const listCommands = (): Command[] => {
  const found = new Map<string, Command>()
  for (const source of [...sources].reverse()) {
    for (const command of source.commands) if (!found.has(command.id)) found.set(command.id, command)
  }
  return [...found.values()]
}

const possible = (command: Command): boolean => command.when?.() ?? true

/** Runs a command by its id; false when there is none, or it cannot be done now. */
export const runCommand = (id: string): boolean => {
  const command = listCommands().find((each) => each.id === id && possible(each))
  command?.run()
  return command !== undefined
}

/** Registers commands while the component is there. Give fresh closures at will; it costs nothing. */
export const useCommands = (commands: readonly Command[]): void => {
  const source = useRef<Source>({ commands })
  useLayoutEffect(() => {
    source.current.commands = commands
  })
  // As soon as it is drawn: what can be seen answers to its keys.
  useLayoutEffect(() => {
    const mine = source.current
    sources.push(mine)
    return () => {
      sources.splice(sources.indexOf(mine), 1)
    }
  }, [])
}

/** Prints shortcuts in the language of the window: `caps('Mod+Shift+N')` is `['Ctrl', 'Shift', 'N']`. */
export const useKeyCaps = (): ((keys: string) => string[]) => {
  const { t } = useTranslation('keys')
  return useCallback(
    (keys) =>
      keyCaps(
        keys,
        {
          ctrl: t('ctrl'),
          shift: t('shift'),
          alt: t('alt'),
          escape: t('escape'),
          space: t('space'),
          delete: t('delete'),
          home: t('home'),
          end: t('end'),
        },
        isMac,
      ),
    [t],
  )
}

/** Where typing puts letters. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)))

const onTop = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null

/** How long the second key of a sequence may take, ms, from when the first one was heard. */
const SEQUENCE = 1200

/** Starts hearing keys; the answer stops it. Bubbling, so that whatever has focus goes first. */
export const listenToKeys = (): (() => void) => {
  let before: { stroke: KeyPress; at: number } | null = null

  const fits = (keys: string, press: KeyPress, now: number): 'no' | 'one' | 'sequence' => {
    const [first = '', second] = keys.split(' ')
    if (second === undefined) return matches(first, press, isMac) ? 'one' : 'no'
    const continues = before !== null && now - before.at < SEQUENCE && matches(first, before.stroke, isMac)
    return continues && matches(second, press, isMac) ? 'sequence' : 'no'
  }

  const hear = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return
    const typing = isTyping(event.target)
    const covered = onTop(event.target)
    const allowed = listCommands().filter((each) => (!covered || each.anywhere === true) && possible(each))
    const find = (how: 'one' | 'sequence'): Command | undefined =>
      allowed.find((each) =>
        each.keys?.some(
          (keys) => (!typing || worksWhileTyping(keys)) && fits(keys, event, event.timeStamp) === how,
        ),
      )
    // The second key of a sequence is not a command of its own: `G A` goes to approvals, `A` approves.
    const command = find('sequence') ?? find('one')
    // A window that was busy hears a key late; the hand gets all of its time all the same.
    before = typing ? null : { stroke: event, at: performance.now() }
    if (!command) return
    before = null
    event.preventDefault()
    // A finger that rests on a key decides about one item, and not about the next one that comes up.
    if (event.repeat && command.repeats !== true) return
    command.run()
  }
  addEventListener('keydown', hear)
  return () => removeEventListener('keydown', hear)
}
