/**
 * Electron's security checklist (docs/tutorial/security.md, twenty items), each beside the assertions that execute it. An
 * item without one is a gap; test/walls/security-manifest.test.ts holds the list to the sources.
 */

/** A test, a probe or a rule, by its file and words that stand in it. */
export type Assertion = { file: string; says: string }

export type ChecklistItem = { item: number; title: string; by: readonly Assertion[] }

const hardening = (says: string): Assertion => ({ file: 'test/walls/hardening.test.ts', says })
const policy = (says: string): Assertion => ({ file: 'test/unit/windows/protocol.test.ts', says })

export const CHECKLIST: readonly ChecklistItem[] = [
  {
    item: 1,
    title: 'only load secure content',
    by: [{ file: 'test/prove/attack.prove.ts', says: 'requestsOut' }, policy('the policy, word for word')],
  },
  {
    item: 2,
    title: 'no Node in pages',
    by: [{ file: 'test/e2e/window.e2e.ts', says: 'a page has none of Node' }, hardening('nodeIntegration')],
  },
  { item: 3, title: 'context isolation', by: [hardening('contextIsolation')] },
  {
    item: 4,
    title: 'process sandbox',
    by: [{ file: 'test/e2e/window.e2e.ts', says: 'every renderer is in a real sandbox' }],
  },
  {
    item: 5,
    title: 'permission requests are answered',
    by: [{ file: 'test/prove/attack/permissions.ts', says: 'geolocation' }],
  },
  { item: 6, title: 'web security stays on', by: [hardening('webSecurity')] },
  {
    item: 7,
    title: 'a content security policy',
    by: [policy('the policy, word for word'), { file: 'test/prove/attack/policy.ts', says: 'script' }],
  },
  { item: 8, title: 'no insecure content', by: [hardening('allowRunningInsecureContent')] },
  { item: 9, title: 'no experimental features', by: [hardening('experimentalFeatures')] },
  { item: 10, title: 'no Blink features by name', by: [hardening('enableBlinkFeatures')] },
  { item: 11, title: 'no webview with popups', by: [hardening('webview')] },
  { item: 12, title: 'no webview at all', by: [hardening('webview')] },
  {
    item: 13,
    title: 'navigation is limited',
    by: [{ file: 'test/prove/attack/navigation.ts', says: 'location to another host' }],
  },
  {
    item: 14,
    title: 'new windows are limited',
    by: [{ file: 'test/prove/attack/navigation.ts', says: 'window.open' }],
  },
  {
    item: 15,
    title: 'openExternal only with what was looked at',
    by: [{ file: 'test/unit/platform/open-link.test.ts', says: 'hostile ones none may be opened' }],
  },
  {
    item: 16,
    title: 'a current Electron',
    by: [{ file: 'test/walls/electron-version.test.ts', says: 'at most one major behind the newest' }],
  },
  {
    item: 17,
    title: 'every sender is checked',
    by: [
      { file: 'test/prove/attack/bridge.ts', says: 'shell.info' },
      { file: 'test/walls/walls.test.ts', says: 'ipcMain is in one file' },
    ],
  },
  {
    item: 18,
    title: 'an own protocol, not file:',
    by: [policy('more than a hundred others are not'), hardening('file:')],
  },
  {
    item: 19,
    title: 'fuses',
    by: [{ file: 'test/e2e/fuses.e2e.ts', says: 'the fuses are set as they ship' }],
  },
  {
    item: 20,
    title: 'no Electron in the page',
    by: [
      { file: 'test/prove/attack/bridge.ts', says: 'subscribe' },
      { file: 'test/walls/walls.test.ts', says: 'ipcRenderer is in one file' },
    ],
  },
]
