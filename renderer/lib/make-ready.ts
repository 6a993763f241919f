/** What the first picture of a desk needs and that no desk is asked for: done while the window waits for its answer. */
import { ageInWords } from '../../shared/domain/age.ts'
import { currentLanguage } from './preferences.ts'
import { clockTime } from './time.ts'

/** The faces of lists and of copy (ui/fonts.css): without them the first text would be laid out twice. */
const FACES = ["400 13px 'Inter Variable'", "400 17px 'Source Serif 4 Variable'"]

/** Starts to read the faces. One that cannot be read leaves the system's own. */
export const readFaces = (): void => {
  for (const face of FACES) document.fonts.load(face).catch(() => undefined)
}

/** The first words about time are dear, because their tables are read then; the lists ask for them all at once. */
export const readTables = (): void => {
  ageInWords(0, 5 * 60_000, currentLanguage())
  clockTime(0, 'Europe/Amsterdam')
}
