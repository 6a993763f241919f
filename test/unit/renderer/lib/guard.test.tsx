import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest'

const { page, buttons } = vi.hoisted(() => {
  // What the window's parts hear from their window when they are read; here is none.
  const page = new EventTarget()
  Object.assign(globalThis, {
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
    matchMedia: () => ({ matches: false, addEventListener: () => undefined }),
  })
  return { page, buttons: [] as { press: () => void }[] }
})
vi.mock('../../../../renderer/lib/client.ts', () => ({ call: vi.fn(), subscribe: vi.fn() }))
vi.mock('../../../../renderer/ui/index.ts', () => ({
  Banner: () => null,
  Button: ({ onClick, children }: { onClick: () => void; children: ReactNode }) => {
    buttons.push({ press: onClick })
    return <button type="button">{children}</button>
  },
  EmptyState: ({ title, children, action }: Record<string, ReactNode>) => (
    <div>
      {title} {children} {action}
    </div>
  ),
}))

import { Guard } from '../../../../renderer/lib/guard.tsx'
import { i18n } from '../../../../renderer/lib/preferences.ts'
import { followUnread } from '../../../../renderer/lib/unread.ts'
import { reportUnsaved, unsaved, whenSaved } from '../../../../renderer/lib/unsaved.ts'

const ITEM = 'f6f0c0de-0000-4000-8000-000000000001'

const reload = vi.fn()
let stop: () => void = () => undefined

beforeEach(async () => {
  vi.stubGlobal('location', { reload })
  await i18n.changeLanguage('nl')
  stop = followUnread()
})
afterEach(() => {
  stop()
  reportUnsaved(ITEM, 0)
  buttons.length = 0
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

/** What a guard shows, and its button, when what it keeps threw this. */
const shownAfter = (thrown: unknown): { words: string; press: () => void; set: Mock } => {
  const guard = new Guard({ children: 'whole' })
  guard.state = Guard.getDerivedStateFromError(thrown)
  const words = renderToStaticMarkup(<I18nextProvider i18n={i18n}>{guard.render()}</I18nextProvider>)
  const set = vi.spyOn(guard, 'setState').mockReturnValue()
  return { words, press: () => buttons.at(-1)?.press(), set }
}

const unreadable = (): Error => {
  const thrown = new TypeError('Failed to fetch dynamically imported module')
  page.dispatchEvent(Object.assign(new Event('vite:preloadError'), { payload: thrown }))
  return thrown
}

describe('a guard', () => {
  it('says of a part that could not be read what happened, and offers a new page', () => {
    const { words } = shownAfter(unreadable())
    expect(words).toContain('Dit deel van Kopij was niet te lezen.')
    expect(words).toContain('<button type="button">Venster opnieuw laden</button>')
  })

  it('loads the window anew only when everything typed is on disk', async () => {
    const { press } = shownAfter(unreadable())
    reportUnsaved(ITEM, 1)
    press()
    const saved = whenSaved()
    expect(reload).not.toHaveBeenCalled()
    expect(unsaved.get().pending).toBe(1)
    reportUnsaved(ITEM, 0)
    await saved
    expect(reload).toHaveBeenCalledOnce()
  })

  it('draws a part again that stuck in itself', () => {
    const { words, press, set } = shownAfter(new Error('stuck'))
    expect(words).toContain('Dit deel van het venster liep vast.')
    expect(words).toContain('<button type="button">Opnieuw laden</button>')
    press()
    expect(set).toHaveBeenCalledWith({ standing: 'whole' })
    expect(reload).not.toHaveBeenCalled()
  })
})
