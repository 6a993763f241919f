/** Words that name a day, where they will be wrong when readers get them. */
import '../../lib/late-sentences.ts'

export { ItemDayWords } from './item-day-words.tsx'
export { DayWordNote } from './note.tsx'
