/** Which namespaces a window starts with: one line for each in each language. Those of late views are in `late.ts`. */

import { common as commonEn } from './en/common.ts'
import { desk as deskEn } from './en/desk.ts'
import { editor as editorEn } from './en/editor.ts'
import { faults as faultsEn } from './en/faults.ts'
import { item as itemEn } from './en/item.ts'
import { keys as keysEn } from './en/keys.ts'
import { palette as paletteEn } from './en/palette.ts'
import { queue as queueEn } from './en/queue.ts'
import { session as sessionEn } from './en/session.ts'
import { signedOut as signedOutEn } from './en/signed-out.ts'
import { states as statesEn } from './en/states.ts'
import { team as teamEn } from './en/team.ts'
import { together as togetherEn } from './en/together.ts'
import { waiting as waitingEn } from './en/waiting.ts'
import { common as commonNl } from './nl/common.ts'
import { desk as deskNl } from './nl/desk.ts'
import { editor as editorNl } from './nl/editor.ts'
import { faults as faultsNl } from './nl/faults.ts'
import { item as itemNl } from './nl/item.ts'
import { keys as keysNl } from './nl/keys.ts'
import { palette as paletteNl } from './nl/palette.ts'
import { queue as queueNl } from './nl/queue.ts'
import { session as sessionNl } from './nl/session.ts'
import { signedOut as signedOutNl } from './nl/signed-out.ts'
import { states as statesNl } from './nl/states.ts'
import { team as teamNl } from './nl/team.ts'
import { together as togetherNl } from './nl/together.ts'
import { waiting as waitingNl } from './nl/waiting.ts'

export const NL = {
  common: commonNl,
  signedOut: signedOutNl,
  states: statesNl,
  faults: faultsNl,
  editor: editorNl,
  item: itemNl,
  desk: deskNl,
  session: sessionNl,
  palette: paletteNl,
  keys: keysNl,
  queue: queueNl,
  together: togetherNl,
  team: teamNl,
  waiting: waitingNl,
} as const

export const EN = {
  common: commonEn,
  signedOut: signedOutEn,
  states: statesEn,
  faults: faultsEn,
  editor: editorEn,
  item: itemEn,
  desk: deskEn,
  session: sessionEn,
  palette: paletteEn,
  keys: keysEn,
  queue: queueEn,
  together: togetherEn,
  team: teamEn,
  waiting: waitingEn,
} as const
