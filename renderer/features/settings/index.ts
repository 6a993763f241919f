/** Settings of the desk and of this computer. */
import '../../lib/late-sentences.ts'

export { Settings } from './settings.tsx'
