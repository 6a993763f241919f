/**
 * The shell: Electron's main process. It owns windows, dialogs and the doors, starts the desk process, and never runs a
 * query, so it never freezes a window. Order of the start: guards, protocol, window; the desk process comes up beside it.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app, BrowserWindow, nativeTheme, powerMonitor, protocol, session } from 'electron'
import { Preferences } from '../../shared/ipc/shell.ts'
import { registerShell, tellWindow } from '../ipc/shell/register.ts'
import { createGrants } from '../platform/grants.ts'
import { findKeychain } from '../platform/keychain.ts'
import { openLog } from '../platform/log.ts'
import { createNotifier } from '../platform/notifications.ts'
import { keep } from '../platform/preferences.ts'
import { openSecrets } from '../platform/secrets.ts'
import { textsFor } from '../platform/texts.ts'
import { guardApp, guardSession } from '../windows/guards.ts'
import { setMenu } from '../windows/menu.ts'
import { ORIGIN, parseManifest, SCHEME, serveFile } from '../windows/protocol.ts'
import { createWindow, USUAL_PLACE, WindowPlace } from '../windows/window.ts'
import type { News } from './control.ts'
import { createDeskLink, type DeskLink } from './desk-link.ts'
import { watchIdle } from './idle-watch.ts'
import { nodeClock } from './node-clock.ts'
import { createShellHandlers } from './shell-handlers.ts'

const START_PREFERENCES: Preferences = {
  language: 'system',
  theme: 'system',
  lastDesk: null,
  lockAfter: null,
  notify: true,
  notifySlots: true,
}

/** Where somebody goes who clicks on news. */
const viewOf = (kind: News['kind']): 'approve' | 'queue' | 'desk' => {
  if (kind === 'to-approve') return 'approve'
  return kind.startsWith('slot-') ? 'queue' : 'desk'
}

/** A renderer that dies over and over is not brought back for ever. */
const MOST_REVIVALS = 5

/** Starts the app. `out` is the folder of the built code. */
export const startShell = (out: string): void => {
  // Kopij talks to nobody: not for components, not for field trials, not for predictions.
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.enableSandbox()
  // A profile of its own, for a second desk on one computer and for tests.
  const ownProfile = app.commandLine.getSwitchValue('user-data-dir')
  if (ownProfile !== '') app.setPath('userData', resolve(ownProfile))
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ])
  guardApp(app)
  // A second start brings the first one forward: two writers of one profile must never be.
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  setMenu(process.platform)

  const profile = app.getPath('userData')
  const log = openLog(join(profile, 'logs'), () => Date.now())
  const preferences = keep(join(profile, 'preferences.json'), Preferences, START_PREFERENCES)
  const place = keep(join(profile, 'window.json'), WindowPlace, USUAL_PLACE)
  const grants = createGrants(() => randomUUID())
  const secrets = openSecrets(join(profile, 'secrets.json'), findKeychain)
  const items = new Map<number, string>()
  const notify = createNotifier()
  const windows = (): BrowserWindow[] => BrowserWindow.getAllWindows()

  let desk: DeskLink | null = null

  const openWindow = (item: string | null, opener: BrowserWindow | null): void => {
    const window = createWindow({
      preload: join(out, 'preload', 'index.cjs'),
      title: 'Kopij',
      place,
      main: item === null,
    })
    const { id } = window
    if (item !== null) items.set(id, item)
    if (opener) desk?.seatBeside(id, opener.id)
    let revivals = 0
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      log('renderer-gone', { reason, exitCode })
      revivals += 1
      if (reason !== 'clean-exit' && revivals <= MOST_REVIVALS && !window.isDestroyed())
        window.webContents.reload()
    })
    window.on('closed', () => {
      items.delete(id)
      grants.forget(id)
      desk?.forget(id)
    })
  }

  app.on('second-instance', () => {
    const [first] = windows()
    if (!first) return
    if (first.isMinimized()) first.restore()
    first.focus()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (windows().length === 0) openWindow(null, null)
  })

  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped || !desk) return
    event.preventDefault()
    void desk.stop().finally(() => {
      stopped = true
      app.quit()
    })
  })

  void app.whenReady().then(() => {
    // First of all: what the window asks first is answered by a process that has to load and to read its databases.
    const link = createDeskLink({
      entry: join(out, 'main', 'desk-process.js'),
      readerEntry: join(out, 'main', 'import-process.js'),
      lastDesk: () => preferences.read().lastDesk,
      data: profile,
      log,
      redeem: (window, grant) => grants.redeem(window, grant),
      secrets,
      windows,
      announced(id, news) {
        const window = BrowserWindow.fromId(id)
        // An item's own window is for that item; the desk's window tells the rest.
        if (!window || items.has(id) || !preferences.read().notify) return
        if (news.kind === 'slot-soon' && !preferences.read().notifySlots) return
        const { announcements } = textsFor(preferences.read().language, app.getLocale())
        notify(window, announcements(news), () =>
          tellWindow(window, 'go-to', {
            view: viewOf(news.kind),
            item: news.item,
          }),
        )
      },
      // An item's own window shows nobody's name: it goes when the person goes. Its last words are on disk or on their way.
      emptied(ids) {
        for (const id of ids) if (items.has(id)) BrowserWindow.fromId(id)?.close()
      },
    })
    desk = link
    nativeTheme.themeSource = preferences.read().theme
    const manifest = parseManifest(readFileSync(join(out, 'renderer-manifest.json'), 'utf8'))
    const root = join(out, 'renderer')
    protocol.handle(SCHEME, (request) => serveFile(manifest, root, request.method, request.url))
    guardSession(session.defaultSession)
    openWindow(null, null)
    registerShell({
      origin: ORIGIN,
      windowOf: (contents) => BrowserWindow.fromWebContents(contents),
      handlers: createShellHandlers({
        preferences,
        grants,
        secrets,
        desk: link,
        data: profile,
        windows,
        itemOf: (window) => items.get(window.id) ?? null,
        openWindow,
      }),
      log,
    })
    // Whoever locks the screen has left the desk; whoever only sits still has, after as long as they said.
    powerMonitor.on('lock-screen', () => {
      if (preferences.read().lockAfter !== null) link.lock()
    })
    watchIdle({
      wished: () => preferences.read().lockAfter,
      idle: () => powerMonitor.getSystemIdleTime(),
      lock: () => link.lock(),
      clock: nodeClock,
    })
    powerMonitor.on('resume', () => link.wake())
    powerMonitor.on('unlock-screen', () => link.wake())
    log('started', { version: app.getVersion(), electron: process.versions.electron ?? '' })
  })
}
