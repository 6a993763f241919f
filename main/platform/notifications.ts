/** Words that the system shows for Kopij while somebody looks elsewhere. A click comes back to the item. */
import { type BrowserWindow, Notification } from 'electron'

/**
 * Shows a notification unless the window is in front: there the list itself says it. `kept` holds what is shown, because a
 * notification that is collected as garbage never hears its click.
 */
export const createNotifier = (): ((
  window: BrowserWindow,
  words: { title: string; body: string },
  clicked: () => void,
) => void) => {
  const kept = new Set<Notification>()
  return (window, words, clicked) => {
    if (!Notification.isSupported() || window.isDestroyed() || window.isFocused()) return
    const notification = new Notification({ ...words, silent: true })
    const forget = (): void => {
      kept.delete(notification)
    }
    kept.add(notification)
    notification.on('close', forget)
    notification.on('failed', forget)
    notification.on('click', () => {
      forget()
      if (window.isDestroyed()) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      clicked()
    })
    notification.show()
  }
}
