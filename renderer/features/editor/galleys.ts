/** The galley that stands in this window, for the panes beside it: the inspector goes to a finding in it. */
import { TextSelection } from '@tiptap/pm/state'
import type { FindingPlace } from '../../../shared/domain/house-style.ts'
import type { Id } from '../../../shared/ids.ts'
import { releaseKeys } from '../../lib/held-keys.ts'
import { placeOfBlock } from './collision-marks.ts'
import { rangeOf } from './finding-marks.ts'
import type { Galley } from './galley.ts'

type Standing = { item: Id; galley: Galley; chips: HTMLElement }

let standing: Standing | null = null
/** A caret that was asked for before its galley stood. */
let wanted: { item: Id; name: 'headline' | 'dateline' | 'body' } | null = null

/** The galley of `item` stands in the window until the answer is called. */
export const standGalley = (item: Id, galley: Galley, chips: HTMLElement): (() => void) => {
  const mine = { item, galley, chips }
  standing = mine
  if (wanted?.item === item) {
    if (wanted.name === 'dateline') focusDateline(mine)
    else galley.focus(wanted.name, 'end')
    releaseKeys()
  }
  wanted = null
  return () => {
    if (standing === mine) standing = null
  }
}

/** On the first place or credit, or where the first of them would be typed. */
const focusDateline = ({ galley, chips }: Standing): void => {
  const chip = chips.querySelector<HTMLElement>('[data-chip]')
  if (chip) chip.focus()
  else galley.focus('body', 'start')
}

/** Puts the caret into the text of `item`: where writing begins, or at the end of what is there. */
export const focusGalley = (item: Id, name: 'headline' | 'body'): void => {
  if (standing?.item === item) {
    standing.galley.focus(name, 'end')
    releaseKeys()
  } else wanted = { item, name }
}

/** Brings what collided into sight, without taking focus. */
export const showCollided = (
  item: Id,
  part: 'kicker' | 'headline' | 'body' | 'fields',
  block: number | null,
): void => {
  if (standing?.item !== item) return
  const { editors, body } = standing.galley
  const view = part === 'fields' ? undefined : editors[part]?.view
  const place = part === 'body' && block !== null ? placeOfBlock(body.state.doc, block) : null
  const node = place ? body.view.nodeDOM(place.from) : view?.dom
  if (node instanceof Element) node.scrollIntoView({ block: 'center' })
}

/** Selects what a check found and brings it into sight; a dateline also before its galley stands. */
export const goToFinding = (item: Id, place: FindingPlace): void => {
  const isDateline = 'field' in place && (place.field === 'dateline' || place.field === 'credits')
  if (standing?.item !== item) {
    if (isDateline) wanted = { item, name: 'dateline' }
    return
  }
  const { galley } = standing
  if ('field' in place) {
    if (isDateline) focusDateline(standing)
    else galley.focus(place.field === 'headline' ? 'headline' : 'body', 'start')
    releaseKeys()
    return
  }
  const { view } = galley.body
  const range = rangeOf(view.state.doc, place)
  if (!range) return
  const { tr } = view.state
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, range.from, range.to)).scrollIntoView())
  view.focus()
}
