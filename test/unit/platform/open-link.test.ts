/** The one door to the outside: what may be opened in a browser, and what a person is shown of it before (S10). */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { openLink, safeLink } from '../../../main/platform/open-link.ts'

const electron = vi.hoisted(() => ({
  dialog: { showMessageBox: vi.fn() },
  shell: { openExternal: vi.fn() },
}))
vi.mock('electron', () => electron)

const SCHEMES = [
  ...[
    'javascript',
    'JavaScript',
    'vbscript',
    'data',
    'file',
    'FILE',
    'blob',
    'about',
    'chrome',
    'chrome-extension',
  ],
  ...[
    'devtools',
    'view-source',
    'ftp',
    'sftp',
    'smb',
    'nfs',
    'ws',
    'wss',
    'ssh',
    'telnet',
    'tel',
    'sms',
    'callto',
  ],
  ...[
    'ms-msdt',
    'ms-word',
    'ms-officecmd',
    'ms-settings',
    'ms-search',
    'search-ms',
    'ms-appinstaller',
    'shell',
  ],
  ...[
    'steam',
    'slack',
    'zoommtg',
    'vscode',
    'git',
    'magnet',
    'intent',
    'market',
    'itms-apps',
    'facetime',
    'jar',
  ],
  ...[
    'kopij',
    'app',
    'mk',
    'res',
    'hcp',
    'x-apple.systempreferences',
    'cid',
    'xmpp',
    'irc',
    'news',
    'gopher',
  ],
]
const INVISIBLE = [
  ...[...'\u0000\u0001\u0008\t\n\u000b\r\u001b\u001f \u007f'],
  ...[...'\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'],
  ...[...'\u061c\u00ad\u2060\ufeff\u180e\u2028\u2029\u0085\u00a0\u115f\u3164'],
]
const HOSTILE = [
  ...SCHEMES.flatMap((scheme) => [`${scheme}:alert(1)`, `${scheme}://host/pad`]),
  ...INVISIBLE.flatMap((sign) => [
    `${sign}https://a.example/`,
    `https://a.example/${sign}b`,
    `ht${sign}tps://a.example/`,
  ]),
  ...[
    ['', ' ', 'a.example', '//a.example', '/etc/passwd', './a', '#a', '?a', 'C:\\Windows\\calc.exe', 'c:/x'],
    ['\\\\host\\share', '//host/share', 'https:\\\\a.example', 'https:/\\a.example', 'http:\\/\\/a.example'],
    [
      'https://',
      'http://',
      'https:',
      'https:///',
      'https://?',
      'https://#',
      'http://:80',
      'https://[',
      'http://[::1',
    ],
    [
      'https://user@a.example/',
      'https://user:pass@a.example/',
      'https://a.example@evil.example/',
      'http://:x@a/',
    ],
    ['https://%00.example/', 'https://a.example:99999/', 'https://a b.example/', 'https://a.example:port/'],
    ['https://exa<mple.example/', 'https://a^b.example/', 'https://1.2.3.4.5/', 'http://0x7f.1.2.3.4/'],
    [
      'mailto:',
      'mailto:?subject=x',
      'mailto:a@b.example?attach=/etc/passwd',
      'mailto:a@b.example?ATTACHMENT=x',
    ],
    ['mailto:a@b.example?subject=x%0d%0aBcc:c@d.example', 'mailto:a@b.example%0aBcc:c@d.example'],
    [
      'mailto:a@b.example?Attach=file:///x',
      'mailto:a@b.example?subject=x&%61ttach=y',
      'mailto://a.example/x',
    ],
    ['mailto:%00', 'mailto:a@b.example?body=%00'],
  ].flat(),
]

const OPENED: [link: string, url: string, shown: string][] = [
  ['https://a.example/', 'https://a.example/', 'a.example'],
  ['HTTPS://A.Example/Pad?q=1#x', 'https://a.example/Pad?q=1#x', 'a.example'],
  ['http://a.example:8080/x', 'http://a.example:8080/x', 'a.example:8080'],
  ['https://аррӏе.example/', 'https://xn--80ak6aa92e.example/', 'xn--80ak6aa92e.example'],
  ['https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4', 'xn--bcher-kva.example'],
  ['https://a.example。evil.example/', 'https://a.example.evil.example/', 'a.example.evil.example'],
  ['http://2130706433/', 'http://127.0.0.1/', '127.0.0.1'],
  ['https://a.example/%2e%2e/x', 'https://a.example/x', 'a.example'],
  ['mailto:tip@a.example', 'mailto:tip@a.example', 'tip@a.example'],
  ['mailto:tip@a.example?subject=Tip', 'mailto:tip@a.example?subject=Tip', 'tip@a.example'],
]

describe('a link', () => {
  test(`of ${HOSTILE.length} hostile ones none may be opened`, () => {
    expect(HOSTILE.length).toBeGreaterThan(200)
    expect(HOSTILE.filter((link) => safeLink(link) !== null)).toEqual([])
  })

  test.each(OPENED)('%s goes to %s, shown as %s', (link, url, shown) => {
    expect(safeLink(link)).toEqual({ url, shown })
  })

  test('what may be opened is told apart by the parsed address, and stays the same when it is looked at again', () => {
    for (const [, url] of OPENED) expect(safeLink(url)?.url).toBe(url)
  })
})

describe('opening', () => {
  const window = {} as Parameters<typeof openLink>[0]
  const words = { question: 'Openen?', open: 'Openen', cancel: 'Niet openen' }
  beforeEach(() => {
    electron.dialog.showMessageBox.mockReset()
    electron.shell.openExternal.mockReset()
  })

  test('asks first, and shows where it goes', async () => {
    electron.dialog.showMessageBox.mockResolvedValue({ response: 0 })
    expect(await openLink(window, 'https://аррӏе.example/x', words)).toBe(true)
    const [, asked] = electron.dialog.showMessageBox.mock.calls[0] as [unknown, { detail: string }]
    expect(asked.detail.startsWith('xn--80ak6aa92e.example\n')).toBe(true)
    expect(electron.shell.openExternal.mock.calls).toEqual([['https://xn--80ak6aa92e.example/x']])
  })

  test('stays shut on no, on a closed dialog, and for what is hostile without even asking', async () => {
    electron.dialog.showMessageBox.mockResolvedValue({ response: 1 })
    expect(await openLink(window, 'https://a.example/', words)).toBe(false)
    expect(electron.dialog.showMessageBox).toHaveBeenCalledTimes(1)
    for (const link of HOSTILE) expect(await openLink(window, link, words)).toBe(false)
    expect(electron.dialog.showMessageBox).toHaveBeenCalledTimes(1)
    expect(electron.shell.openExternal).not.toHaveBeenCalled()
  })
})
