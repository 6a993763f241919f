/** Where in the form of joining a fault belongs: at the field that helps. Pure. */
import { isTooShort } from '../../../shared/domain/person.ts'
import type { FaultCode } from '../../../shared/errors.ts'

/** `form`: no field helps; `trust`: a question of its own; `open`: the desk is here already, and can be opened. */
export type JoinPlace = 'address' | 'code' | 'name' | 'passphrase' | 'form' | 'trust' | 'open'

const PLACES: Partial<Record<FaultCode, JoinPlace>> = {
  'network-not-trusted': 'trust',
  'address-invalid': 'address',
  'hub-unreachable': 'address',
  'hub-not-kopij': 'address',
  'hub-refuses-host': 'address',
  'certificate-unusable': 'address',
  'invitation-unknown': 'code',
  'name-taken': 'name',
  gone: 'name',
  'wrong-passphrase': 'passphrase',
  'passphrase-too-short': 'passphrase',
  'desk-already-here': 'open',
}

/** `invited`: somebody with a code. Without one there is no field for it, and name and passphrase go together. */
export const joinPlaceOf = (code: FaultCode, invited: boolean): JoinPlace => {
  const place = PLACES[code] ?? 'form'
  return place === 'code' && !invited ? 'form' : place
}

export type JoinForm = { address: string; code: string; name: string; passphrase: string }

/** The first field that keeps the form from going out, and why, in keys of `team`; null: it may go. */
export const missingOf = (
  { address, code, name, passphrase }: JoinForm,
  invited: boolean,
):
  | { place: 'address'; why: 'needAddress' }
  | { place: 'code'; why: 'needCode' }
  | { place: 'name'; why: 'needName' }
  | { place: 'passphrase'; why: 'needPassphrase' | 'tooShort' }
  | null => {
  if (address.trim() === '') return { place: 'address', why: 'needAddress' }
  if (invited && code.trim() === '') return { place: 'code', why: 'needCode' }
  if (name.trim() === '') return { place: 'name', why: 'needName' }
  if (passphrase === '') return { place: 'passphrase', why: 'needPassphrase' }
  // Who has a passphrase there already is not told anything about how long it is.
  if (invited && isTooShort(passphrase)) return { place: 'passphrase', why: 'tooShort' }
  return null
}
