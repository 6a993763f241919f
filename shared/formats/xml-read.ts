/** Any XML that Kopij reads: looks what it is, and hands it to the reader of that format (standards, section 1). */
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import type { ReadResult } from './imported.ts'
import { isNewsmlG2, readNewsmlG2 } from './newsml-g2-read.ts'
import { isNitf, isOwnNitf, readNitf } from './nitf-read.ts'
import { readTree } from './xml.ts'
import { withLeftovers } from './xml-sources.ts'

/**
 * Reads NITF, NewsML-G2 (newsItem, packageItem, newsMessage) or NewsML 1.2. `agencies` is the desk's register. Never
 * throws. Words of the file that are in no item are told as dropped with the first.
 */
export const readXml = (text: string, agencies: readonly Agency[] = USUAL_AGENCIES): ReadResult => {
  const tree = readTree(text)
  if (!tree.ok) return tree
  const { root, outside } = tree
  if (isNitf(root)) {
    const items = [readNitf(root, agencies)]
    return { ok: true, items: isOwnNitf(root) ? items : withLeftovers(items, root, outside) }
  }
  if (isNewsmlG2(root)) {
    const { items, own } = readNewsmlG2(root, agencies)
    if (items.length === 0) return { ok: false, reason: 'empty' }
    return { ok: true, items: own ? items : withLeftovers(items, root, outside) }
  }
  return { ok: false, reason: 'not-this-format' }
}
