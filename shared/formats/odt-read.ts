/** OpenDocument text: the part of it that holds the story (OASIS OpenDocument 1.3, `content.xml`). */
import { safeLink } from '../document/link.ts'
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import type { Run } from '../domain/copy.ts'
import type { Dropped, ReadResult } from './imported.ts'
import { addText, createParagraphs } from './rtf-paragraphs.ts'
import { roleOf } from './rtf-places.ts'
import { readStory } from './story.ts'
import { attributeOf, childAt, childrenOf, findAll, readTree, textIn, type XmlElement } from './xml.ts'
import type { XmlLimits } from './xml-guard.ts'

type Marks = Omit<Run, 'text'>
type Style = { marks: Marks; name: string }

const stylesOf = (root: XmlElement): Map<string, Style> => {
  const styles = new Map<string, Style>()
  for (const style of findAll(root, 'style')) {
    const text = childAt(style, 'text-properties')
    const bold = attributeOf(text, 'fo:font-weight') === 'bold'
    const italic = attributeOf(text, 'fo:font-style') === 'italic'
    styles.set(attributeOf(style, 'style:name'), {
      marks: { ...(bold ? { bold: true } : {}), ...(italic ? { italic: true } : {}) },
      name: attributeOf(style, 'style:parent-style-name') || attributeOf(style, 'style:name'),
    })
  }
  return styles
}

/** `_20_` is how a space is written in the name of a style. */
const roleIn = (styles: ReadonlyMap<string, Style>, element: XmlElement): ReturnType<typeof roleOf> => {
  const own = attributeOf(element, 'text:style-name')
  return roleOf((styles.get(own)?.name ?? own).replaceAll('_20_', ' '))
}

/** What stands beside the text and is told apart from it. */
const ASIDE = new Set(['note', 'annotation', 'tracked-changes'])

/** The text of a paragraph as its readers see it. */
const shownIn = (element: XmlElement): string =>
  element.children
    .map((child) => (typeof child === 'string' ? child : ASIDE.has(child.name) ? '' : shownIn(child)))
    .join('')

const paragraphsIn = (element: XmlElement): XmlElement[] =>
  childrenOf(element).flatMap((child) => {
    if (ASIDE.has(child.name)) return []
    return child.name === 'p' || child.name === 'h' ? [child] : paragraphsIn(child)
  })

/** Reads `content.xml`. Never throws. */
export const readOdt = (
  xml: string,
  limits: XmlLimits,
  agencies: readonly Agency[] = USUAL_AGENCIES,
): ReadResult => {
  const tree = readTree(xml, limits)
  if (!tree.ok) return tree
  const story = childAt(tree.root, 'body', 'text')
  if (story === undefined) return { ok: false, reason: 'not-this-format' }
  const styles = stylesOf(tree.root)
  const body = createParagraphs()
  const dropped: Dropped[] = []
  const notes: string[] = []
  let title = ''

  const lineOf = (element: XmlElement, marks: Marks, line: Run[]): Run[] => {
    for (const child of element.children) {
      if (typeof child === 'string') addText(line, child.replace(/\s+/gu, ' '), marks)
      else
        switch (child.name) {
          case 's':
            addText(line, ' ', marks)
            break
          case 'tab':
            addText(line, '\t', marks)
            break
          case 'line-break':
            addText(line, '\n', marks)
            break
          case 'span':
            lineOf(child, { ...marks, ...styles.get(attributeOf(child, 'text:style-name'))?.marks }, line)
            break
          case 'a': {
            const link = safeLink(attributeOf(child, 'xlink:href'))
            lineOf(child, link === null ? marks : { ...marks, link }, line)
            break
          }
          case 'note':
            dropped.push({ what: 'footnote', text: textIn(childAt(child, 'note-body')) })
            break
          case 'annotation': {
            const by = textIn(childAt(child, 'creator'))
            const said = childrenOf(child, 'p').map(textIn).join(' ')
            notes.push(by === '' ? said : `${by}: ${said}`)
            break
          }
          case 'frame':
            dropped.push({ what: 'picture', text: textIn(child) })
            break
          default:
            if (!/^(?:annotation-end|bookmark|change|soft-page)/u.test(child.name)) lineOf(child, marks, line)
        }
    }
    return line
  }
  const walk = (element: XmlElement, list: 'bulleted' | null, quoted: boolean): void => {
    for (const child of childrenOf(element))
      switch (child.name) {
        case 'p':
        case 'h': {
          const role = roleIn(styles, child)
          const line = lineOf(child, styles.get(attributeOf(child, 'text:style-name'))?.marks ?? {}, [])
          if (role === 'title' && title === '') title = line.map((run) => run.text).join('')
          else
            body.add({
              line,
              role: child.name === 'h' || role === 'title' ? 'subhead' : quoted ? 'quote' : role,
              list,
            })
          break
        }
        case 'table':
          dropped.push({ what: 'table', text: '' })
          for (const row of findAll(child, 'table-row')) {
            const line: Run[] = []
            for (const cell of childrenOf(row)) {
              if (line.length > 0) addText(line, ' | ', {})
              addText(line, textIn(cell), {})
            }
            body.add({ line, role: null, list: null })
          }
          break
        case 'tracked-changes':
          for (const change of findAll(child, 'deletion'))
            dropped.push({ what: 'deletion', text: childrenOf(change, 'p').map(textIn).join(' ') })
          break
        case 'list':
          walk(child, 'bulleted', quoted)
          break
        default:
          walk(child, list, quoted)
      }
  }
  walk(story, null, false)
  const sources = paragraphsIn(story).map((element) => ({
    name: '',
    text: shownIn(element),
    what: 'unknown' as const,
  }))
  return readStory(
    { format: 'odt', title, body: body.blocks(), note: notes.join('\n'), dropped, sources },
    agencies,
  )
}
