/**
 * Places of a dateline: their shape, and their capitals (standards, sections 9.1 and 9.3; peers, 3.4).
 *
 * Everything here works on *clean* text: NFC, plain apostrophes and hyphens, single spaces.
 */

/** One or more letters of one name part, all capitals: `JERUZALEM`, `N'DJAMENA`, `ST.`, `'AMMAN`. */
const CAPS = String.raw`'?\p{Lu}[\p{Lu}\p{M}'.]*`
const CAPS_WORD = `(?:(?:'[sStT]-)?${CAPS}(?:-(?:${CAPS}|'[sStT]))*|'[sStT])`
const CAPS_PLACE = new RegExp(`^(?!'[sStT]$)${CAPS_WORD}(?: ${CAPS_WORD}){0,4}$`, 'u')

/** The same for a name as written in running text: `San Mateo`, `'s-Gravenhage`, `Alphen aan den Rijn`. */
const NAME = String.raw`'?\p{Lu}[\p{L}\p{M}'.]*`
const PARTICLE =
  '(?:aan|aux?|auf|am|an|bei|da|de|del|della|den|der|des|di|do|dos|du|el|en|in|i|la|le|les|los|of|op|onder|over|sur|ter|ten|the|upon|van|von)'
const NAME_WORD = `(?:(?:'[sStT]-)?${NAME}(?:-(?:${NAME}|${PARTICLE}))*|'[sStT])`
const NAME_PLACE = new RegExp(`^(?:'[sStT] )?${NAME_WORD}(?: (?:${PARTICLE}|${NAME_WORD})){0,4}$`, 'u')

/** Words that open a sentence, and so no place: `Volgens Reuters (RTR) - ...` is prose. */
const OPENERS = new Set(
  `aldus als bij bron bronnen dan dat deze dit door een er het hij hoe ik in is maar met minister na naar
  nadat nog nu of omdat onder ook op over persbureau premier president sinds terwijl toen tot tijdens uit van
  vanuit volgens voor waar waarom want wat wie woordvoerder zij zo according after agency and as at but by
  for from how if it minister president since source sources spokesman that this what when where while who
  why with`.split(/\s+/u),
)

/** Words in capitals that head a text without being a place. Only used where no agency confirms the place. */
const NOT_PLACES = new Set(
  `ACHTERGROND ADVERTENTIE ANALYSE BERICHT BREAKING COLUMN COMMENTAAR CORRECTIE EMBARGO EUROPOL EXCLUSIEF
  EXCLUSIVE FLITS FOTOSERIE HERHALING INTERPOL INTERVIEW INTRO LAATSTE LIVEBLOG NIEUWS OPINIE OPINION
  OVERZICHT PODCAST PROFIEL RECENSIE RECTIFICATIE REPORTAGE REUTERS SAMENVATTING SPOED SPORT TIJDLIJN UNESCO
  UNHCR UNICEF UPDATE URGENT VERVANGT VERVOLG VIDEO VRAGEN`.split(/\s+/u),
)

/** A place that no agency confirms needs this many letters: `NAVO` and `OPEC` have fewer. */
const SAFE_LETTERS = 5

/** NFC, plain apostrophes and hyphens, single spaces; soft hyphens and zero-width signs gone. */
export const cleanPlace = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[’‘‛`´ʼʻ]/gu, "'")
    .replace(/[‐‑]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim()

/**
 * A place in printed capitals: diacritics stay, `ij` becomes `IJ`, and the small letter of `'s-` and `'t `
 * stays small (`'s-GRAVENHAGE`; standards, section 9.3). Applying it twice changes nothing.
 */
export const upperPlace = (place: string): string =>
  cleanPlace(cleanPlace(place).replace(/ĳ/gu, 'ij').replace(/Ĳ/gu, 'IJ').toUpperCase()).replace(
    /(^|[ /-])'([ST])(?=[- ]|$)/gu,
    (_all, before: string, letter: string) => `${before}'${letter.toLowerCase()}`,
  )

/** True for a place in capitals: `MEXICO-STAD`, `VAL D'ISÈRE`, `'s-GRAVENHAGE`, `'S-GRAVENHAGE`. */
export const isCapitalPlace = (clean: string): boolean => CAPS_PLACE.test(clean)

/** True for a name in mixed case that can be a place: `San Mateo`, but not `Volgens de VN`. */
export const isNamePlace = (clean: string): boolean =>
  NAME_PLACE.test(clean) && !OPENERS.has((clean.split(' ')[0] ?? '').toLowerCase())

/** True for a place in capitals that is hardly anything else, even with no agency behind it. */
export const isSafePlace = (clean: string): boolean =>
  isCapitalPlace(clean) && !NOT_PLACES.has(clean) && (clean.match(/\p{L}/gu)?.length ?? 0) >= SAFE_LETTERS

/** The names in the text before the brackets, cleaned, or `null` when a part between slashes is empty. */
export const splitPlaces = (head: string): string[] | null => {
  const places = head.split('/').map(cleanPlace)
  return places.includes('') ? null : places
}
