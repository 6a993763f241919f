import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../../shared/errors.ts'
import { wordsOfFault } from '../../../../shared/i18n/fault-words.ts'

const revoked = (why?: string): Fault => ({
  code: 'device-revoked',
  params: why === undefined ? {} : { why },
})

describe('a computer that was signed out', () => {
  test.each(['nl', 'en'] as const)('says who did it, in %s', (language) => {
    const said = [undefined, 'own', 'copied', 'left'].map((why) => wordsOfFault(revoked(why), language).what)
    expect(new Set(said).size).toBe(4)
    expect(said[0]).toMatch(language === 'nl' ? /^Een beheerder/ : /^An administrator/)
    expect(said[1]).toMatch(
      language === 'nl' ? /^U hebt deze computer afgemeld/ : /^You signed this computer out/,
    )
    // Whatever a hub of another year says: there are words for it.
    expect(wordsOfFault(revoked('anders'), language).what).toBe(said[0])
    expect(wordsOfFault(revoked('admin'), language).what).toBe(said[0])
  })
})

test('what only works with a connection does not say that it goes along later', () => {
  const fault: Fault = { code: 'needs-connection', params: {} }
  expect(wordsOfFault(fault, 'nl').safe).toContain('niet vanzelf')
  expect(wordsOfFault(fault, 'en').safe).toContain('not happen by itself')
})
