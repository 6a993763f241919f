/** What main answers to windows: preferences, dialogs, windows, the door to the outside. */
import { basename } from 'node:path'
import { app, type BrowserWindow, dialog, nativeTheme, shell } from 'electron'
import type { Grant, Preferences } from '../../shared/ipc/shell.ts'
import { type ShellHandlers, tellWindow } from '../ipc/shell/register.ts'
import type { Grants } from '../platform/grants.ts'
import { openLink } from '../platform/open-link.ts'
import type { Kept } from '../platform/preferences.ts'
import type { SecretStore } from '../platform/secrets.ts'
import { type Texts, textsFor } from '../platform/texts.ts'
import type { DeskLink } from './desk-link.ts'

type Arguments = {
  preferences: Kept<Preferences>
  grants: Grants
  secrets: SecretStore
  desk: DeskLink
  /** The folder that holds `desks/`. */
  data: string
  windows(): BrowserWindow[]
  /** The item that a window was opened for. */
  itemOf(window: BrowserWindow): string | null
  /** `opener` is the window that asked: the new one sits where it sits. */
  openWindow(item: string | null, opener: BrowserWindow | null): void
}

const DESK_FILE = 'kopij'

export const createShellHandlers = (shellParts: Arguments): ShellHandlers => {
  const { preferences, grants, secrets, desk, data, windows, itemOf, openWindow } = shellParts
  const texts = (): Texts => textsFor(preferences.read().language, app.getLocale())
  const grant = (window: BrowserWindow, path: string | undefined): Grant | null =>
    path === undefined ? null : { id: grants.give(window.id, path), label: basename(path) }
  const filters = (): Electron.FileFilter[] => [{ name: texts().deskFile, extensions: [DESK_FILE] }]

  return {
    'shell.info': (_input, window) => ({
      version: app.getVersion(),
      electron: process.versions.electron ?? '',
      locale: app.getLocale(),
      platform: process.platform,
      preferences: preferences.read(),
      item: itemOf(window),
      desk: preferences.read().lastDesk,
    }),

    'shell.prefer': (wanted) => {
      const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
      const next: Preferences = { ...preferences.read(), ...given }
      preferences.write(next)
      nativeTheme.themeSource = next.theme
      for (const window of windows()) tellWindow(window, 'preferences', next)
      return next
    },

    'shell.secrets': async () => ({ kept: await secrets.kept() }),

    'shell.connect': (_input, window) => {
      desk.connect(window)
      return {}
    },

    'shell.pick-folder': async (_input, window) => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: texts().chooseFolder,
        properties: ['openDirectory', 'createDirectory'],
      })
      return grant(window, filePaths[0])
    },

    'shell.pick-save': async ({ name }, window) => {
      const { filePath, canceled } = await dialog.showSaveDialog(window, {
        title: texts().saveDesk,
        defaultPath: `${name.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || 'Kopij'}.${DESK_FILE}`,
        filters: filters(),
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      })
      return grant(window, canceled || filePath === '' ? undefined : filePath)
    },

    'shell.pick-open': async (_input, window) => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: texts().openDesk,
        filters: filters(),
        properties: ['openFile'],
      })
      return grant(window, filePaths[0])
    },

    'shell.pick-import': async (_input, window) => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: texts().chooseFiles,
        properties: ['openFile', 'multiSelections'],
      })
      return filePaths.flatMap((path) => grant(window, path) ?? [])
    },

    'shell.pick-original': async ({ name }, window) => {
      const { filePath, canceled } = await dialog.showSaveDialog(window, {
        title: texts().saveOriginal,
        // A name that a stranger gave: the last part of it, without what a system takes for something else.
        defaultPath: basename(name.replace(/[^\p{L}\p{N} ._()-]/gu, '_')).replace(/^\.+/, '') || 'Kopij',
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      })
      return grant(window, canceled || filePath === '' ? undefined : filePath)
    },

    'shell.open-link': ({ url }, window) => {
      const { openLinkQuestion, open, cancel } = texts()
      return openLink(window, url, { question: openLinkQuestion, open, cancel })
    },

    'shell.reveal-data': () => {
      shell.showItemInFolder(data)
      return {}
    },

    'shell.zoom': ({ factor }, window) => {
      window.webContents.setZoomFactor(factor)
      return {}
    },

    'shell.new-window': ({ item }, window) => {
      openWindow(item, window)
      return {}
    },
  }
}
