/**
 * A ProseMirror view and nothing else: what a key costs before Kopij does anything with it. The schema, the document, the
 * fonts, the measures and the window are those of the desk's galley.
 */
import '../../../../renderer/ui/fonts.css'
import '../../../../renderer/ui/tokens.css'
import '../../../../renderer/ui/base.css'
import './page.css'
import { getSchema } from '@tiptap/core'
import { EditorState } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import galley from '../../../../renderer/features/editor/galley-view.module.css'
import { BODY_SCHEMA } from '../../../../shared/document/schema.ts'
import { lineText } from '../../../../shared/domain/copy.ts'
import { inventStory } from '../../start/invent-story.ts'

const words = Number(new URLSearchParams(location.search).get('words') ?? '800')
const story = inventStory('lead', words, words)
const schema = getSchema(BODY_SCHEMA)
const paragraph = schema.nodes['paragraph']
const subhead = schema.nodes['subhead']
if (!paragraph || !subhead) throw new Error('the schema has no paragraph or subhead')

const doc = schema.topNodeType.create(
  null,
  story.body.map((block) =>
    (block.type === 'subhead' ? subhead : paragraph).create(
      null,
      schema.text('line' in block ? lineText(block.line) : ''),
    ),
  ),
)

const place = (parent: HTMLElement, name: string | undefined): HTMLElement => {
  const element = document.createElement('div')
  if (name) element.className = name
  parent.append(element)
  return element
}

const pane = place(document.body, 'pane')
const sheet = place(place(pane, galley['scroll']), galley['galley'])
sheet.dataset['kind'] = 'lead'
const headline = place(sheet, galley['headline'])
headline.textContent = story.headline
new EditorView(place(place(sheet, galley['body']), undefined), {
  state: EditorState.create({ doc }),
  attributes: { 'aria-multiline': 'true', spellcheck: 'false', lang: 'nl' },
})
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('shell-painted')))
