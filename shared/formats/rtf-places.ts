/** What the groups of an RTF file are for, and what its words stand for. */

/** Where the text of a group goes. `text` is the story; `skip` is for machines. */
export type Place =
  | 'text'
  | 'skip'
  | 'fonts'
  | 'styles'
  | 'info'
  | 'footnote'
  | 'comment'
  | 'commenter'
  | 'margin'
  | 'marker'
  | 'instruction'
  | 'picture'

const PLACES: Readonly<Record<string, Place>> = {
  fonttbl: 'fonts',
  stylesheet: 'styles',
  info: 'info',
  footnote: 'footnote',
  annotation: 'comment',
  atnauthor: 'commenter',
  header: 'margin',
  headerl: 'margin',
  headerr: 'margin',
  headerf: 'margin',
  footer: 'margin',
  footerl: 'margin',
  footerr: 'margin',
  footerf: 'margin',
  listtext: 'marker',
  pntext: 'marker',
  fldinst: 'instruction',
  pict: 'picture',
}

/** Groups for machines that do not say so with `\*`. */
const MACHINE = new Set(
  `colortbl filetbl listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping datastore
  latentstyles nonshppict objdata objclass objname xmlnstbl pgptbl mmathPr pn pnseclvl atnid atntime atndate atnref atnparent
  atrfstart atrfend bkmkstart bkmkend xe tc txe rxe tcn private1 template falt panose fontemb creatim revtim printim
  buptim userprops sp sn sv shpinst panose ud_ wgrffmtfilter passwordhash ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn
  blipuid fldtype formfield datafield docvar keycode protusertbl`.split(/\s+/u),
)

/** Groups that begin with `\*` and hold text of the story all the same. */
const PASSES = new Set(['shppict', 'ud', 'shptxt', 'background_', 'cs'])

/**
 * What a word makes of the group that it opens; null when it says nothing about it. `starred`: a reader that does not know
 * it is to pass the group over.
 */
export const placeOf = (word: string, starred: boolean): Place | null => {
  const known = PLACES[word]
  if (known !== undefined) return known
  if (MACHINE.has(word)) return 'skip'
  return starred && !PASSES.has(word) ? 'skip' : null
}

/** Words that are a sign of text. */
export const SIGNS: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  emdash: '\u2014',
  endash: '\u2013',
  bullet: '\u2022',
  lquote: '\u2018',
  rquote: '\u2019',
  ldblquote: '\u201c',
  rdblquote: '\u201d',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  '~': '\u00a0',
  _: '-',
  '\\': '\\',
  '{': '{',
  '}': '}',
  '\t': '\t',
}

/** What a paragraph is by the name of its style, in the languages of the desks around. */
export const roleOf = (style: string): 'title' | 'subhead' | 'quote' | null => {
  if (/^(?:title|titel|titre)$/iu.test(style)) return 'title'
  if (/^(?:heading|kop|überschrift|titre|subtitle|ondertitel|tussenkop)(?:\s*\d)?$/iu.test(style))
    return 'subhead'
  return /(?:quote|citaat|citation|zitat)/iu.test(style) ? 'quote' : null
}
