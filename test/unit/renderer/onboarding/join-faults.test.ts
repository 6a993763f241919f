import { describe, expect, it } from 'vitest'
import { joinPlaceOf, missingOf } from '../../../../renderer/features/onboarding/join-faults.ts'

describe('joinPlaceOf', () => {
  it('puts a fault at the field that helps', () => {
    expect(joinPlaceOf('address-invalid', true)).toBe('address')
    expect(joinPlaceOf('hub-unreachable', false)).toBe('address')
    expect(joinPlaceOf('invitation-unknown', true)).toBe('code')
    expect(joinPlaceOf('name-taken', true)).toBe('name')
    expect(joinPlaceOf('wrong-passphrase', false)).toBe('passphrase')
  })

  it('asks about a network of its own, and never at a field that is not there', () => {
    expect(joinPlaceOf('network-not-trusted', true)).toBe('trust')
    expect(joinPlaceOf('invitation-unknown', false)).toBe('form')
    expect(joinPlaceOf('protocol-too-old', true)).toBe('form')
    expect(joinPlaceOf('desk-already-here', true)).toBe('open')
  })
})

describe('missingOf', () => {
  const full = { address: 'kopij.voorbeeld.nl', code: 'ABCD', name: 'Merel', passphrase: 'tien tekens' }

  it('lets a full form go', () => {
    expect(missingOf(full, true)).toBe(null)
    expect(missingOf({ ...full, code: '' }, false)).toBe(null)
  })

  it('names the first field from above', () => {
    expect(missingOf({ ...full, address: ' ', name: '' }, true)?.place).toBe('address')
    expect(missingOf({ ...full, code: ' ' }, true)?.place).toBe('code')
    expect(missingOf({ ...full, name: '' }, true)?.place).toBe('name')
  })

  it('asks for a long passphrase only where one is being chosen', () => {
    expect(missingOf({ ...full, passphrase: 'kort' }, true)?.why).toBe('tooShort')
    expect(missingOf({ ...full, passphrase: 'kort' }, false)).toBe(null)
    expect(missingOf({ ...full, passphrase: '' }, false)?.why).toBe('needPassphrase')
  })
})
