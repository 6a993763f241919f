/** What a key does on a chip, and in a chip that is being typed into. Pure. */
import { type Chips, moveChip, removeChip, type Spot, spotsOf } from './chips.ts'

export type ChipPress = {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

export type ChipAct =
  | { do: 'undo' | 'redo' | 'text' | 'above' }
  | { do: 'focus'; index: number }
  /** Another row, and the chip to be on then. */
  | { do: 'write'; chips: Chips; index: number }
  /** Types into the chip at `spot`; `fresh` puts an empty one there first. */
  | { do: 'edit'; spot: Spot; fresh: boolean; typed: string | null }

const move = (chips: Chips, spot: Spot, index: number, step: 1 | -1): ChipAct => {
  const next = moveChip(chips, spot, spot.index + step)
  return { do: 'write', chips: next, index: next === chips ? index : index + step }
}

/** On a chip: `index` is its place in the row. Null: the key is not for chips. */
export const chipAct = (
  press: ChipPress,
  chips: Chips,
  spot: Spot,
  index: number,
  editable: boolean,
): ChipAct | null => {
  const { key } = press
  const control = press.ctrlKey || press.metaKey
  if (control && key.toLowerCase() === 'z') return { do: press.shiftKey ? 'redo' : 'undo' }
  if (control && key.toLowerCase() === 'y') return { do: 'redo' }
  if (control) return null
  if (press.altKey) {
    const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : null
    return step !== null && editable ? move(chips, spot, index, step) : null
  }
  switch (key) {
    case 'ArrowLeft':
      return { do: 'focus', index: Math.max(0, index - 1) }
    case 'ArrowRight':
      return index + 1 < spotsOf(chips).length ? { do: 'focus', index: index + 1 } : { do: 'text' }
    case 'Home':
      return { do: 'focus', index: 0 }
    case 'End':
    case 'ArrowDown':
    case 'Escape':
      return { do: 'text' }
    case 'ArrowUp':
      return { do: 'above' }
    default:
      return editable ? editAct(key, chips, spot, index) : null
  }
}

const editAct = (key: string, chips: Chips, spot: Spot, index: number): ChipAct | null => {
  switch (key) {
    case 'Enter':
    case 'F2':
      return { do: 'edit', spot, fresh: false, typed: null }
    case 'Delete':
      return { do: 'write', chips: removeChip(chips, spot), index }
    case 'Backspace':
      return { do: 'write', chips: removeChip(chips, spot), index: Math.max(0, index - 1) }
    case '/':
    case ',':
      return { do: 'edit', spot: { ...spot, index: spot.index + 1 }, fresh: true, typed: '' }
    case '(':
      return { do: 'edit', spot: { kind: 'credit', index: chips.credits.length }, fresh: true, typed: '' }
    default:
      // A letter on a chip types over it, as a key does on a selected cell.
      return /^[\p{L}'’]$/u.test(key) ? { do: 'edit', spot, fresh: false, typed: key } : null
  }
}

/**
 * How typing in a chip ended: `stay` on the chip, `next` chip of the same kind, on to the `credits`, on to the `text`,
 * `back` or `forward` to a neighbour, `away` because focus went elsewhere, or `cancel`.
 */
export type ChipEnd = 'stay' | 'next' | 'credits' | 'text' | 'back' | 'forward' | 'away' | 'cancel'

/** In the field of a chip: ends it, walks its list, is swallowed (`nothing`), or types (null). */
export type FieldAct = { end: ChipEnd; complete?: true } | { walk: 1 | -1 } | 'nothing' | null

/** `caret` is where the caret is, or null while letters are selected; `choosing`: a line of the list is walked to. */
export const fieldAct = (
  { key, shiftKey }: ChipPress,
  field: { text: string; caret: number | null; choices: number; choosing: boolean; completes: boolean },
): FieldAct => {
  const { text, caret } = field
  switch (key) {
    case 'Enter':
      return { end: 'stay' }
    case 'Escape':
      return { end: 'cancel' }
    case 'Tab':
      if (shiftKey) return { end: 'back' }
      // A started code is completed before the field is left.
      return field.completes && !field.choosing ? { end: 'stay', complete: true } : { end: 'text' }
    case '/':
    case ',':
      return text.trim() === '' ? 'nothing' : { end: 'next' }
    case '(':
      return { end: 'credits' }
    case ')':
      return { end: 'text' }
    case 'ArrowDown':
      return field.choices > 0 ? { walk: 1 } : null
    case 'ArrowUp':
      return field.choices > 0 ? { walk: -1 } : null
    case 'ArrowLeft':
      return caret === 0 ? { end: 'back' } : null
    case 'ArrowRight':
      return caret === text.length ? { end: 'forward' } : null
    case 'Backspace':
      return text === '' ? { end: 'back' } : null
    default:
      return null
  }
}

/** What follows when typing in the chip at `spot` ended with `typed`: the row, and where focus goes. */
export type AfterField =
  | { to: 'nothing' | 'text' }
  | { to: 'chip'; index: number }
  | { to: 'edit'; spot: Spot }

/** `before` is the row without the field, `after` with what was typed; `place` is where the field stood in the row. */
export const afterField = (
  end: ChipEnd,
  spot: Spot,
  place: number,
  before: Chips,
  after: Chips,
): AfterField => {
  const grown = spotsOf(after).length - spotsOf(before).length
  switch (end) {
    case 'stay':
      return { to: 'chip', index: Math.max(0, place + grown - 1) }
    case 'next':
      return { to: 'edit', spot: { ...spot, index: spot.index + grown } }
    case 'credits':
      return { to: 'edit', spot: { kind: 'credit', index: 0 } }
    case 'text':
      return { to: 'text' }
    case 'back':
      return { to: 'chip', index: Math.max(0, place - 1) }
    case 'forward':
      return { to: 'chip', index: place + grown }
    case 'cancel':
      return spotsOf(after).length === 0
        ? { to: 'text' }
        : { to: 'chip', index: Math.max(0, place + grown - 1) }
    case 'away':
      return { to: 'nothing' }
  }
}
