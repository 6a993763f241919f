/** What readers have at any minute of the day. */
import '../../lib/late-sentences.ts'

export { Rail } from './rail.tsx'
