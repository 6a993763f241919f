/** What the system would show: no test can look at a desktop's corner, or click there. */
import type { Desk } from './desk.ts'

export interface Heard {
  title: string
  body: string
}

interface Kept {
  kopijShown?: { title: string; body: string; emit(event: 'click'): boolean }[]
}

/** Puts a desk's window in the background, and keeps what is shown there instead of showing it. */
export const hearNotifications = async (
  desk: Desk,
): Promise<{ heard(): Promise<Heard[]>; click(): Promise<void> }> => {
  await desk.app.evaluate(({ BrowserWindow, Notification }) => {
    const kept = globalThis as Kept
    const shown: NonNullable<Kept['kopijShown']> = []
    kept.kopijShown = shown
    Notification.isSupported = () => true
    Notification.prototype.show = function show(this: (typeof shown)[number]) {
      shown.push(this)
    }
    for (const window of BrowserWindow.getAllWindows()) window.blur()
  })
  return {
    heard: () =>
      desk.app.evaluate(() =>
        ((globalThis as Kept).kopijShown ?? []).map(({ title, body }) => ({ title, body })),
      ),
    click: () =>
      desk.app.evaluate(() => {
        const last = (globalThis as Kept).kopijShown?.at(-1)
        last?.emit('click')
      }),
  }
}
