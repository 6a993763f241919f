/** Looking into a tree of HTML. Nothing in it runs, and nothing is put back together as markup. */
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5'

export type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element

/** Copy nests five deep at most; a bomb of a hundred thousand tags is no copy. */
export const DEEPEST = 100

export const isElement = (node: Node): node is Element => 'tagName' in node

export const attribute = (element: Element, name: string): string | null =>
  element.attrs.find((found) => found.name === name)?.value ?? null

export const hasClass = (element: Element, name: string): boolean =>
  (attribute(element, 'class') ?? '').split(/\s+/u).includes(name)

/** A whole page, or a piece of one. */
export const treeOf = (html: string): Node[] =>
  /^\s*<(?:!doctype|html)/iu.test(html) ? parse(html).childNodes : parseFragment(html).childNodes

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
