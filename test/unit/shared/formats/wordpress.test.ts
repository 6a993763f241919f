import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineText } from '../../../../shared/domain/copy.ts'
import { textsUnder, treeOf } from '../../../../shared/formats/html-nodes.ts'
import {
  placeholder,
  postMoment,
  postSlug,
  postTags,
  postText,
} from '../../../../shared/formats/wordpress.ts'
import { type PostMark, readMark, replaceMark, wordsHash } from '../../../../shared/formats/wordpress-mark.ts'
import { AGENCIES, release as anyRelease, runs } from '../../../support/arbitrary-copy.ts'
import { aRelease } from '../../../support/release.ts'

const OUT = { off: false, terms: [3, 12] }
const textOf = (html: string): string => textsUnder(treeOf(html)).join('').replace(/\s+/gu, '')
const withBody = (text: string) =>
  aRelease({
    copy: {
      ...aRelease().copy,
      ...{ byline: '', dateline: [], credits: [] },
      body: [{ type: 'paragraph', line: [{ text }] }],
    },
  })
const paragraphOf = (text: string): string =>
  /<p[^>]*>(.*)<\/p>/u.exec(postText(withBody(text), OUT).content)?.[1] ?? ''

describe('what WordPress would change is spelled out', () => {
  test.each([
    ["'s avonds zei 't kind", '&#039;s avonds zei &#039;t kind'],
    ["in '80 en '90", 'in &#039;80 en &#039;90'],
    ['[gallery ids="1"]', '&#091;gallery ids="1&#034;&#093;'],
    ['leuk :) en ;-) en 8-)', 'leuk &#058;) en &#059;-) en &#056;-)'],
    ['een 5" buis van 6\'', 'een 5&#034; buis van 6&#039;'],
    ['2x4', '2&#120;4'],
    ['Wordpress (tm)', 'Word&#112;ress (&#116;m)'],
    ['https://example.org/film', 'https&#058;//example.org/film'],
    ['letterlijk &#13; en `', 'letterlijk &amp;&#035;13; en &#096;'],
  ])('%s', (text, html) => expect(paragraphOf(text)).toBe(html))

  test.each(["foto's", 'zei "ja" - en ging...', 'om 10:30; niet later', 'a: b'])(
    '%s is left as it is',
    (text) => expect(paragraphOf(text)).toBe(text),
  )
})

describe('a post', () => {
  test('has every word of the release and nothing else, and its mark', () => {
    fc.assert(
      fc.property(anyRelease, (release) => {
        const { title, content } = postText({ ...release, status: 'usable', signal: null }, OUT)
        const { copy } = release
        const said = textOf(content)
        for (const block of copy.body) {
          const lines =
            block.type === 'paragraph' || block.type === 'subhead'
              ? [block.line]
              : block.type === 'quote'
                ? block.lines
                : block.type === 'list'
                  ? block.items.flat()
                  : []
          for (const line of lines) expect(said).toContain(lineText(line).replace(/\s+/gu, ''))
        }
        expect(said).toContain(copy.dateline.join('/').replace(/\s+/gu, ''))
        if (copy.headline.trim() !== '') expect(textOf(title)).toBe(copy.headline.replace(/\s+/gu, ''))
        // Only tags that an author may write, and no attribute but these.
        for (const tag of content.replace(/<!--.*?-->/gu, '').matchAll(/<\/?([a-z0-9]+)([^>]*)>/gu)) {
          expect(['p', 'h2', 'blockquote', 'ul', 'ol', 'li', 'a', 'strong', 'em', 'br', 'span']).toContain(
            tag[1],
          )
          expect(tag[2]).toMatch(/^(?: class="[\w -]*"| href="[^"<>]*")?$/u)
        }
        const mark = readMark(content)
        expect(mark).toMatchObject({ item: release.item, version: release.version, ...OUT })
        expect(mark?.hash).toBe(wordsHash(postText({ ...release, status: 'usable', signal: null }, OUT)))
      }),
      runs(60),
    )
  })

  test('its blocks are closed as they were opened', () => {
    fc.assert(
      fc.property(anyRelease, (release) => {
        const open: string[] = []
        for (const [, end, name] of postText(release, OUT).content.matchAll(
          /<!-- (\/?)wp:([a-z-]+)[^>]*-->/gu,
        ))
          if (end === '') open.push(name ?? '')
          else expect(open.pop()).toBe(name)
        expect(open).toEqual([])
      }),
      runs(50),
    )
  })

  test('of a kill says that it was withdrawn, and none of its words', () => {
    const { title, content, excerpt } = postText(
      { ...aRelease(), version: 2, status: 'canceled', note: 'naam klopt niet' },
      { off: true, terms: [] },
    )
    expect(title).toBe('Ingetrokken bericht')
    expect(`${title} ${content} ${excerpt}`).not.toMatch(/veerboot|verkade|naam klopt/iu)
    expect(readMark(content)).toMatchObject({ version: 2, off: true })
  })

  test('of a correction says what was corrected where the story ends', () => {
    const release = aRelease({ version: 2, signal: 'correction', note: "CORRECTIE: 's middags." })
    expect(postText(release, OUT).content).toMatch(
      /<p class="correction"><em>CORRECTIE: &#039;s middags\.<\/em><\/p>\n<!-- \/wp:paragraph -->$/u,
    )
    expect(postText({ ...release, signal: null }, OUT).content).not.toContain('CORRECTIE')
  })

  test('of a brief without a headline is called by its first words', () => {
    const text = 'De veerboot vaart sinds vanochtend weer tussen de eilanden, meldt de rederij.'
    const brief = withBody(text)
    const { title } = postText({ ...brief, copy: { ...brief.copy, headline: '' } }, OUT)
    expect(title).toBe('De veerboot vaart sinds vanochtend weer tussen de eilanden,…')
  })

  test('goes out at its time, and never before its embargo', () => {
    expect(postMoment(aRelease({ shownAt: 10, embargoUntil: null }))).toBe(10)
    expect(postMoment(aRelease({ shownAt: 10, embargoUntil: 20 }))).toBe(20)
  })

  test('has places and agencies as tags, by their names', () => {
    const { copy } = aRelease()
    const dateline = ['MEXICO-STAD', "'s-GRAVENHAGE", 'IJMUIDEN', "VAL D'ISÈRE"]
    const tags = postTags(
      aRelease({ copy: { ...copy, dateline, credits: ['rtr', 'DPA'] }, agencies: AGENCIES }),
    )
    expect(tags).toEqual(['Mexico-Stad', "'s-Gravenhage", 'IJmuiden', "Val D'Isère", 'Reuters', 'DPA'])
  })

  test('begins as a place without a word', () => {
    const place = placeholder(aRelease())
    expect(place).toMatchObject({ slug: postSlug(aRelease()), title: place.slug, excerpt: '' })
    expect(readMark(place.content)).toMatchObject({ version: 0, off: true, hash: null })
    expect(textOf(place.content)).toBe('')
  })
})

describe('the mark', () => {
  const { content } = postText(aRelease(), OUT)

  test('is replaced, and the rest stays', () => {
    const mark: PostMark = { ...(readMark(content) as PostMark), version: 7, off: true }
    const changed = replaceMark(content, mark)
    expect(readMark(changed)).toEqual(mark)
    expect(changed.replaceAll(/kopij-[\w-]+ ?/gu, '')).toBe(content.replaceAll(/kopij-[\w-]+ ?/gu, ''))
  })

  test('is none where somebody took it away, or where it is half', () => {
    expect(readMark('<p>kopij-v3</p>')).toBeNull()
    expect(readMark('<p class="kopij-v3">x</p>')).toBeNull()
    expect(readMark(`<p class="kopij-${aRelease().item}">x</p>`)).toBeNull()
    expect(replaceMark('<p>van hen</p>', readMark(content) as PostMark)).toBe('<p>van hen</p>')
  })

  test('knows words, not markup', () => {
    const post = { title: 'Kop', excerpt: '', content: '<p>Een <strong>schip</strong></p>' }
    expect(wordsHash({ ...post, content: '<p class="x">Een <em>schip</em></p>\n' })).toBe(wordsHash(post))
    expect(wordsHash({ ...post, content: '<p>Een boot</p>' })).not.toBe(wordsHash(post))
    expect(wordsHash({ ...post, title: 'Andere kop' })).not.toBe(wordsHash(post))
  })
})
