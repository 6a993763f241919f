/** Bytes of a file as text. No wire format says for sure what it is written in (standards, section 2, "charset"). */

const decoded = (label: string, bytes: Uint8Array, fatal: boolean): string | null => {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes)
  } catch {
    return null
  }
}

/** What an XML declaration says, read from the bytes as they are: every encoding that it can name keeps ASCII. */
const declared = (bytes: Uint8Array): string | null => {
  const start = String.fromCharCode(...bytes.subarray(0, 200))
  return /^\s*<\?xml[^>]*?\bencoding=["']([A-Za-z0-9._-]+)["']/u.exec(start)?.[1] ?? null
}

/** UTF-16 tells itself by its mark, or by the zero beside its first sign. */
const utf16 = (bytes: Uint8Array): string | null => {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a !== 0 && a !== undefined && b === 0)) return 'utf-16le'
  return (a === 0xfe && b === 0xff) || (a === 0 && b !== undefined && b !== 0) ? 'utf-16be' : null
}

/**
 * The text: UTF-16 where its marks say so, strict UTF-8, then what an XML declaration names, then Windows-1252, which
 * takes any byte. A byte order mark is no part of the text.
 */
export const decodeText = (bytes: Uint8Array): string => {
  const wide = utf16(bytes)
  const named = declared(bytes)
  const text =
    (wide === null ? null : decoded(wide, bytes, true)) ??
    decoded('utf-8', bytes, true) ??
    (named === null ? null : decoded(named, bytes, true)) ??
    decoded('windows-1252', bytes, false) ??
    ''
  return text.replace(/^\ufeff/u, '')
}
