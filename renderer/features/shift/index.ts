/** Handing a shift over: how the desk stands, on one page that can be printed, and the day's plan as a file. */
import '../../lib/late-sentences.ts'

export { ShiftView } from './shift-view.tsx'
