/** Plain copy as nodes of the galley: what a clean paste is made of. */
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { safeLink } from '../../../shared/document/link.ts'
import { type Block, type Line, lineText } from '../../../shared/domain/copy.ts'

const inlineOf = (schema: Schema, line: Line): Node[] =>
  line.flatMap((run) => {
    const link = run.link === undefined ? null : safeLink(run.link)
    const marks = [
      ...(run.bold ? [schema.mark('bold')] : []),
      ...(run.italic ? [schema.mark('italic')] : []),
      ...(link === null ? [] : [schema.mark('link', { href: link })]),
    ]
    return run.text
      .split('\n')
      .flatMap((part, index) => [
        ...(index > 0 ? [schema.node('hardBreak')] : []),
        ...(part === '' ? [] : [schema.text(part, marks)]),
      ])
  })

const paragraphOf = (schema: Schema, line: Line): Node =>
  schema.node('paragraph', null, inlineOf(schema, line))

const nodeOf = (schema: Schema, block: Block): Node => {
  switch (block.type) {
    case 'paragraph':
      return paragraphOf(schema, block.line)
    case 'subhead':
      return schema.node('subhead', null, inlineOf(schema, block.line))
    case 'quote':
      return schema.node(
        'quote',
        null,
        block.lines.map((line) => paragraphOf(schema, line)),
      )
    case 'list':
      return schema.node(
        block.ordered ? 'orderedList' : 'bulletList',
        null,
        block.items.map((lines) =>
          schema.node(
            'listItem',
            null,
            lines.map((line) => paragraphOf(schema, line)),
          ),
        ),
      )
    case 'unknown':
      return paragraphOf(schema, [{ text: block.text }])
  }
}

/** Blocks as they are pasted: a paragraph at either end runs on in the text that it lands in. */
export const sliceOf = (schema: Schema, blocks: readonly Block[]): Slice => {
  const open = (block: Block | undefined): number => (block?.type === 'paragraph' ? 1 : 0)
  return new Slice(
    Fragment.from(blocks.map((block) => nodeOf(schema, block))),
    open(blocks.at(0)),
    open(blocks.at(-1)),
  )
}

const linesOf = (block: Block): Line[] => {
  switch (block.type) {
    case 'paragraph':
    case 'subhead':
      return [block.line]
    case 'quote':
      return block.lines
    case 'list':
      return block.items.flat()
    case 'unknown':
      return [[{ text: block.text }]]
  }
}

/** Blocks as one plain line, for a headline or a kicker. */
export const oneLineOf = (blocks: readonly Block[]): string =>
  blocks
    .flatMap(linesOf)
    .map((line) => lineText(line).replace(/\s+/gu, ' ').trim())
    .filter((text) => text !== '')
    .join(' ')
