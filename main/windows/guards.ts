/**
 * Deny by default: permissions, navigation, new windows, webviews and every address that is not the app's own
 * (Electron's checklist, items 4, 5, 11 to 14; quality.md, S6, S8, S9).
 */
import type { App, Session, WebContents } from 'electron'
import { ORIGIN, START } from './protocol.ts'

/** Copying finished copy is all that the page may ask of the system. */
const ALLOWED: readonly string[] = ['clipboard-sanitized-write']

const isOurs = (url: string | undefined): boolean =>
  url === ORIGIN || (url?.startsWith(`${ORIGIN}/`) ?? false)

/** Chromium's code for a navigation that was called off: the page that was there stays. */
const ABORTED = -3

export const guardSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(ALLOWED.includes(permission) && details.isMainFrame && isOurs(details.requestingUrl))
  })
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => ALLOWED.includes(permission) && isOurs(origin.replace(/\/$/, '')),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  // Chromium's own spellchecker downloads dictionaries.
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerLanguages([])
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOurs(details.url) && !details.url.startsWith('devtools://') })
  })
  session.on('will-download', (event) => event.preventDefault())
}

const guardContents = (contents: WebContents): void => {
  // A reload of the app itself is no navigation away from it.
  contents.on('will-navigate', (event) => {
    if (event.url !== START) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (event.url !== START) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  // about:blank, error pages and the history are never asked about beforehand: whoever got there is brought back.
  const bringBack = (url: string): void => {
    if (url.replace(/[?#].*$/s, '') !== START) void contents.loadURL(START)
  }
  contents.on('did-navigate', (_event, url) => bringBack(url))
  contents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) bringBack(url)
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Guards everything that shows a page, from the moment it exists. */
export const guardApp = (app: App): void => {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  // Whoever asks for a password or a certificate is not ours.
  app.on('login', (event) => event.preventDefault())
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
}
