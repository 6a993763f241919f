import './lib/strict-zod.ts'
import './ui/fonts.css'
import './ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { App } from './app.tsx'
import { startForesight } from './features/desk/index.ts'
import { listenToKeys } from './lib/keyboard.ts'
import { readFaces, readTables } from './lib/make-ready.ts'
import { rememberFocus } from './lib/panes.ts'
import { i18n, startPreferences } from './lib/preferences.ts'
import { queryClient } from './lib/queries.ts'
import { followSafety } from './lib/safety.ts'
import { startSession } from './lib/session.tsx'
import { followUnread } from './lib/unread.ts'
import { startZoom } from './lib/zoom.ts'
import { followFocus } from './ui/index.ts'

/** Begins the window. Rejects when it could not. */
export const start = async (): Promise<void> => {
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no root')
  followUnread()
  readFaces()
  // Language and theme come first, or the first picture would be in the wrong ones.
  await startPreferences()
  listenToKeys()
  rememberFocus()
  followFocus()
  startZoom()
  followSafety()
  startForesight()
  startSession()
  createRoot(root).render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </I18nextProvider>,
  )
  // After that picture.
  setTimeout(readTables)
}
