/** A window of the app: made hidden on its background colour, shown when its first frame is painted. */
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { z } from 'zod'
import type { Kept } from '../platform/preferences.ts'
import { START } from './protocol.ts'

export const WindowPlace = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int(),
  height: z.int(),
  maximized: z.boolean(),
})
export type WindowPlace = z.infer<typeof WindowPlace>

export const USUAL_PLACE: WindowPlace = { width: 1440, height: 900, maximized: false }

/** The ground of the page in both themes (renderer/ui/tokens.css), so that no window flashes white. */
const GROUND = { light: '#E6E7E3', dark: '#111315' } as const

/** A remembered place, if a screen still shows it. */
const visible = (place: WindowPlace): WindowPlace => {
  const { x, y, width, height } = place
  if (x === undefined || y === undefined) return place
  const shown = screen.getAllDisplays().some(({ workArea }) => {
    const across = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x)
    const down = Math.min(y + height, workArea.y + workArea.height) - Math.max(y, workArea.y)
    return across > 100 && down > 60
  })
  return shown ? place : { width, height, maximized: place.maximized }
}

type Wanted = { preload: string; title: string; place: Kept<WindowPlace>; main: boolean }

export const createWindow = ({ preload, title, place, main }: Wanted): BrowserWindow => {
  const { x, y, width, height, maximized } = main ? visible(place.read()) : { ...USUAL_PLACE, width: 960 }
  const corner = x === undefined || y === undefined ? {} : { x, y }
  const window = new BrowserWindow({
    ...corner,
    width,
    height,
    title,
    minWidth: 640,
    minHeight: 480,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      disableDialogs: true,
      enableWebSQL: false,
    },
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  if (main) {
    const remember = (): void => {
      if (window.isDestroyed() || window.isMinimized()) return
      place.write({ ...window.getNormalBounds(), maximized: window.isMaximized() })
    }
    window.on('close', remember)
    window.on('resized', remember)
    window.on('moved', remember)
  }
  void window.loadURL(START)
  return window
}
