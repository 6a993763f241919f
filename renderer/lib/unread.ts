/**
 * Parts of the app that a window could not read when it came to them: Kopij was updated or moved underneath. Such a part
 * stays unread as long as its page stands, however often it is drawn.
 */
const unread = new WeakSet<object>()

/** Starts hearing of parts that cannot be read; the answer stops it. The built page tells of each before it throws. */
export const followUnread = (): (() => void) => {
  const hear = ({ payload }: VitePreloadErrorEvent): void => void unread.add(payload)
  addEventListener('vite:preloadError', hear)
  return () => removeEventListener('vite:preloadError', hear)
}

/** Whether this was thrown because a part of the app could not be read. */
export const isUnread = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && unread.has(thrown)
