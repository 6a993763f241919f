import { describe, expect, it } from 'vitest'
import { linkAsTyped, safeLink } from '../../../../shared/document/link.ts'

describe('safeLink', () => {
  it.each([
    ['https://sluispost.nl/dossier?a=1#b', 'https://sluispost.nl/dossier?a=1#b'],
    [' http://sluispost.nl ', 'http://sluispost.nl/'],
    ['HTTPS://SLUISPOST.NL/A', 'https://sluispost.nl/A'],
    ['mailto:tip@sluispost.nl', 'mailto:tip@sluispost.nl'],
  ])('takes %s', (href, expected) => expect(safeLink(href)).toBe(expected))

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript\t:alert(1)',
    'vbscript:x',
    'data:text/html,<script>1</script>',
    'blob:https://a/b',
    'file:///etc/passwd',
    'smb://server/share',
    '\\\\server\\share',
    'ms-officecmd:x',
    'tel:112',
    'sms:112',
    'ftp://a.nl',
    'about:blank',
    'kopij://app/index.html',
    '//sluispost.nl',
    '/dossier',
    'dossier',
    '#kop',
    '',
    'https://',
    'https://bank.nl@kwaad.example/',
    'https://naam:woord@kwaad.example/',
    'https://\u202elp.tsopsiuls',
    'https://slu\u200bispost.nl',
    'mailto:',
    'mailto:?body=x',
    `https://a.nl/${'x'.repeat(3000)}`,
    null,
    undefined,
    7,
    { toString: () => 'https://a.nl' },
  ])('refuses %j', (href) => expect(safeLink(href)).toBeNull())

  it('is settled after one pass', () => {
    const once = safeLink('HTTP://Sluispost.NL/é?q= x')
    expect(safeLink(once)).toBe(once)
  })
})

describe('linkAsTyped', () => {
  it.each([
    ['sluispost.nl', 'https://sluispost.nl/'],
    ['www.sluispost.nl/a b', 'https://www.sluispost.nl/a%20b'],
    ['localhost.nl:8080/x', 'https://localhost.nl:8080/x'],
    ['tip@sluispost.nl', 'mailto:tip@sluispost.nl'],
    ['https://sluispost.nl', 'https://sluispost.nl/'],
    ['javascript:alert(1)', null],
    ['zomaar tekst', null],
    ['', null],
  ])('%s becomes %s', (typed, expected) => expect(linkAsTyped(typed)).toBe(expected))
})
