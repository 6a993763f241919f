/** Looking into a tree of HTML. Nothing in it runs, and nothing is put back together as markup. */
import {
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  parse,
  parseFragment,
} from 'parse5'

export type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element

/** Copy nests five deep at most; a bomb of a hundred thousand tags is no copy. */
export const DEEPEST = 100

export const isElement = (node: Node): node is Element => 'tagName' in node

export const attribute = (element: Element, name: string): string | null =>
  element.attrs.find((found) => found.name === name)?.value ?? null

export const hasClass = (element: Element, name: string): boolean =>
  (attribute(element, 'class') ?? '').split(/\s+/u).includes(name)

class TooDeep extends Error {}

/** No page that anybody reads nests deeper; parsing takes the square of the depth. */
const DEEPEST_PAGE = 400

const parsed = (html: string): Node[] => {
  let depth = 0
  const treeAdapter = {
    ...defaultTreeAdapter,
    onItemPush: () => {
      depth += 1
      if (depth > DEEPEST_PAGE) throw new TooDeep()
    },
    onItemPop: () => {
      depth -= 1
    },
  }
  return /^\s*<(?:!doctype|html)/iu.test(html)
    ? parse<DefaultTreeAdapterMap>(html, { treeAdapter }).childNodes
    : parseFragment<DefaultTreeAdapterMap>(html, { treeAdapter }).childNodes
}

/** A whole page, or a piece of one. What nests too deep for any page gives its text and no more. */
export const treeOf = (html: string): Node[] => {
  try {
    return parsed(html)
  } catch (error) {
    if (error instanceof TooDeep) return parsed(html.replace(/<[^<>]*>/gu, ' '))
    throw error
  }
}

/** All elements that answer, outermost first and not inside each other. */
export const findAll = (
  nodes: readonly Node[],
  wanted: (element: Element) => boolean,
  depth = 0,
): Element[] =>
  depth > DEEPEST
    ? []
    : nodes
        .filter(isElement)
        .flatMap((element) => (wanted(element) ? [element] : findAll(element.childNodes, wanted, depth + 1)))

/** Elements whose text is a program's and no person's. */
const WORDLESS = new Set(['script', 'style', 'template'])

/** The pieces of text under these nodes, whatever they stand in. */
export const textsUnder = (nodes: readonly Node[], depth = 0): string[] =>
  depth > DEEPEST
    ? []
    : nodes.flatMap((node) => {
        if ('value' in node) return node.value.trim() === '' ? [] : [node.value]
        return isElement(node) && !WORDLESS.has(node.tagName) ? textsUnder(node.childNodes, depth + 1) : []
      })
