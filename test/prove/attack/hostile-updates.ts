/** Yjs updates that mean harm: some say what no editor of ours would, some are no updates at all. */
import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import { bodyOf, fieldsOf, headlineOf } from '../../../shared/document/layout.ts'
import { emptyCopy, seedDocument, writeCopy } from '../../../shared/document/write-copy.ts'
import { BAD_LINKS, filled } from './payloads.ts'

export type Hostile = { name: string; update: Uint8Array }

const madeOf = (change: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc()
  change(doc)
  return Y.encodeStateAsUpdate(doc)
}

const element = (name: string, attributes: Record<string, string>, text: string): Y.XmlElement => {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.insert(0, [new Y.XmlText(text)])
  return made
}

/** Updates that can be replayed and say what no editor of ours would. `script` tells on itself. */
export const meant = (out: string, script: string): Hostile[] => {
  const links = BAD_LINKS.map((link) => filled(link, out, script))
  const seeded = (change: (doc: Y.Doc) => void): Uint8Array =>
    madeOf((doc) => {
      seedDocument(doc, emptyCopy('lead', '', 'nl'))
      change(doc)
    })
  const tags = [
    'script',
    'iframe',
    'img',
    'svg',
    'style',
    'object',
    'a',
    'form',
    'link',
    'base',
    'meta',
    'video',
    'input',
    'constructor',
    '__proto__',
    'toString',
    'doc',
    'text',
    'quote',
    'listItem',
  ]
  return [
    {
      name: 'links',
      update: seeded((doc) =>
        writeCopy(
          doc,
          { body: links.map((link) => ({ type: 'paragraph', line: [{ text: 'lees verder', link }] })) },
          'x',
        ),
      ),
    },
    {
      name: 'elements',
      update: seeded((doc) =>
        bodyOf(doc).push(
          tags.map((tag) =>
            element(
              tag,
              {
                src: out,
                href: `javascript:${script}`,
                onerror: script,
                onload: script,
                style: `background:url(${out})`,
              },
              script,
            ),
          ),
        ),
      ),
    },
    {
      name: 'attributes',
      update: seeded((doc) =>
        bodyOf(doc).push([
          element(
            'paragraph',
            {
              onclick: script,
              style: `background:url(${out})`,
              class: 'x',
              id: 'root',
              contenteditable: 'true',
              srcdoc: script,
            },
            'tekst',
          ),
        ]),
      ),
    },
    {
      name: 'elements in the headline',
      update: seeded((doc) =>
        headlineOf(doc).push(tags.map((tag) => element(tag, { src: out, onerror: script }, script))),
      ),
    },
    {
      name: 'marks nobody knows',
      update: seeded((doc) => {
        const text = new Y.XmlText()
        text.applyDelta([
          {
            insert: 'tekst',
            attributes: {
              script: { src: out },
              link: { href: `javascript:${script}`, onclick: script },
              style: { css: `url(${out})` },
              __proto__: { x: 1 },
            },
          },
        ])
        const p = new Y.XmlElement('paragraph')
        p.insert(0, [text])
        bodyOf(doc).push([p])
      }),
    },
    {
      name: 'links that are no text',
      update: seeded((doc) => {
        const p = new Y.XmlElement('paragraph')
        const text = new Y.XmlText()
        text.applyDelta([
          { insert: 'a', attributes: { link: { href: { toString: 1 } } } },
          { insert: 'b', attributes: { link: `javascript:${script}` } },
          { insert: 'c', attributes: { link: true, bold: 'x', italic: 7 } },
        ])
        p.insert(0, [text])
        bodyOf(doc).push([p])
      }),
    },
    {
      name: 'fields of another kind',
      update: seeded((doc) => {
        for (const name of [
          'kind',
          'byline',
          'dateline',
          'credits',
          'section',
          'slug',
          'urgency',
          'language',
          'note',
          'targetLength',
          '__proto__',
          'constructor',
        ])
          fieldsOf(doc).set(name, { toString: '<img>', html: `<img src=x onerror=${script}>` })
      }),
    },
    {
      name: 'fields as markup',
      update: seeded((doc) => {
        const html = `<img src=${out} onerror="${script}"><a href="javascript:${script}">x</a>`
        fieldsOf(doc).set('byline', html)
        fieldsOf(doc).set('slug', '../../etc/passwd')
        fieldsOf(doc).set('note', html)
        fieldsOf(doc).set('dateline', [html, '\u202e'])
        fieldsOf(doc).set('credits', [html])
        fieldsOf(doc).set('section', '../../x')
        fieldsOf(doc).set('language', '"><script>')
      }),
    },
    {
      name: 'the body as a text',
      update: madeOf((doc) => doc.getText('body').insert(0, `<img src=x onerror=${script}>`)),
    },
    { name: 'the body as a map', update: madeOf((doc) => doc.getMap('body').set('x', script)) },
    {
      name: 'the headline as a list',
      update: madeOf((doc) => doc.getArray('headline').push([script, { x: 1 }, 5])),
    },
    {
      name: 'the fields as a fragment',
      update: madeOf((doc) => doc.getXmlFragment('fields').push([element('script', {}, script)])),
    },
    {
      name: 'a hundred levels',
      update: seeded((doc) => {
        let inner = element('quote', {}, 'diep')
        for (let at = 0; at < 100; at += 1) {
          const outer = new Y.XmlElement('quote')
          outer.insert(0, [inner])
          inner = outer
        }
        bodyOf(doc).push([inner])
      }),
    },
    {
      name: 'a text of two million signs',
      update: seeded((doc) => bodyOf(doc).push([element('paragraph', {}, 'woord '.repeat(350_000))])),
    },
    {
      name: 'parts of other documents',
      update: seeded((doc) => {
        doc.getMap('sub').set('x', new Y.Doc())
        doc.getXmlFragment('unknown').push([element('script', {}, script)])
      }),
    },
  ]
}

/** Bytes that are no update. */
export const meantless = (): Uint8Array[] => {
  const good = madeOf((doc) => writeCopy(doc, { headline: 'Kop' }, 'x'))
  const cut = Array.from({ length: 12 }, (_, at) => good.slice(0, Math.floor((good.length * at) / 12)))
  const flipped = Array.from({ length: 30 }, (_, at) =>
    good.map((byte, place) => (place === (at * 7) % good.length ? byte ^ 0xff : byte)),
  )
  const noise = Array.from({ length: 40 }, (_, at) => new Uint8Array(randomBytes(1 + at * 13)))
  const far = new Uint8Array([1, 1, 255, 255, 255, 255, 15, 255, 255, 255, 255, 15, 4, 1, 1, 97])
  return [
    ...cut,
    ...flipped,
    ...noise,
    far,
    new Uint8Array(100).fill(255),
    Y.encodeStateAsUpdateV2(new Y.Doc()),
    new Uint8Array(8_000_000),
  ]
}
