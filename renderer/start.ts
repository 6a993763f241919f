/**
 * The first thing that runs in a window: it says when the empty desk of index.html is on the screen, and fetches the app,
 * which the built page has told Chromium to read meanwhile (build/preload-app.mjs). Theme: main has set it for the page.
 */
import './ui/tokens.css'
import './ui/shell.css'
import { followFirstPaint } from './lib/first-paint.ts'
import { sayNotStarted } from './not-started.ts'

followFirstPaint()
// A part that cannot be read, and a main that does not answer: without a word, the empty desk would stand for ever.
import('./main.tsx').then(({ start }) => start()).catch(sayNotStarted)
