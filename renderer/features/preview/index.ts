/** Copy and pages as readers get them. */
export { CopyBlocks } from './copy-blocks.tsx'
export { Galley } from './galley.tsx'
export { placed } from './placed.ts'
export { PreviewView } from './preview-view.tsx'
