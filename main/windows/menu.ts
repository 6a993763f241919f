/**
 * The application menu: what the system expects of one (macOS: copy and paste live there), and nothing that reaches
 * around the app. Everything else is a command of the window, with its own keys and the palette.
 */
import { Menu, type MenuItemConstructorOptions } from 'electron'

export const setMenu = (platform: NodeJS.Platform): void => {
  if (platform !== 'darwin') {
    // Without a menu the window starts quicker, and Alt belongs to the text.
    Menu.setApplicationMenu(null)
    return
  }
  const template: MenuItemConstructorOptions[] = [
    { role: 'appMenu' },
    { role: 'editMenu' },
    { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
