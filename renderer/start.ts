/**
 * The first thing that runs in a window: it says when the empty desk of index.html is on the screen, and fetches the app,
 * which the built page has told Chromium to read meanwhile (build/preload-app.mjs). Theme: main has set it for the page.
 */
import './ui/tokens.css'
import './ui/shell.css'
import { followFirstPaint } from './lib/first-paint.ts'

followFirstPaint()
void import('./main.tsx')
