/**
 * Shortcuts as text: `Mod+Shift+N`, `F6`, `?`, `G D` (one key after the other). `Mod` is Ctrl, and Cmd on a Mac.
 * Pure, so that every combination can be tested.
 */

/** What of a keyboard event counts. */
export type KeyPress = {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/** Names of keys in the language of the window; see the `keys` namespace. */
export type KeyNames = {
  ctrl: string
  shift: string
  alt: string
  escape: string
  space: string
  delete: string
  home: string
  end: string
}

const ALIASES: Readonly<Record<string, string>> = { esc: 'escape', space: ' ', plus: '+' }

/** Whether `press` is this one stroke (no sequence). Signs such as `?` carry their own Shift; one that names it wants it. */
export const matches = (stroke: string, press: KeyPress, mac: boolean): boolean => {
  const parts = stroke.split('+')
  const name = (parts.at(-1) ?? '').toLowerCase()
  const wanted = ALIASES[name] ?? name
  const has = (part: string): boolean => parts.slice(0, -1).includes(part)
  const mod = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  if (has('Mod') !== mod || other || has('Alt') !== press.altKey) return false
  const isSign = wanted.length === 1 && wanted.toLowerCase() === wanted.toUpperCase() && wanted !== ' '
  if (isSign ? has('Shift') && !press.shiftKey : has('Shift') !== press.shiftKey) return false
  return press.key.toLowerCase() === wanted
}

/** Strokes that may act while somebody types: those that type nothing. */
export const worksWhileTyping = (stroke: string): boolean =>
  /^(?:(?:Mod|Alt)\+|F\d)/u.test(stroke) || /^Shift\+F\d/u.test(stroke)

/** The key caps of a shortcut as they are printed: `['Ctrl', 'Shift', 'N']`. */
export const keyCaps = (keys: string, names: KeyNames, mac: boolean): string[] =>
  keys.split(' ').flatMap((stroke) =>
    stroke.split('+').map((part) => {
      switch (part) {
        case 'Mod':
          return mac ? '⌘' : names.ctrl
        case 'Shift':
          return names.shift
        case 'Alt':
          return mac ? '⌥' : names.alt
        case 'Enter':
          return '↵'
        case 'Escape':
          return names.escape
        case 'Space':
          return names.space
        case 'Delete':
          return names.delete
        case 'Home':
          return names.home
        case 'End':
          return names.end
        case 'ArrowUp':
          return '↑'
        case 'ArrowDown':
          return '↓'
        case 'ArrowLeft':
          return '←'
        case 'ArrowRight':
          return '→'
        case 'Plus':
          return '+'
        default:
          return part.length === 1 ? part.toUpperCase() : part
      }
    }),
  )
