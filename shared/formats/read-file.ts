/**
 * A file of any format that is text, as items. It is pure and it is slow on large files: whoever calls it does so in a
 * process that may be ended.
 */
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import { readAnpa1312 } from './anpa-1312-read.ts'
import { decodeText } from './decode.ts'
import { readHtmlFile } from './html-file.ts'
import type { ReadResult } from './imported.ts'
import { readIptc7901 } from './iptc-7901-read.ts'
import { readMarkdown } from './markdown-read.ts'
import { readNinjs } from './ninjs-read.ts'
import { readRtf } from './rtf-read.ts'
import { sniff } from './sniff.ts'
import { readWireText } from './text-read.ts'
import { readXml } from './xml-read.ts'

/** Bytes. The largest real file of news seen is a tenth of a megabyte. */
export const LARGEST_FILE = 8 * 1024 * 1024

const readJson = (text: string, agencies: readonly Agency[]): ReadResult => {
  try {
    return readNinjs(JSON.parse(text), agencies)
  } catch {
    return { ok: false, reason: 'malformed' }
  }
}

/**
 * Reads a file. `agencies` is the desk's register, which tells datelines from prose. Never throws: what cannot be read is
 * answered with the reason.
 */
export const readFile = (bytes: Uint8Array, agencies: readonly Agency[] = USUAL_AGENCIES): ReadResult => {
  if (bytes.length > LARGEST_FILE) return { ok: false, reason: 'too-large' }
  if (bytes.every((byte) => byte <= 0x20)) return { ok: false, reason: 'empty' }
  const format = sniff(bytes)
  if (format === null) return { ok: false, reason: 'not-this-format' }
  switch (format) {
    case 'ninjs-3':
    case 'ninjs-2':
    case 'ninjs-1':
    case 'ninjs-superdesk':
      return readJson(decodeText(bytes), agencies)
    case 'newsml-g2':
    case 'newsml-1.2':
    case 'nitf':
      return readXml(decodeText(bytes), agencies)
    case 'html':
      return readHtmlFile(decodeText(bytes), agencies)
    case 'markdown':
      return readMarkdown(decodeText(bytes), agencies)
    case 'iptc-7901':
      return readIptc7901(bytes, agencies)
    case 'anpa-1312':
      return readAnpa1312(bytes, agencies)
    case 'wire-text':
      return readWireText(decodeText(bytes), agencies)
    case 'rtf':
      return readRtf(bytes, agencies)
    case 'docx':
    case 'odt':
      // Archives: taken apart where there is somebody to guard them (main/import).
      return { ok: false, reason: 'not-this-format' }
  }
}
