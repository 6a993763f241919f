/**
 * A page in HTML as items: the files of article.ts and page.ts, and the pages of others, of which the story is taken and
 * the rest is told. A page says nothing about versions or embargoes; `lossesOf` says all that it loses.
 */
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import { lineText } from '../domain/copy.ts'
import {
  attribute,
  type Element,
  findAll,
  hasClass,
  isElement,
  type Node,
  textsUnder,
  treeOf,
} from './html-nodes.ts'
import { readHtmlNodes } from './html-read.ts'
import { type Imported, newImport, type ReadResult } from './imported.ts'
import { leftovers } from './leftover.ts'
import { tidied } from './tidy.ts'
import { readerWords } from './words.ts'

const tagged = (nodes: readonly Node[], ...names: readonly string[]): Element[] =>
  findAll(nodes, (element) => names.includes(element.tagName))

const classed = (nodes: readonly Node[], name: string): Element | undefined =>
  findAll(nodes, (element) => hasClass(element, name))[0]

/** Text as it stands, every sign of it: `escapeText` has put it there. */
const exactText = (element: Element | undefined): string =>
  element === undefined
    ? ''
    : element.childNodes
        .map((node) => ('value' in node ? node.value : isElement(node) ? exactText(node) : ''))
        .join('')

const languageOf = (nodes: readonly Node[]): string => {
  const [html] = tagged(nodes, 'html')
  return html === undefined ? '' : (attribute(html, 'lang') ?? '')
}

/** The name before the time, without the word that article.ts puts before it. */
const bylineIn = (article: readonly Node[], language: string): string => {
  const nodes = classed(article, 'byline')?.childNodes ?? []
  const text = nodes.map((node) => ('value' in node ? node.value : '')).join('')
  const name = text.replace(/ · $/u, '')
  const by = readerWords(language).by('')
  return name.startsWith(by) ? name.slice(by.length) : name
}

/** An article of Kopij's own pages. */
const ownItem = (article: Element, around: string): Imported => {
  const nodes = article.childNodes
  const language = attribute(article, 'lang') ?? around
  const item = newImport('html')
  const { dropped: _none, ...body } = readHtmlNodes(nodes)
  return {
    ...item,
    copy: {
      ...item.copy,
      kicker: exactText(classed(nodes, 'kicker')),
      headline: exactText(tagged(nodes, 'h1')[0] ?? classed(nodes, 'title')),
      byline: bylineIn(nodes, language),
      language,
      ...(classed(nodes, 'kopij-body') === undefined ? { dateline: [], credits: [], body: [] } : body),
    },
  }
}

/** The notice in place of an article that was killed: who it was and that it is gone. */
const killedItem = (notice: Element, language: string): Imported => {
  const item = newImport('html')
  const uri = exactText(tagged(notice.childNodes, 'small')[0])
  const note = textsUnder(notice.childNodes).join(' ')
  return { ...item, uri: uri === '' ? null : uri, status: 'canceled', note, copy: { ...item.copy, language } }
}

/** The part of a page that is the story: the only article, the main part, or everything. */
const storyIn = (nodes: readonly Node[]): readonly Node[] => {
  const articles = tagged(nodes, 'article')
  const main = tagged(nodes, 'main')
  if (articles.length === 1 && articles[0] !== undefined) return articles[0].childNodes
  if (main.length === 1 && main[0] !== undefined) return main[0].childNodes
  return tagged(nodes, 'body')[0]?.childNodes ?? nodes
}

const othersItem = (nodes: readonly Node[], agencies: readonly Agency[]): Imported => {
  const story = storyIn(nodes)
  const read = readHtmlNodes(story)
  const title = textsUnder(tagged(nodes, 'h1')[0]?.childNodes ?? [])
    .join(' ')
    .trim()
  const headline =
    title ||
    textsUnder(tagged(nodes, 'title')[0]?.childNodes ?? [])
      .join(' ')
      .trim()
  const item = newImport('html')
  const same = (text: string): boolean => text.replace(/\s+/gu, ' ').trim() === headline.replace(/\s+/gu, ' ')
  const at = read.body.findIndex((block) => block.type === 'subhead' && same(lineText(block.line)))
  const found = tidied(
    {
      ...item,
      copy: {
        ...item.copy,
        headline,
        language: languageOf(nodes),
        dateline: read.dateline,
        credits: read.credits,
        body: read.body.filter((_block, index) => index !== at),
      },
      dropped: read.dropped,
    },
    agencies,
  )
  const sources = textsUnder(nodes).map((text) => ({ name: '', text, what: 'markup' as const }))
  return { ...found, dropped: [...found.dropped, ...leftovers([found], sources)] }
}

/** Reads a page or a piece of one. Never throws. */
export const readHtmlFile = (html: string, agencies: readonly Agency[] = USUAL_AGENCIES): ReadResult => {
  const nodes = treeOf(html)
  const language = languageOf(nodes)
  const notice = classed(nodes, 'kopij-notice')
  if (notice !== undefined) return { ok: true, items: [killedItem(notice, language)] }
  if (classed(nodes, 'nameplate') !== undefined) {
    const items = tagged(nodes, 'article').map((article) => ownItem(article, language))
    return items.length > 0 ? { ok: true, items } : { ok: false, reason: 'empty' }
  }
  const item = othersItem(nodes, agencies)
  if (item.copy.headline === '' && item.copy.body.length === 0) return { ok: false, reason: 'empty' }
  return { ok: true, items: [item] }
}
