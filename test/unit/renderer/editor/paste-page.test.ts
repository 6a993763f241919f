import { describe, expect, it } from 'vitest'
import { openWorkingCopy } from '../../../../renderer/features/editor/open-working-copy.ts'
import { takePage } from '../../../../renderer/features/editor/paste-page.ts'
import { FIELD_EDIT } from '../../../../renderer/features/editor/undo-steps.ts'
import { writeField } from '../../../../shared/document/layout.ts'
import { readCopy } from '../../../../shared/document/read-copy.ts'
import { emptyCopy, seedDocument } from '../../../../shared/document/write-copy.ts'
import { handClock, ITEM, scriptedDesk } from './scripted-desk.ts'

const agencies = [{ code: 'ANP', name: 'Algemeen Nederlands Persbureau', home: true }]
const options = { agencies, sections: [{ id: 'sec', name: 'Buitenland' }], now: Date.UTC(2026, 2, 11, 12) }
const PAGE = [
  'Stuwdam boven Velbach houdt',
  'Door Merel Oosterhof',
  'VELBACH (ANP) - De stuwdam boven het dal van de Aulach houdt het voorlopig, zegt de crisisstaf.',
  'Duikers vonden onder de waterlijn een scheur van elf meter.',
].join('\n')

const opened = async (kind: 'lead' | 'brief' = 'lead') => {
  const desk = scriptedDesk((doc) => seedDocument(doc, emptyCopy(kind, 'eigen', 'nl')))
  const copy = openWorkingCopy(ITEM, desk.bridge, handClock().clock)
  await copy.ready
  return copy
}
const page = { plain: PAGE, html: '', bare: false }

describe('a page pasted into an empty lead', () => {
  it('is pasted, then structured, and each can be undone', async () => {
    const copy = await opened()
    expect(takePage(copy, page, options).kind).toBe('page')
    expect(readCopy(copy.doc)).toMatchObject({
      headline: 'Stuwdam boven Velbach houdt',
      byline: 'Merel Oosterhof',
      dateline: ['VELBACH'],
      credits: ['ANP'],
      section: 'eigen',
    })
    copy.steps.undo()
    expect(readCopy(copy.doc)).toMatchObject({ headline: '', dateline: [] })
    expect(readCopy(copy.doc).body).toHaveLength(4)
    copy.steps.undo()
    expect(readCopy(copy.doc)).toEqual(emptyCopy('lead', 'eigen', 'nl'))
  })

  it('says when its structure is taken back and when it stands again', async () => {
    const copy = await opened()
    takePage(copy, page, options)
    const heard: boolean[] = []
    copy.steps.followLast((stands) => heard.push(stands))
    copy.doc.transact(() => writeField(copy.doc, 'slug', 'stuwdam'), FIELD_EDIT)
    copy.steps.undo()
    expect(heard).toEqual([])
    copy.steps.undo()
    copy.steps.undo()
    expect(heard).toEqual([false])
    copy.steps.redo()
    copy.steps.redo()
    expect(heard).toEqual([false, true])
    copy.steps.undo()
    for (const slug of ['een', 'twee', 'drie']) {
      copy.doc.transact(() => writeField(copy.doc, 'slug', slug), FIELD_EDIT)
      copy.steps.cut()
    }
    copy.steps.undo()
    expect(heard).toEqual([false, true, false])
  })

  it('is an ordinary paste anywhere else', async () => {
    const brief = await opened('brief')
    expect(takePage(brief, page, options)).toEqual({ kind: 'ordinary' })
    const lead = await opened()
    expect(takePage(lead, { ...page, bare: true }, options)).toEqual({ kind: 'ordinary' })
    expect(takePage(lead, { ...page, plain: 'een paar woorden' }, options)).toEqual({ kind: 'ordinary' })
    expect(readCopy(lead.doc)).toEqual(emptyCopy('lead', 'eigen', 'nl'))
    takePage(lead, page, options)
    expect(takePage(lead, page, options)).toEqual({ kind: 'ordinary' })
  })
})
