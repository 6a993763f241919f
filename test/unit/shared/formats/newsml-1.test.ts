import { describe, expect, test } from 'vitest'
import type { Imported, ReadResult } from '../../../../shared/formats/imported.ts'
import { readXml } from '../../../../shared/formats/xml-read.ts'

const only = (result: ReadResult): Imported => {
  expect(result.ok && result.items.length).toBe(1)
  const item = result.ok ? result.items[0] : undefined
  if (item === undefined) throw new Error('Nothing was read.')
  return item
}

const IDENTITY = `<Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>20260312</DateId>
<NewsItemId>bericht-7</NewsItemId><RevisionId PreviousRevision="1" Update="N">2</RevisionId>
<PublicIdentifier>urn:newsml:wire.example:20260312:bericht-7:2</PublicIdentifier></NewsIdentifier></Identification>`

const management = (status: string, more = ''): string =>
  `<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20260312T125800+0100</FirstCreated>
<ThisRevisionCreated>20260312T130000Z</ThisRevisionCreated><Status FormalName="${status}"/>
<Urgency FormalName="4"/>${more}</NewsManagement>`

const wire = (component: string, managed = management('Usable')): string =>
  `<?xml version="1.0"?><!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20001006:NewsMLv1.0.dtd:1" "../NewsMLv1.0.dtd" [
<!ENTITY % nitf SYSTEM "../nitf-3-0.dtd"> %nitf; ]>
<NewsML Version="1.2"><NewsItem>${IDENTITY}${managed}<NewsComponent>${component}</NewsComponent></NewsItem></NewsML>`

const nitf = (paragraphs: string): string =>
  `<ContentItem><DataContent><nitf><body><body.content>${paragraphs}</body.content></body></nitf></DataContent></ContentItem>`

const lines = (text: string): string => `<NewsLines>${text}</NewsLines>`

describe('NewsML 1.2', () => {
  test('an ANP story: the replaced headline goes to the note, the revision is the version', () => {
    const item = only(
      readXml(
        wire(
          `${lines('<HeadLine>Veerboot vaart weer (2)</HeadLine><SlugLine>veerboot</SlugLine>')}
<AdministrativeMetadata><Source><Party FormalName="ANP"/></Source><Source><Party FormalName="Reuters"/></Source></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="nl"/></DescriptiveMetadata>
${nitf('<p>N i e u w bericht, vervangt: Veerboot ligt stil</p><p>ZUIDERHAVEN (ANP/RTR) - De boot <em>vaart</em>.</p>')}`,
        ),
      ),
    )
    expect(item).toMatchObject({
      format: 'newsml-1.2',
      uri: 'urn:newsml:wire.example:20260312:bericht-7',
      version: 2,
      signal: 'update',
      status: 'usable',
      firstCreatedAt: Date.UTC(2026, 2, 12, 11, 58),
      versionCreatedAt: Date.UTC(2026, 2, 12, 13, 0),
      rawCredits: 'ZUIDERHAVEN (ANP/RTR) -',
      copy: {
        headline: 'Veerboot vaart weer',
        slug: 'veerboot',
        language: 'nl',
        urgency: 4,
        dateline: ['ZUIDERHAVEN'],
        credits: ['ANP', 'RTR'],
        body: [
          {
            type: 'paragraph',
            line: [{ text: 'De boot ' }, { text: 'vaart', italic: true }, { text: '.' }],
          },
        ],
      },
    })
    expect(item.note).toContain('N i e u w bericht, vervangt: Veerboot ligt stil')
  })

  test('an AFP story: place and agency in the line of the date, paragraphs without NITF round them', () => {
    const item = only(
      readXml(
        wire(
          `${lines(`<DateLine>Zuiderhaven, 12 mars 2026 (AFP) -</DateLine><HeadLine>Bac en panne</HeadLine>
<NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>UPDATES with quote</NewsLineText></NewsLine>`)}
<AdministrativeMetadata><Provider><Party FormalName="AFP"/></Provider></AdministrativeMetadata>
<NewsComponent><ContentItem><Format FormalName="bcNITF2.5"/><DataContent><p>Le bac.</p><p>La suite.</p></DataContent></ContentItem></NewsComponent>`,
        ),
      ),
    )
    expect(item.copy).toMatchObject({ dateline: ['ZUIDERHAVEN'], credits: ['AFP'], headline: 'Bac en panne' })
    expect(item.copy.body).toHaveLength(2)
    expect(item.note).toBe('UPDATES with quote')
  })

  test('a Belga package: title and body in components, sound beside them, one identifier for all', () => {
    const item = only(
      readXml(`<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>77</NewsItemId>
<PublicIdentifier>urn:newsml:wire.example</PublicIdentifier></NewsIdentifier></Identification>
<NewsComponent>${lines('<HeadLine>No Headline !</HeadLine>')}
<NewsComponent>${lines('<HeadLine>17 CITAAT HAVEN</HeadLine><CreditLine>BELGA</CreditLine>')}
<NewsComponent><Role FormalName="Title"/><ContentItem><DataContent>17 CITAAT HAVEN</DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Body"/><ContentItem><DataContent>Een zin.

Nog een zin.</DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Sound"/><ContentItem Href="haven.mp3"><MimeType FormalName="audio/mpeg3"/></ContentItem></NewsComponent>
</NewsComponent></NewsComponent></NewsItem></NewsML>`),
    )
    expect(item).toMatchObject({
      uri: 'urn:newsml:77',
      copy: { headline: '17 CITAAT HAVEN', credits: ['BELGA'] },
    })
    expect(item.copy.body).toEqual([
      { type: 'paragraph', line: [{ text: 'Een zin.' }] },
      { type: 'paragraph', line: [{ text: 'Nog een zin.' }] },
    ])
    expect(item.dropped).toContainEqual({ what: 'audio', text: 'haven.mp3' })
  })

  test('a TASS story: what opens the text is not said twice', () => {
    const item = only(
      readXml(
        wire(
          `<DescriptiveMetada><Location HowPresent="Origin"><Property FormalName="City" Value="ZUIDERHAVEN"/></Location></DescriptiveMetada>
${nitf('<p>ZUIDERHAVEN, March 12. /TASS/. The ferry runs.</p>')}`,
        ),
      ),
    )
    expect(item.copy.dateline).toEqual([])
    expect(item.copy.body).toEqual([
      { type: 'paragraph', line: [{ text: 'ZUIDERHAVEN, March 12. /TASS/. The ferry runs.' }] },
    ])
  })

  test('a Kyodo story: the line of the date counts, not the place that was coded', () => {
    const item = only(
      readXml(
        wire(`${lines('<DateLine>ZUIDERHAVEN, March 12</DateLine><CreditLine>Kyodo</CreditLine>')}
<DescriptiveMetadata><Location HowPresent="Origin"><Property FormalName="City" Value="Elders"/></Location></DescriptiveMetadata>
${nitf('<p>     The ferry runs.</p>')}`),
      ),
    )
    expect(item.copy).toMatchObject({ dateline: ['ZUIDERHAVEN'], credits: ['Kyodo'] })
  })

  test('one text in two formats is read once, and what only one of them says is told', () => {
    const item = only(
      readXml(
        wire(`${nitf('<p>De boot vaart.</p>')}
<ContentItem><DataContent><![CDATA[<p>De boot vaart.</p><p>Slotzin.</p>]]></DataContent></ContentItem>`),
      ),
    )
    expect(item.copy.body).toEqual([
      { type: 'paragraph', line: [{ text: 'De boot vaart.' }] },
      { type: 'paragraph', line: [{ text: 'Slotzin.' }] },
    ])
  })

  test('a caption stands for the story where there is none', () => {
    const caption = `<NewsComponent><Role FormalName="Caption"/>${nitf('<p>De boot.</p>')}</NewsComponent>`
    const picture =
      '<NewsComponent><ContentItem Href="boot.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>'
    const item = only(readXml(wire(caption + picture)))
    expect(item.copy.body).toEqual([{ type: 'paragraph', line: [{ text: 'De boot.' }] }])
    expect(item.dropped).toContainEqual({ what: 'picture', text: 'boot.jpg' })
    expect(only(readXml(wire(caption + nitf('<p>Het verhaal.</p>')))).copy.body).toEqual([
      { type: 'paragraph', line: [{ text: 'Het verhaal.' }] },
    ])
  })

  test.each([
    ['Usable', '', 'usable', null],
    ['USABLE', '', 'usable', null],
    ['Withheld', '', 'withheld', null],
    ['Canceled', '', 'canceled', null],
    ['Usable', '<Instruction FormalName="Delete"/>', 'canceled', null],
    ['Embargoed', '', 'usable', 'indefinite'],
    [
      'Embargoed',
      '<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20260313T060000+0100</DateAndTime></StatusWillChange>',
      'usable',
      Date.UTC(2026, 2, 13, 5, 0),
    ],
  ])('the status %s %s', (written, more, status, embargoUntil) => {
    const item = only(readXml(wire(nitf('<p>Tekst</p>'), management(written, more))))
    expect(item).toMatchObject({ status, embargoUntil })
  })

  test('a correction says so by an instruction', () => {
    const managed = management('Usable', '<Instruction FormalName="Correction"/>')
    expect(only(readXml(wire(nitf('<p>Tekst</p>'), managed))).signal).toBe('correction')
  })

  test('without any text or headline it is empty', () => {
    expect(readXml('<NewsML/>')).toEqual({ ok: false, reason: 'empty' })
    expect(readXml('<NewsML><NewsItem/></NewsML>')).toEqual({ ok: false, reason: 'empty' })
  })
})
