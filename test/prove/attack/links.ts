/** The one door to the outside (quality.md, S10): hostile addresses are refused before anybody is asked. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Outcome, Target } from './target.ts'

const SCHEMES = [
  'javascript',
  'vbscript',
  'data',
  'blob',
  'file',
  'filesystem',
  'about',
  'chrome',
  'chrome-extension',
  'devtools',
  'view-source',
  'kopij',
  'ftp',
  'sftp',
  'smb',
  'afp',
  'nfs',
  'dav',
  'ldap',
  'gopher',
  'telnet',
  'ssh',
  'rlogin',
  'tn3270',
  'ms-msdt',
  'ms-office',
  'ms-word',
  'ms-excel',
  'ms-settings',
  'ms-officecmd',
  'search-ms',
  'ms-appinstaller',
  'shell',
  'vscode',
  'steam',
  'zoommtg',
  'slack',
  'msteams',
  'tel',
  'sms',
  'callto',
  'facetime',
  'skype',
  'xmpp',
  'irc',
  'magnet',
  'itms',
  'itms-services',
  'jar',
  'wyciwyg',
  'res',
  'mk',
  'mhtml',
  'x-apple.systempreferences',
  'intent',
  'android-app',
  'git',
  'svn',
  'rsync',
  'dict',
  'cid',
  'mid',
  'ws',
  'wss',
  'urn',
  'tag',
  'rtsp',
  'mms',
  'rdp',
  'vnc',
]

const hostile = (): string[] => {
  const schemes = SCHEMES.flatMap((scheme) => [
    `${scheme}://evil.example/x`,
    `${scheme.toUpperCase()}:alert(1)`,
  ])
  const disguised = [
    '',
    ' ',
    'evil.example',
    '//evil.example/x',
    '/etc/passwd',
    '\\\\evil.example\\share',
    'C:\\Windows\\System32\\calc.exe',
    '..\\..\\x',
    'https:',
    'https://',
    'http:///',
    'https://user@evil.example/',
    'https://user:word@evil.example/',
    'https://bank.example@evil.example/',
    'https://evil.example\\@bank.example/',
    'https:\\\\evil.example\\x',
    'https://evil.example/\u202egpj.exe',
    'https://\u202eelpmaxe.live/',
    'https://evil\u200b.example/',
    'https://evil.example/\u0000',
    'https://evil.example/\nX-Header: 1',
    'https://evil.example/\r\nSet-Cookie: x',
    'ht\ntps://evil.example',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript&colon;alert(1)',
    'jav&#x09;ascript:alert(1)',
    'https://evil.example/ --flag',
    'https://evil.example/`id`\u0007',
    '-https://evil.example',
    '--help',
    '$(id)',
    '`id`',
    '; id',
    '| id',
    'https://[::1',
    'https://evil.example:99999/',
    'https://evil .example/',
    'http://%00/',
    'http://%zz/',
    'mailto:tip@example.org?attach=/etc/passwd\u0000',
    '\u00a0https://evil.example',
    'https://\ufeffevil.example/',
    'https://evil.example/\u2028',
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    'file://evil.example/share/x.exe',
    'x'.repeat(4097),
    `https://evil.example/${'x'.repeat(5000)}`,
    'https://evil.example/\ud800\u0000',
  ]
  return [...schemes, ...disguised]
}

/** What is no text at all. */
const ODD: readonly unknown[] = [
  null,
  1,
  true,
  [],
  {},
  ['https://example.org'],
  { url: 'https://example.org' },
  { href: 'x' },
]

/** Asks for every address at once; a question that is not answered after a while was put to a person. */
const answersTo = (page: Page, urls: readonly unknown[]): Promise<string[]> =>
  page.evaluate(
    async (all) => {
      const bridge: { call(server: string, id: string, name: string, input: unknown): Promise<unknown> } =
        Reflect.get(window, 'kopij')
      return await Promise.all(
        all.map(async ([id, url]) => {
          const waited = new Promise<string>((done) => setTimeout(() => done('asked'), 3000))
          const answered = bridge
            .call('shell', id, 'shell.open-link', { url })
            .then((reply) => JSON.stringify(reply))
          return await Promise.race([answered, waited])
        }),
      )
    },
    urls.map((url): [string, unknown] => [randomUUID(), url]),
  )

export const attackLinks = async ({ page, opened }: Target): Promise<Outcome> => {
  const urls: unknown[] = [...hostile(), ...ODD]
  const answers = await answersTo(page, urls)
  const through = urls
    .filter((_, at) => {
      const answer = answers[at] ?? ''
      return !(answer === '{"ok":true,"output":false}' || answer.includes('"code":"bad-request"'))
    })
    .map((url) => `link ${JSON.stringify(url).slice(0, 60)}`)
  // An honest one brings up the question, and stays closed as long as nobody answers it.
  const [honest] = await answersTo(page, ['https://example.org/'])
  if (honest !== 'asked') throw new Error(`an honest link was not asked about but answered: ${honest}`)
  if (existsSync(opened)) through.push('something was opened')
  return { probes: urls.length + 1, through }
}
