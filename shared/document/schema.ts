/**
 * What the galley can hold: nodes and marks, as TipTap extensions without node views, keys or input rules.
 * Pure, so that a schema can be had without a window. Names and attributes are fixed: they are what the shared
 * text is made of, and adding one raises the schema epoch (design: "A schema only grows").
 *
 * Nested content is `*` and never `+`: two people may each delete one of two paragraphs of a quote, and a merged
 * quote without paragraphs that the schema forbids would be removed by the binding, for everybody.
 */
import { type Extensions, Mark, mergeAttributes, Node } from '@tiptap/core'
import { Bold } from '@tiptap/extension-bold'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Italic } from '@tiptap/extension-italic'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Text } from '@tiptap/extension-text'
import { safeLink } from './link.ts'

/** Without keys and without rules that turn typed signs into something else: the galley changes no character. */
const BARE = {
  addKeyboardShortcuts: () => ({}),
  addInputRules: () => [],
  addPasteRules: () => [],
}

const Subhead = Node.create({
  name: 'subhead',
  group: 'block',
  content: 'inline*',
  defining: true,
  parseHTML: () => ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag })),
  renderHTML: ({ HTMLAttributes }) => ['h2', mergeAttributes(HTMLAttributes), 0],
})

const Quote = Node.create({
  name: 'quote',
  group: 'block',
  content: 'paragraph*',
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', mergeAttributes(HTMLAttributes), 0],
})

const list = (name: 'bulletList' | 'orderedList', tag: 'ul' | 'ol') =>
  Node.create({
    name,
    group: 'block list',
    content: 'listItem*',
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
  })

const ListItem = Node.create({
  name: 'listItem',
  content: 'paragraph*',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', mergeAttributes(HTMLAttributes), 0],
})

const hrefOf = (element: unknown): string | null => {
  const read = typeof element === 'object' && element !== null && 'getAttribute' in element && element
  return read && typeof read.getAttribute === 'function' ? safeLink(read.getAttribute('href')) : null
}

/**
 * A link. Parsing takes safe addresses only, and rendering shows any other one as plain text: JSON and a colleague's
 * update come in past the parser. It has no `validate` on purpose: ProseMirror would throw while the binding builds
 * the node, and the binding answers that by deleting the words from the shared text, for everybody.
 */
const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null, parseHTML: hrefOf } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => (hrefOf(element) === null ? false : null) }],
  renderHTML: ({ HTMLAttributes }) => {
    const href = safeLink(HTMLAttributes['href'])
    return href === null
      ? ['span', { 'data-refused-link': '' }, 0]
      : ['a', { href, rel: 'noopener noreferrer nofollow' }, 0]
  },
})

const SHARED: Extensions = [
  Paragraph.extend(BARE),
  Text,
  HardBreak.extend(BARE),
  Bold.extend(BARE),
  Italic.extend(BARE),
  Link,
]

/** The body: blocks of text, at least one. */
export const BODY_SCHEMA: Extensions = [
  Document.extend({ content: 'block+' }),
  ...SHARED,
  Subhead,
  Quote,
  list('bulletList', 'ul'),
  list('orderedList', 'ol'),
  ListItem,
]

/**
 * Headline and kicker: one paragraph. The schema allows more, because a merge may leave a second paragraph or a mark,
 * and what the schema does not allow the binding deletes; the editor's keys keep it to one plain line.
 */
export const LINE_SCHEMA: Extensions = [Document.extend({ content: 'paragraph+' }), ...SHARED]
