/** Any XML that Kopij reads: looks what it is, and hands it to the reader of that format (standards, section 1). */
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import type { ReadResult } from './imported.ts'
import { isNewsmlOne, readNewsmlOne } from './newsml-1-read.ts'
import { isNewsmlG2, readNewsmlG2 } from './newsml-g2-read.ts'
import { isNitf, isOwnNitf, readNitf } from './nitf-read.ts'
import { findAll, readTree } from './xml.ts'
import { withLeftovers } from './xml-sources.ts'

/**
 * Reads NITF, NewsML-G2 (newsItem, packageItem, newsMessage) or NewsML 1.2. `agencies` is the desk's register. Never
 * throws. Words of the file that are in no item are told as dropped with the first.
 */
export const readXml = (text: string, agencies: readonly Agency[] = USUAL_AGENCIES): ReadResult => {
  const tree = readTree(text)
  if (!tree.ok) return tree
  const { root, outside } = tree
  if (isNewsmlG2(root)) {
    const { items, own } = readNewsmlG2(root, agencies)
    if (items.length === 0) return { ok: false, reason: 'empty' }
    return { ok: true, items: own ? items : withLeftovers(items, root, outside) }
  }
  if (isNewsmlOne(root)) {
    const items = readNewsmlOne(root, agencies)
    return items.length === 0
      ? { ok: false, reason: 'empty' }
      : { ok: true, items: withLeftovers(items, root, outside) }
  }
  // A part that was cut out of something larger may hold a story all the same.
  const nitf = isNitf(root) ? root : findAll(root, 'nitf')[0]
  if (nitf !== undefined) {
    const items = [readNitf(nitf, agencies)]
    return { ok: true, items: isOwnNitf(nitf) ? items : withLeftovers(items, root, outside) }
  }
  return { ok: false, reason: 'not-this-format' }
}
