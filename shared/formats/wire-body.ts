/** The text of a copy for wires that know nothing but lines: marks are gone, links have their address behind them. */
import type { Block, Copy } from '../domain/copy.ts'
import { printable } from './escape.ts'
import { toText } from './text.ts'

/** One block as wire text, by the same words as a plain file has it. */
const textOfBlock = (copy: Copy, block: Block): string =>
  toText({ ...copy, kicker: '', headline: '', byline: '', dateline: [], credits: [], body: [block] })

/** A paragraph, or the items of a list, each to be broken into lines of its own. */
export type WireBlock = { list: boolean; texts: string[] }

/** The body, the dateline run in to its first paragraph; `separator` is what stands behind the dateline. */
export const wireBody = (copy: Copy, dateline: string, separator: string): WireBlock[] => {
  const [first, ...rest] = copy.body
  const blocks = (first?.type === 'paragraph' ? rest : copy.body).map(
    (block): WireBlock => ({
      list: block.type === 'list',
      texts: block.type === 'list' ? itemsOf(textOfBlock(copy, block)) : [textOfBlock(copy, block)],
    }),
  )
  const opening = first?.type === 'paragraph' ? textOfBlock(copy, first) : ''
  const head = [dateline, opening].filter((part) => part !== '').join(opening === '' ? '' : separator)
  return [...(head === '' ? [] : [{ list: false, texts: [printable(head)] }]), ...blocks].filter(
    ({ texts }) => texts.some((text) => text.trim() !== ''),
  )
}

const itemsOf = (text: string): string[] => text.split(/\n(?=\S)/u)

/** The first letters and figures of a text, for keywords that take nothing else. */
export const keywordOf = (text: string, most: number): string =>
  printable(text)
    .replace(/[<>^=\s/]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, most)
