/** Text on its way into markup. Everything that a format writes passes one of these. */

/**
 * Text without what no format can carry: control characters other than tab and line feed, and halves of
 * surrogate pairs. HTML would change them on reading, XML and JSON in UTF-8 cannot hold them.
 */
export const printable = (text: string): string =>
  text
    .replace(/\r\n?/gu, '\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[^\P{Cc}\t\n]/gu, '')

/** Text between tags. */
export const escapeText = (text: string): string =>
  printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Text between the double quotes of an attribute. */
export const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;')
