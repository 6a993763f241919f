/** Paragraphs of a word processor, one after the other, as blocks of a body: those of one list or quote belong together. */
import { mergeRuns } from '../document/read-copy.ts'
import { type Block, type Line, lineText, type Run } from '../domain/copy.ts'

/** A paragraph as it stands. `list` is the kind of list that it is an item of. */
export type Paragraph = {
  line: Line
  role: 'subhead' | 'quote' | null
  list: 'ordered' | 'bulleted' | null
}

/** Collects paragraphs. */
export type Paragraphs = {
  add(paragraph: Paragraph): void
  blocks(): Block[]
}

export const createParagraphs = (): Paragraphs => {
  const blocks: Block[] = []
  return {
    add({ line, role, list }) {
      const merged = mergeRuns(line)
      if (lineText(merged).trim() === '') return
      const last = blocks.at(-1)
      if (list !== null) {
        const ordered = list === 'ordered'
        if (last?.type === 'list' && last.ordered === ordered) last.items.push([merged])
        else blocks.push({ type: 'list', ordered, items: [[merged]] })
      } else if (role === 'quote') {
        if (last?.type === 'quote') last.lines.push(merged)
        else blocks.push({ type: 'quote', lines: [merged] })
      } else blocks.push({ type: role === 'subhead' ? 'subhead' : 'paragraph', line: merged })
    },
    blocks: () => blocks,
  }
}

/** Adds text to a line, to its last run where that has the same marks. */
export const addText = (line: Run[], text: string, marks: Omit<Run, 'text'>): void => {
  const last = line.at(-1)
  if (last && last.bold === marks.bold && last.italic === marks.italic && last.link === marks.link)
    last.text += text
  else line.push({ text, ...marks })
}
