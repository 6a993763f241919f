import { describe, expect, it } from 'vitest'
import { isTooShort, SHORTEST_PASSPHRASE } from '../../../../shared/domain/person.ts'
import { createI18n, RESOURCES } from '../../../../shared/i18n/index.ts'

describe('isTooShort', () => {
  it('counts characters from ten on', () => {
    expect(SHORTEST_PASSPHRASE).toBe(10)
    expect(isTooShort('negen lan')).toBe(true)
    expect(isTooShort('tien lang.')).toBe(false)
  })

  it('counts the same letters alike, however they were typed', () => {
    const typed = 'café brûlée'.normalize('NFD')
    expect(isTooShort(typed.slice(0, -1))).toBe(isTooShort(typed.slice(0, -1).normalize('NFC')))
    expect(isTooShort('éééééééé'.normalize('NFD'))).toBe(true)
  })

  it('is the number that the sentences say', () => {
    const least = SHORTEST_PASSPHRASE
    expect(createI18n('nl').t('team:tooShort', { least })).toBe('Neem minstens 10 tekens.')
    expect(createI18n('en').t('session:newPassphraseHint', { least })).toContain('At least 10 characters')
    // Faults are read without anything filled in.
    expect(RESOURCES.nl.faults['passphrase-too-short'].action).toContain('minstens tien tekens')
    expect(RESOURCES.en.faults['passphrase-too-short'].action).toContain('at least ten characters')
  })
})
