/** Keys inside the text. What is also a command of the window is registered there too, under the same keys. */
import { type Editor, Extension } from '@tiptap/core'
import { runCommand } from '../../lib/keyboard.ts'
import type { WorkingCopy } from './working-copy.ts'

/** The three texts of an item, in the order in which they are read. */
export type TextName = 'kicker' | 'headline' | 'body'

/** What a key does; true when it did something. */
type Act = () => boolean

/** What the text asks of the galley around it. */
export type TextHost = {
  copy: WorkingCopy
  name: TextName
  /** A brief is one paragraph of running text. */
  brief: boolean
  /** Focus goes on to the next or previous field of the galley. False: there is none. */
  leave(from: TextName, to: 'next' | 'previous'): boolean
  editLink(): boolean
}

/** Undo and redo of the whole item, and submitting it, from any of its texts. */
const history = ({ copy }: TextHost): [string, Act][] => [
  ['Mod-z', () => copy.steps.undo() || true],
  ['Mod-y', () => copy.steps.redo() || true],
  ['Mod-Shift-z', () => copy.steps.redo() || true],
  // ProseMirror keeps every Enter to itself, so this one is handed to the command that has it.
  ['Mod-Enter', () => runCommand('item.submit') || true],
]

const edge = (editor: Editor, direction: 'up' | 'down' | 'forward' | 'backward'): boolean => {
  const { selection, doc } = editor.state
  const block = direction === 'up' || direction === 'backward' ? 0 : doc.childCount - 1
  return selection.empty && selection.$from.index(0) === block && editor.view.endOfTextblock(direction)
}

/** A headline or a kicker: one line, from which Enter and the arrows move on. */
export const lineKeys = (host: TextHost): Extension =>
  Extension.create({
    name: 'lineKeys',
    priority: 1200,
    addKeyboardShortcuts() {
      const next = (): boolean => host.leave(host.name, 'next')
      return Object.fromEntries<Act>([
        ...history(host),
        ['Enter', () => next() || true],
        ['Shift-Enter', () => true],
        ['ArrowDown', () => edge(this.editor, 'down') && next()],
        ['ArrowUp', () => edge(this.editor, 'up') && host.leave(host.name, 'previous')],
      ])
    },
  })

/** The body: blocks and marks. Enter in a subhead begins a paragraph. */
export const bodyKeys = (host: TextHost): Extension =>
  Extension.create({
    name: 'bodyKeys',
    priority: 1050,
    addKeyboardShortcuts() {
      const { editor } = this
      const marks: [string, Act][] = [
        ...history(host),
        ['Mod-b', () => editor.commands.toggleMark('bold')],
        ['Mod-i', () => editor.commands.toggleMark('italic')],
        ['Mod-Shift-k', () => host.editLink() || true],
        ['ArrowUp', () => edge(editor, 'up') && host.leave('body', 'previous')],
      ]
      const blocks: [string, Act][] = [
        ['Mod-Alt-0', () => toParagraph(editor)],
        ['Mod-Alt-2', () => toggleSubhead(editor)],
        ['Mod-Alt-q', () => toggleQuote(editor)],
        ['Mod-Shift-7', () => toggleList(editor, 'orderedList')],
        ['Mod-Shift-8', () => toggleList(editor, 'bulletList')],
        ['Shift-Enter', () => breakLine(editor)],
        [
          'Enter',
          () => (inSubhead(editor) ? afterSubhead(editor) : editor.commands.splitListItem('listItem')),
        ],
      ]
      const onePara: [string, Act][] = [
        ['Enter', () => true],
        ['Shift-Enter', () => true],
      ]
      return Object.fromEntries<Act>([...marks, ...(host.brief ? onePara : blocks)])
    },
  })

const inSubhead = (editor: Editor): boolean => editor.state.selection.$from.parent.type.name === 'subhead'

const breakLine = (editor: Editor): boolean =>
  editor.commands.command(({ tr, state, dispatch }) => {
    dispatch?.(tr.replaceSelectionWith(state.schema.node('hardBreak'), true).scrollIntoView())
    return true
  })

const afterSubhead = (editor: Editor): boolean => {
  const { $from, empty } = editor.state.selection
  // At its very start an empty paragraph goes before it, as everywhere.
  if (empty && $from.parentOffset === 0 && $from.parent.content.size > 0) return false
  const { paragraph } = editor.schema.nodes
  if (!paragraph) return false
  return editor.commands.command(({ tr, dispatch }) => {
    // One split that names its type. Splitting and then setting the type, chained, leaves a paragraph too many.
    tr.deleteSelection()
    dispatch?.(tr.split(tr.selection.from, 1, [{ type: paragraph }]).scrollIntoView())
    return true
  })
}

/** Ordinary text again, out of any subhead, quote or list. */
export const toParagraph = (editor: Editor): boolean => editor.chain().clearNodes().run()

export const toggleSubhead = (editor: Editor): boolean =>
  editor.isActive('subhead')
    ? editor.commands.setNode('paragraph')
    : editor.chain().clearNodes().setNode('subhead').run()

export const toggleQuote = (editor: Editor): boolean =>
  editor.isActive('quote') ? editor.commands.lift('quote') : editor.chain().clearNodes().wrapIn('quote').run()

export const toggleList = (editor: Editor, name: 'bulletList' | 'orderedList'): boolean =>
  editor.isActive('bulletList') || editor.isActive('orderedList')
    ? editor.commands.toggleList(name, 'listItem')
    : editor.chain().clearNodes().toggleList(name, 'listItem').run()
