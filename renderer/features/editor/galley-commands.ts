import type { Editor } from '@tiptap/core'
import type { LucideIcon } from 'lucide-react'
import {
  Bold,
  CaseUpper,
  Heading2,
  Italic,
  Link,
  List,
  ListOrdered,
  Pilcrow,
  Quote,
  Search,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Command, useCommands } from '../../lib/keyboard.ts'
import type { Galley } from './galley.ts'
import { toggleList, toggleQuote, toggleSubhead, toParagraph } from './galley-keys.ts'

type ToolName = 'bold' | 'italic' | 'link' | 'subhead' | 'paragraph' | 'quote' | 'bulletList' | 'orderedList'

/** A tool on the text of the body. `marks`: it also makes sense in a brief, which is one paragraph. */
export type Tool = {
  name: ToolName
  keys: string
  icon: LucideIcon
  marks: boolean
  run: (editor: Editor) => void
}

/** Every tool, in the order of the toolbar. The link asks for an address, which the galley does. */
export const toolsFor = (editLink: () => void): Tool[] => [
  {
    name: 'bold',
    keys: 'Mod+B',
    icon: Bold,
    marks: true,
    run: (editor) => editor.commands.toggleMark('bold'),
  },
  {
    name: 'italic',
    keys: 'Mod+I',
    icon: Italic,
    marks: true,
    run: (editor) => editor.commands.toggleMark('italic'),
  },
  { name: 'link', keys: 'Mod+Shift+K', icon: Link, marks: true, run: editLink },
  { name: 'subhead', keys: 'Mod+Alt+2', icon: Heading2, marks: false, run: toggleSubhead },
  { name: 'paragraph', keys: 'Mod+Alt+0', icon: Pilcrow, marks: false, run: toParagraph },
  { name: 'quote', keys: 'Mod+Alt+Q', icon: Quote, marks: false, run: toggleQuote },
  {
    name: 'bulletList',
    keys: 'Mod+Shift+8',
    icon: List,
    marks: false,
    run: (editor) => toggleList(editor, 'bulletList'),
  },
  {
    name: 'orderedList',
    keys: 'Mod+Shift+7',
    icon: ListOrdered,
    marks: false,
    run: (editor) => toggleList(editor, 'orderedList'),
  },
]

/** The commands of the galley, for the palette and the overview of keys; in the text the text's own keys go first. */
export const useGalleyCommands = (
  galley: Galley | null,
  options: {
    editable: boolean
    brief: boolean
    find: () => void
    addChip: () => void
    editLink: () => void
  },
): void => {
  const { t } = useTranslation('editor')
  const canWrite = (): boolean => options.editable && galley !== null
  const inBody = (): boolean => canWrite() && (galley?.body.view.hasFocus() ?? false)
  useCommands([
    {
      id: 'write.find',
      title: t('find.label'),
      group: 'write',
      keys: ['Mod+F'],
      icon: Search,
      run: options.find,
    },
    {
      id: 'write.dateline',
      title: t('tools.dateline'),
      group: 'write',
      keys: ['Mod+Alt+D'],
      icon: CaseUpper,
      when: canWrite,
      run: options.addChip,
    },
    ...toolsFor(options.editLink)
      .filter((tool) => tool.marks || !options.brief)
      .map(
        ({ name, keys, icon, run }): Command => ({
          id: `write.${name}`,
          title: t(`tools.${name}`),
          group: 'write',
          keys: [keys],
          icon,
          when: inBody,
          run: () => {
            if (galley) run(galley.body)
          },
        }),
      ),
    {
      id: 'write.paste-plain',
      title: t('tools.plain'),
      group: 'write',
      keys: ['Mod+Shift+V'],
      keyOnly: true,
      // The browser does it; it is here to be found.
      when: () => false,
      run: () => undefined,
    },
  ])
}
