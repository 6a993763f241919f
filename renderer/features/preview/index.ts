/** Copy and pages as readers get them. */
import '../../lib/late-sentences.ts'

export { CopyBlocks } from './copy-blocks.tsx'
export { DaySlider } from './day-slider.tsx'
export { Galley } from './galley.tsx'
export { dayOf } from './moment.ts'
export { placed } from './placed.ts'
export { PreviewView } from './preview-view.tsx'
export { ReaderPage, type Width } from './reader-page.tsx'
