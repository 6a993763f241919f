/** What bytes of an RTF file are written in: by its code page, or by the character set of the font that is on. */

/** Character sets of fonts (RTF 1.9.1, `\fcharset`) as decoders name them. */
const CHARSETS: Readonly<Record<number, string>> = {
  0: 'windows-1252',
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
}

const PAGES: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf-8',
}

export const USUAL_CHARSET = 'windows-1252'

/** A code page of Windows as a decoder's name; the usual one where there is none for it. */
export const charsetOfPage = (page: number): string =>
  PAGES[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : USUAL_CHARSET)

/** The character set of a font; null where the font says nothing that differs from the file. */
export const charsetOfFont = (charset: number): string | null =>
  charset === 0 || charset === 1 ? null : (CHARSETS[charset] ?? null)

const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

/** Bytes as text. Decoders answer every byte with some sign, and never throw. */
export const decodeRtf = (bytes: readonly number[], charset: string): string => {
  const known = decoders.get(charset) ?? new TextDecoder(charset)
  decoders.set(charset, known)
  return known.decode(Uint8Array.from(bytes))
}
