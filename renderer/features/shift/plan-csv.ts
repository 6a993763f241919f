/**
 * The day's plan as a file of values (RFC 4180): comma, CRLF, quotes round whatever needs them, doubled within. It begins with
 * a byte order mark, because spreadsheet programs on Windows take the file for another encoding without one. A cell that such
 * a program would calculate is made text with an apostrophe, as OWASP advises: copy of strangers is in there.
 */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠\t\r]/u

/** One cell, so that it is read as the text that it is and never as a formula. */
export const csvCell = (text: string): string => {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/u.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}

/** Rows as a file; the first row names the columns. */
export const csvFile = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
