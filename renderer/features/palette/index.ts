/** The palette of commands and items, and the overview of keys. */
export { passagePieces } from './match.ts'
export { Palette } from './palette.tsx'
