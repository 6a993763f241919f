import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Imported, ReadResult } from '../../../../shared/formats/imported.ts'
import { newsMessage, pageNewsMessage, pageNewsmlG2 } from '../../../../shared/formats/newsml-g2-page.ts'
import { toNewsmlG2 } from '../../../../shared/formats/newsml-g2-write.ts'
import type { PageRelease, Release } from '../../../../shared/formats/release.ts'
import { findAll, readTree } from '../../../../shared/formats/xml.ts'
import { readXml } from '../../../../shared/formats/xml-read.ts'
import { release, runs } from '../../../support/arbitrary-copy.ts'
import { asXmlKeeps, RELEASE } from './xml-release.ts'

const itemsOf = (result: ReadResult): Imported[] => {
  expect(result).toMatchObject({ ok: true })
  return result.ok ? result.items : []
}

const only = (result: ReadResult): Imported => {
  const [item, ...more] = itemsOf(result)
  expect(more).toEqual([])
  if (item === undefined) throw new Error('Nothing was read.')
  return item
}

/** The slug line takes one line: a tab becomes a space. */
const asG2Keeps = ({ copy, note }: Release): Pick<Release, 'copy' | 'note'> =>
  asXmlKeeps({ copy: { ...copy, slug: copy.slug.replaceAll('\t', ' ') }, note })

const elementNames = (text: string, parent: string): string[] => {
  const tree = readTree(text)
  const found = tree.ok ? findAll(tree.root, parent)[0] : undefined
  return found?.children.flatMap((child) => (typeof child === 'string' ? [] : [child.name])) ?? []
}

const PAGE: PageRelease = {
  page: '5a1d6d52-3d6c-4f04-9a0e-6b2f3c4d5e6f',
  version: 4,
  section: RELEASE.copy.section,
  sectionName: 'Buitenland',
  releasedAt: RELEASE.releasedAt,
  firstCreatedAt: RELEASE.firstCreatedAt,
  language: 'nl',
  deskName: 'Sluispost',
  lead: RELEASE,
  briefs: [
    {
      ...RELEASE,
      item: '9c8b7a65-4d3c-4b2a-8190-7f6e5d4c3b2a',
      copy: { ...RELEASE.copy, kind: 'brief', headline: 'Brug open' },
      signal: null,
      note: '',
    },
  ],
}

describe('NewsML-G2', () => {
  test('has the elements of itemMeta and contentMeta in the order of the standard', () => {
    const text = toNewsmlG2({ ...RELEASE, follows: 'urn:uuid:1' }, 'nitf')
    expect(elementNames(text, 'itemMeta')).toEqual([
      'itemClass',
      'provider',
      'versionCreated',
      'firstCreated',
      'embargoed',
      'pubStatus',
      'generator',
      'profile',
      'title',
      'edNote',
      'signal',
      'link',
    ])
    expect(elementNames(text, 'contentMeta')).toEqual([
      'urgency',
      ...['located', 'located', 'infoSource', 'infoSource', 'infoSource', 'creator', 'altId'],
      ...['language', 'subject', 'slugline', 'headline', 'headline', 'dateline', 'by', 'creditline'],
    ])
  })

  test.each(['nitf', 'xhtml'] as const)('says what standards, sections 2 to 4, ask, with %s', (payload) => {
    const text = toNewsmlG2(RELEASE, payload)
    for (const part of [
      'standard="NewsML-G2" standardversion="2.35" conformance="power"',
      'guid="urn:uuid:0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50" version="2" xml:lang="nl"',
      '<embargoed>2026-03-29T01:00:00.000Z</embargoed>',
      '<pubStatus qcode="stat:usable"/>',
      '<signal qcode="sig:correction"/>',
      '<edNote>De naam van de boot.</edNote>',
      '<located type="cptype:city" literal="KÖRMENDAL"><name>KÖRMENDAL</name></located>',
      '<infoSource literal="ANP" role="isrol:originfo"><name>Algemeen Nederlands Persbureau</name></infoSource>',
      '<infoSource literal="XYZ" role="isrol:originfo"/>',
      '<subject type="cpnat:abstract" qcode="kopijsec:7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa"><name>Buitenland</name>',
      '<slugline>veerboot-meeuw</slugline>',
      '<headline role="kopijrol:kicker">Veerdienst</headline>',
      '<dateline>VELDERMONDE/KÖRMENDAL (ANP/XYZ/RTR)</dateline>',
      '<by>Ilse Verkade</by>',
      '<creditline>ANP/XYZ/RTR</creditline>',
      payload === 'nitf'
        ? '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"'
        : '<span class="dateline">VELDERMONDE/KÖRMENDAL <span class="credit">(ANP/XYZ/RTR)</span></span> - De ',
    ])
      expect(text).toContain(part)
  })

  test.each(['nitf', 'xhtml'] as const)('every alias in a QCode is declared, with %s', (payload) => {
    const text = toNewsmlG2({ ...RELEASE, follows: 'urn:uuid:1' }, payload) + pageNewsmlG2(PAGE)
    const used = [...text.matchAll(/\b(?:qcode|role|type|rel|mode)="([^\s":]+):[^\s"]+"/gu)].map(
      ([, alias]) => alias,
    )
    const own = [...text.matchAll(/<scheme alias="(\w+)"/gu)].map(([, alias]) => alias)
    const standard = ['ninat', 'stat', 'sig', 'isrol', 'irel', 'cpnat', 'cptype', 'pgrmod']
    expect(text).toContain('catalog.IPTC-G2-Standards_')
    expect(used.filter((alias) => ![...own, ...standard].includes(alias ?? ''))).toEqual([])
    expect(used.length).toBeGreaterThan(10)
  })

  test.each(['nitf', 'xhtml'] as const)('gives back the whole release, with %s', (payload) => {
    fc.assert(
      fc.property(release, (any) => {
        const usable: Release = { ...any, status: 'usable' }
        const item = only(readXml(toNewsmlG2(usable, payload)))
        const { copy, note } = asG2Keeps(usable)
        expect(item.copy).toEqual(copy)
        expect(item).toMatchObject({
          format: 'newsml-g2',
          uri: `urn:uuid:${usable.item}`,
          version: usable.version,
          status: 'usable',
          embargoUntil: usable.embargoUntil,
          firstCreatedAt: usable.firstCreatedAt,
          versionCreatedAt: usable.releasedAt,
          note,
          dropped: [],
        })
      }),
      runs(200),
    )
  })

  test.each(['nitf', 'xhtml'] as const)('gives back what is next to nothing, with %s', (payload) => {
    const copy = {
      ...RELEASE.copy,
      slug: ' ',
      headline: '',
      kicker: '<',
      body: [],
      dateline: [],
      credits: [],
    }
    const release = { ...RELEASE, copy, note: '', signal: null, embargoUntil: null }
    expect(only(readXml(toNewsmlG2(release, payload))).copy).toEqual(copy)
  })

  test.each(['correction', 'update', null] as const)('keeps the signal %s', (signal) => {
    const follows = signal === 'update' ? 'urn:uuid:7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa' : null
    const item = only(readXml(toNewsmlG2({ ...RELEASE, signal, follows }, 'nitf')))
    expect(item.signal).toBe(signal)
    expect(item.follows).toBe(follows ?? undefined)
  })

  test('a kill keeps the identity, says canceled and carries no content', () => {
    const text = toNewsmlG2({ ...RELEASE, status: 'canceled', version: 3, note: 'Onjuist.' }, 'nitf')
    expect(text).not.toContain('contentSet')
    expect(only(readXml(text))).toMatchObject({
      uri: 'urn:uuid:0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50',
      version: 3,
      status: 'canceled',
      note: 'Onjuist.',
      copy: { body: [] },
    })
  })
})

describe('the page of a section', () => {
  test('is a packageItem that names its lead and its briefs', () => {
    const text = pageNewsmlG2(PAGE)
    expect(elementNames(text, 'groupSet')).toEqual(['group', 'group', 'group'])
    const refs = [...text.matchAll(/residref="([^"]+)" version="(\d+)"/gu)].map(([, ref]) => ref)
    expect(refs).toEqual([`urn:uuid:${RELEASE.item}`, 'urn:uuid:9c8b7a65-4d3c-4b2a-8190-7f6e5d4c3b2a'])
    expect(only(readXml(text))).toMatchObject({
      uri: `urn:uuid:${PAGE.page}`,
      version: 4,
      copy: {
        headline: 'Buitenland',
        body: [
          { type: 'list', items: [[[{ text: RELEASE.copy.headline }]]] },
          { type: 'list', items: [[[{ text: 'Brug open' }]]] },
        ],
      },
    })
  })

  test.each(['nitf', 'xhtml'] as const)('with all its items is one message, with %s', (payload) => {
    const text = pageNewsMessage(PAGE, payload)
    expect(text).toContain('<transmitId>urn:uuid:5a1d6d52-3d6c-4f04-9a0e-6b2f3c4d5e6f:4</transmitId>')
    const items = itemsOf(readXml(text))
    expect(items.map((item) => item.copy)).toEqual([PAGE.lead?.copy, PAGE.briefs[0]?.copy])
  })

  test('several items go in one message, each as it would go alone', () => {
    const items = [RELEASE, ...PAGE.briefs]
    const text = newsMessage(
      { id: 'bericht-1', sentAt: PAGE.releasedAt, deskName: 'Sluis & Post' },
      items,
      'nitf',
    )
    expect(text).toContain('<sender>Sluis &amp; Post</sender>')
    expect(itemsOf(readXml(text))).toEqual(items.map((item) => only(readXml(toNewsmlG2(item, 'nitf')))))
  })

  test('without anything on it is a page all the same', () => {
    const text = pageNewsmlG2({ ...PAGE, lead: null, briefs: [] })
    expect(elementNames(text, 'groupSet')).toEqual(['group'])
    expect(only(readXml(text)).copy).toMatchObject({ headline: 'Buitenland', body: [] })
  })
})

const item = (meta: string, content: string, payload: string): string =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="3" xml:lang="de">
<itemMeta><provider qcode="nprov:dpa"/>${meta}</itemMeta><contentMeta>${content}</contentMeta>
<contentSet>${payload}</contentSet></newsItem>`

const html = (body: string): string =>
  `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html></inlineXML>`

describe('NewsML-G2 of others', () => {
  test('credits: infoSource counts, then the credit line, then the brackets, then a provider that is known', () => {
    const text = html('<p>ZUIDERHAVEN (ANP/DPA) - De boot vaart.</p>')
    const sources =
      '<infoSource role="cRole:source" literal="Bureau X"/><infoSource role="cRole:origProv" literal="Reuters"/>' +
      '<infoSource role="isrol:originfo"><name>AFP</name></infoSource>'
    const line = '<creditline>STT–AFP</creditline>'
    for (const [content, payload, credits, dateline] of [
      [sources + line, text, ['RTR', 'AFP'], ['ZUIDERHAVEN']],
      [line, text, ['STT', 'AFP'], ['ZUIDERHAVEN']],
      ['', text, ['ANP', 'DPA'], ['ZUIDERHAVEN']],
      ['', html('<p>De boot vaart.</p>'), ['DPA'], []],
    ] as const)
      expect(only(readXml(item('', content, payload))).copy).toMatchObject({
        credits,
        dateline,
        body: [{ type: 'paragraph', line: [{ text: 'De boot vaart.' }] }],
      })
  })

  test('places: what the text prints, else the cities that are coded, and never twice', () => {
    const located =
      '<located type="cptype:country"><name>Deltaland</name></located>' +
      '<located type="cptype:city"><name>Zuiderhaven</name></located>' +
      '<located how="howextr:tool"><name>Elders</name></located>'
    const datelines = [
      'De boot vaart.',
      'OORD (ANP) - De boot vaart.',
      'Zuiderhaven, 3. Mai. De boot vaart.',
    ].map((text) => only(readXml(item('', located, html(`<p>${text}</p>`)))).copy.dateline)
    expect(datelines).toEqual([['ZUIDERHAVEN'], ['OORD'], []])
  })

  test('the headline is the one for readers; what else is said is told', () => {
    const read = only(
      readXml(
        item(
          '<title>DV-1</title><edNote role="x:correctionnote"><p xmlns="http://www.w3.org/1999/xhtml">Regel een</p><p xmlns="http://www.w3.org/1999/xhtml">regel twee</p></edNote>',
          '<headline role="x:subtitle">Ondertitel</headline><headline rank="3">Derde</headline><headline rank="1">Boot vaart</headline>',
          html('<h1>Boot vaart</h1><p>De boot <b>vaart</b>.</p><script>klik()</script>'),
        ),
      ),
    )
    expect(read).toMatchObject({
      uri: 'urn:x:1',
      version: 3,
      signal: 'correction',
      note: 'Regel een regel twee',
      copy: {
        headline: 'Boot vaart',
        language: 'de',
        body: [
          { type: 'paragraph', line: [{ text: 'De boot ' }, { text: 'vaart', bold: true }, { text: '.' }] },
        ],
      },
    })
    expect(read.dropped).toEqual([
      { what: 'metadata', text: 'title: DV-1' },
      { what: 'metadata', text: 'x:subtitle: Ondertitel' },
      { what: 'metadata', text: 'headline: Derde' },
    ])
  })

  test.each([
    ['<pubStatus qcode="stat:withheld"/>', 'withheld'],
    ['<pubStatus qcode="stat:canceled"/>', 'canceled'],
    ['<pubStatus uri="http://cv.example/status/canceled"/>', 'canceled'],
    ['<signal qcode="sig:kill"/>', 'canceled'],
    ['<pubStatus qcode="stat:usable"/>', 'usable'],
    ['', 'usable'],
  ])('the status of %s is %s', (meta, status) => {
    expect(only(readXml(item(meta, '<headline>Kop</headline>', ''))).status).toBe(status)
  })

  test.each([
    ['<embargoed>2026-03-29T01:30:00+0100</embargoed>', Date.UTC(2026, 2, 29, 0, 30)],
    ['<embargoed> 2026-03-29T00:30:00Z </embargoed>', Date.UTC(2026, 2, 29, 0, 30)],
    ['<embargoed/>', 'indefinite'],
    ['<embargoed>2026-03-29T00:30:00</embargoed>', 'indefinite'],
    ['', null],
  ])('the embargo of %s is %s', (meta, until) => {
    expect(only(readXml(item(meta, '<headline>Kop</headline>', ''))).embargoUntil).toBe(until)
  })

  test.each([
    ['<inlineData contenttype="text/plain">Een\nregel.\n\nTwee.</inlineData>', ['Een regel.', 'Twee.']],
    ['<inlineData contenttype="text/html">&lt;p>Een&lt;/p>&lt;p>Twee&lt;/p></inlineData>', ['Een', 'Twee']],
    ['<inlineXML><nitf><body><body.content><p>Een</p></body.content></body></nitf></inlineXML>', ['Een']],
    ['<inlineXML><score>3</score></inlineXML><inlineData>Een</inlineData>', ['Een']],
  ])('the payload %s is read', (payload, paragraphs) => {
    expect(only(readXml(item('', '', payload))).copy.body).toEqual(
      paragraphs.map((text) => ({ type: 'paragraph', line: [{ text }] })),
    )
  })

  test('a picture is told and its caption kept', () => {
    const remote = (width: number): string => `<remoteContent contenttype="image/jpeg" width="${width}"/>`
    const read = only(readXml(item('', '<description>De boot.</description>', remote(1) + remote(2))))
    expect(read.copy.body).toEqual([{ type: 'paragraph', line: [{ text: 'De boot.' }] }])
    expect(read.dropped).toEqual([{ what: 'picture', text: '' }])
  })

  test('messages without news are empty, and concepts are none', () => {
    expect(readXml('<newsMessage><itemSet/></newsMessage>')).toEqual({ ok: false, reason: 'empty' })
    expect(readXml('<conceptItem/>')).toEqual({ ok: false, reason: 'not-this-format' })
  })
})
