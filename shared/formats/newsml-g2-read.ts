/** NewsML-G2 documents: newsItem, packageItem, and newsMessage around several (standards, section 1). */
import type { Agency } from '../domain/agency.ts'
import type { Imported } from './imported.ts'
import { PAGE_PROFILE } from './kopij-names.ts'
import { inItemMeta } from './newsml-g2-fields.ts'
import { readG2Item } from './newsml-g2-item.ts'
import { isOwnG2, readOwnG2 } from './newsml-g2-own.ts'
import { attributeOf, findAll, textIn, type XmlElement } from './xml.ts'

const ROOTS = new Set(['newsItem', 'packageItem', 'newsMessage', 'itemSet'])

/** True for a root that may hold news. Concepts, events and plans are NewsML-G2 too, and no copy. */
export const isNewsmlG2 = (root: XmlElement): boolean => ROOTS.has(root.name)

const itemsIn = (root: XmlElement): XmlElement[] =>
  root.name === 'newsItem' || root.name === 'packageItem'
    ? [root]
    : [...findAll(root, 'newsItem'), ...findAll(root, 'packageItem')]

const isPackage = (item: XmlElement): boolean => item.name === 'packageItem'

/** A package whose items come along is their order and no item of its own. */
const isTold = (item: XmlElement, guids: ReadonlySet<string>): boolean => {
  const refs = findAll(item, 'itemRef').map((ref) => attributeOf(ref, 'residref'))
  return isPackage(item) && refs.length > 0 && refs.every((ref) => guids.has(ref))
}

const isOwnPage = (item: XmlElement): boolean =>
  isOwnG2(item) && inItemMeta(item, 'profile').some((profile) => textIn(profile) === PAGE_PROFILE)

/** True for an item that says something, be it that it is withdrawn. */
const saysSomething = ({ copy, note, status }: Imported): boolean =>
  copy.headline !== '' || copy.body.length > 0 || note !== '' || status !== 'usable'

/** What Kopij wrote counts, however little it is; an item of others that says nothing is none. */
const readItem = (item: XmlElement, agencies: readonly Agency[]): Imported[] => {
  if (isOwnG2(item) && !isOwnPage(item)) return [readOwnG2(item)]
  const read = readG2Item(item, agencies)
  return saysSomething(read) ? [read] : []
}

/** Reads the items of a document. `own` says that Kopij wrote all of it. Empty when there is no news in it. */
export const readNewsmlG2 = (
  root: XmlElement,
  agencies: readonly Agency[],
): { items: Imported[]; own: boolean } => {
  const found = itemsIn(root)
  const guids = new Set(found.filter((item) => !isPackage(item)).map((item) => attributeOf(item, 'guid')))
  const items = found.filter((item) => !isTold(item, guids)).flatMap((item) => readItem(item, agencies))
  return { items, own: found.every((item) => isOwnG2(item)) }
}
