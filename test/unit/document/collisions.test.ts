/** The classes of harm that a merge does to text, one by one: found, shown with both versions, put right. */
import { describe, expect, test } from 'vitest'
import { bodyOf, readField, writeField } from '../../../shared/document/layout.ts'
import { readCopy } from '../../../shared/document/read-copy.ts'
import { type Block, lineText } from '../../../shared/domain/copy.ts'
import { unreachable } from '../../../shared/errors.ts'
import { createApart, syncAll, type Writer } from '../../support/apart.ts'
import { cpuTime } from '../../support/cpu-time.ts'
import { paragraphs } from '../../support/desk.ts'

const TEXT = paragraphs('De haven van Delfzijl.', 'Het schip ligt stil. De kapitein wacht.', 'Morgen meer.')

const two = (body = TEXT): [Writer, Writer] => {
  const apart = createApart(body)
  return [apart.join('anna'), apart.join('bram')]
}

/** The body as lines, with a sign for what is not a paragraph. */
const line = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
      return lineText(block.line)
    case 'subhead':
      return `# ${lineText(block.line)}`
    case 'list':
      return block.items.map((item) => `- ${item.map(lineText).join(' ')}`).join(' ')
    case 'quote':
      return `> ${block.lines.map(lineText).join(' ')}`
    case 'unknown':
      return `? ${block.text}`
    default:
      return unreachable(block)
  }
}
const lines = ({ doc }: Writer): string[] => readCopy(doc).body.map(line)

const kinds = (writer: Writer): string[] =>
  writer.collisions().map(({ kind, words }) => `${kind}: ${words.trim()}`)

const settleAll = (writer: Writer): void => {
  for (let turn = 0; turn < 20; turn += 1) {
    const [first] = writer.collisions()
    if (!first) return
    writer.settle(first.id, 'both')
  }
  throw new Error('it does not end')
}

const split = ({ editor }: Writer, after: string): void => {
  editor.select(editor.after(after))
  editor.press('Enter')
}
const typeAfter = ({ editor }: Writer, after: string, text: string): void => {
  editor.select(editor.after(after))
  editor.type(text)
}
const join = ({ editor }: Writer, before: string): void => {
  editor.select(editor.before(before))
  editor.backspace()
}

describe('two people apart', () => {
  test('in different paragraphs, or in one: nothing is wrong', () => {
    const [anna, bram] = two()
    typeAfter(anna, 'Delfzijl', ' is dicht')
    typeAfter(bram, 'Morgen', ' veel')
    typeAfter(bram, 'schip', ' Aurora')
    typeAfter(anna, 'kapitein', ' Bos')
    syncAll(anna, bram)
    expect(lines(anna)).toEqual(lines(bram))
    expect(anna.collisions()).toEqual([])
    expect(lines(anna)[1]).toBe('Het schip Aurora ligt stil. De kapitein Bos wacht.')
  })

  test('press Enter in the same place: the tail is there twice, and once after one command', () => {
    const [anna, bram] = two()
    split(anna, 'stil. ')
    split(bram, 'stil. ')
    syncAll(anna, bram)
    expect(lines(anna)).toEqual([
      'De haven van Delfzijl.',
      'Het schip ligt stil. ',
      'De kapitein wacht.',
      'De kapitein wacht.',
      'Morgen meer.',
    ])
    expect(kinds(anna)).toEqual(['doubled: De kapitein wacht.'])
    expect(anna.collisions()).toEqual(bram.collisions())
    const [found] = anna.collisions()
    expect([found?.block, found?.one.text, found?.other.text]).toEqual([
      2,
      'De kapitein wacht.',
      'De kapitein wacht.',
    ])
    expect(new Set([found?.one.by, found?.other.by])).toEqual(new Set(['anna', 'bram']))
    settleAll(bram)
    syncAll(anna, bram)
    expect(lines(anna)).toEqual([
      'De haven van Delfzijl.',
      'Het schip ligt stil. ',
      'De kapitein wacht.',
      'Morgen meer.',
    ])
    expect(anna.collisions()).toEqual([])
  })

  test('press Enter and write on, both of them: one tail with both additions', () => {
    const [anna, bram] = two()
    split(anna, 'stil. ')
    anna.editor.type('Om acht uur: ')
    split(bram, 'stil. ')
    typeAfter(bram, 'kapitein', ' Bos')
    syncAll(anna, bram)
    expect(kinds(anna)).toEqual(['doubled: De kapitein wacht.'])
    settleAll(anna)
    syncAll(anna, bram)
    expect(lines(bram)).toEqual([
      'De haven van Delfzijl.',
      'Het schip ligt stil. ',
      'Om acht uur: De kapitein Bos wacht.',
      'Morgen meer.',
    ])
    expect(kinds(bram)).toEqual([])
  })

  test('join and type: the words come back in their place', () => {
    const [anna, bram] = two()
    join(anna, 'Het schip')
    typeAfter(bram, 'schip', ' Aurora')
    typeAfter(bram, 'kapitein', ' Bos')
    syncAll(anna, bram)
    expect(lines(anna)[0]).toBe('De haven van Delfzijl.Het schip ligt stil. De kapitein wacht.')
    expect(kinds(bram)).toEqual(['vanished: Aurora Bos'])
    const [found] = bram.collisions()
    expect(found).toMatchObject({
      block: 0,
      one: { by: 'bram', text: 'Het schip Aurora ligt stil. De kapitein Bos wacht.' },
      other: { by: 'anna', text: 'De haven van Delfzijl.Het schip ligt stil. De kapitein wacht.' },
      now: 'De haven van Delfzijl.Het schip ligt stil. De kapitein wacht.',
    })
    settleAll(anna)
    syncAll(anna, bram)
    expect(lines(bram)[0]).toBe('De haven van Delfzijl.Het schip Aurora ligt stil. De kapitein Bos wacht.')
    expect(kinds(bram)).toEqual([])
  })

  test.each(['subhead', 'list', 'quote'] as const)(
    '%s and type: the words come back in their place',
    (what) => {
      const [anna, bram] = two()
      anna.editor.select(anna.editor.after('Het schip'))
      if (what === 'subhead') anna.editor.subhead()
      else if (what === 'list') anna.editor.list(false)
      else anna.editor.quote()
      typeAfter(bram, 'kapitein', ' Bos')
      syncAll(anna, bram)
      expect(kinds(bram)).toEqual(['vanished: Bos'])
      settleAll(bram)
      syncAll(anna, bram)
      const sign = { subhead: '#', list: '-', quote: '>' }[what]
      expect(lines(anna)[1]).toBe(`${sign} Het schip ligt stil. De kapitein Bos wacht.`)
      expect(kinds(anna)).toEqual([])
    },
  )

  test('split before what somebody types: it goes along', () => {
    const [anna, bram] = two()
    split(anna, 'stil. ')
    typeAfter(bram, 'wacht', ' al uren')
    syncAll(anna, bram)
    expect(lines(anna)[1]).toBe('Het schip ligt stil.  al uren')
    expect(kinds(anna)).toEqual(['moved: al uren'])
    settleAll(anna)
    syncAll(anna, bram)
    expect(lines(bram).slice(1, 3)).toEqual(['Het schip ligt stil. ', 'De kapitein wacht al uren.'])
    expect(kinds(bram)).toEqual([])
  })

  test('delete the paragraph and type in it: flagged, and it can come back', () => {
    const [anna, bram] = two()
    const { editor } = anna
    editor.select(editor.after('Delfzijl.'), editor.after('wacht.'))
    editor.backspace()
    typeAfter(bram, 'kapitein', ' Bos')
    syncAll(anna, bram)
    expect(lines(bram)).toEqual(['De haven van Delfzijl.', 'Morgen meer.'])
    expect(kinds(anna)).toEqual(['vanished: Bos'])
    expect(anna.collisions()[0]?.one.text).toBe('Het schip ligt stil. De kapitein Bos wacht.')
    settleAll(bram)
    syncAll(anna, bram)
    expect(lines(bram)).toEqual([
      'De haven van Delfzijl.',
      'Het schip ligt stil. De kapitein Bos wacht.',
      'Morgen meer.',
    ])
  })

  test('delete a word in a paragraph that somebody splits: it is back, which is told, and goes by one command', () => {
    for (const [keep, text] of [
      ['one', ['Het schip stil. ', 'De kapitein wacht.']],
      ['other', ['Het schip ligt stil. ', 'De kapitein wacht.']],
      ['as-is', ['Het schip ligt stil. ', 'De kapitein wacht.']],
    ] as const) {
      const [anna, bram] = two()
      anna.editor.select(anna.editor.before('ligt '), anna.editor.after('ligt '))
      anna.editor.backspace()
      bram.editor.select(bram.editor.after('Het schip'))
      bram.editor.subhead()
      split(bram, 'stil. ')
      syncAll(anna, bram)
      expect(kinds(anna)).toEqual(['returned: ligt'])
      const [found] = bram.collisions()
      expect(found).toMatchObject({
        block: 1,
        one: { by: 'anna', text: 'Het schip stil. ' },
        other: { by: 'bram', text: 'Het schip ligt stil. ' },
        both: false,
      })
      bram.settle(found?.id ?? '', keep)
      syncAll(anna, bram)
      expect(
        lines(anna)
          .slice(1, 3)
          .map((one) => one.replace('# ', '')),
      ).toEqual(text)
      expect(kinds(anna)).toEqual([])
    }
  })

  test('delete words that somebody types in: what was typed stays, nothing is wrong', () => {
    const [anna, bram] = two()
    anna.editor.select(anna.editor.before('ligt stil'), anna.editor.after('ligt stil'))
    anna.editor.backspace()
    typeAfter(bram, 'ligt', ' heel')
    syncAll(anna, bram)
    expect(lines(bram)[1]).toBe('Het schip heel . De kapitein wacht.')
    expect(kinds(anna)).toEqual([])
  })

  test('paste several paragraphs in one place', () => {
    const [anna, bram] = two()
    anna.editor.select(anna.editor.after('stil. '))
    anna.editor.paste(paragraphs('Een!', 'Twee!', 'Drie!'))
    bram.editor.select(bram.editor.after('stil. '))
    bram.editor.paste(paragraphs('Vier!', 'Vijf!', 'Zes!'))
    syncAll(anna, bram)
    expect(kinds(anna)).toContain('doubled: De kapitein wacht.')
    settleAll(anna)
    syncAll(anna, bram)
    const text = lines(bram).join(' ')
    for (const word of ['Een!', 'Twee!', 'Drie!', 'Vier!', 'Vijf!', 'Zes!', 'De kapitein wacht.'])
      expect(text.split(word)).toHaveLength(2)
    expect(text.indexOf('Zes!')).toBeLessThan(text.indexOf('De kapitein'))
    expect(text.indexOf('Drie!')).toBeLessThan(text.indexOf('De kapitein'))
    expect(kinds(bram)).toEqual([])
  })
  test('all of a story that one took away and another made a list of goes again, and leaves a line to type in', () => {
    const [anna, bram] = two(paragraphs('Het schip ligt stil.'))
    anna.editor.select(anna.editor.before('Het'), anna.editor.after('stil.'))
    anna.editor.press('Backspace')
    bram.editor.select(bram.editor.after('stil.'))
    bram.editor.list(false)
    syncAll(anna, bram)
    expect(kinds(anna)).toEqual(['returned: Het schip ligt stil.'])
    settleAll(anna)
    syncAll(anna, bram)
    expect(bodyOf(bram.doc).toString()).toBe(
      '<bulletlist><listitem><paragraph></paragraph></listitem></bulletlist>',
    )
  })
})

describe('more than two, and more than once', () => {
  test('three people press Enter in one place: one tail is left', () => {
    const apart = createApart(TEXT)
    const all = [apart.join('anna'), apart.join('bram'), apart.join('cor')]
    for (const writer of all) split(writer, 'stil. ')
    syncAll(...all)
    const [anna, bram] = all
    if (!anna || !bram) throw new Error('nobody')
    expect(lines(anna)).toHaveLength(6)
    settleAll(bram)
    syncAll(...all)
    for (const writer of all) {
      expect(lines(writer)).toEqual([
        'De haven van Delfzijl.',
        'Het schip ligt stil. ',
        'De kapitein wacht.',
        'Morgen meer.',
      ])
      expect(kinds(writer)).toEqual([])
    }
  })

  test('a third who comes in late finds a text that was joined twice since, and loses nothing', () => {
    const apart = createApart(TEXT)
    const [anna, bram, late] = [apart.join('anna'), apart.join('bram'), apart.join('laat')]
    typeAfter(late, 'kapitein', ' Bos')
    join(anna, 'Het schip')
    syncAll(anna, bram)
    join(bram, 'Morgen')
    syncAll(anna, bram)
    typeAfter(anna, 'meer.', ' Of niet.')
    syncAll(anna, bram)
    expect(kinds(anna)).toEqual([])
    syncAll(late, anna, bram)
    expect(kinds(bram)).toEqual(['vanished: Bos'])
    expect(bram.collisions()).toEqual(late.collisions())
    settleAll(bram)
    syncAll(anna, bram, late)
    expect(lines(late)).toEqual([
      'De haven van Delfzijl.Het schip ligt stil. De kapitein Bos wacht.Morgen meer. Of niet.',
    ])
  })

  test('undoing one of two Enters after the merge leaves it flagged until it is right', () => {
    const [anna, bram] = two()
    split(anna, 'stil. ')
    split(bram, 'stil. ')
    syncAll(anna, bram)
    anna.editor.undo()
    syncAll(anna, bram)
    expect(kinds(bram)).toEqual(['doubled: De kapitein wacht.'])
    settleAll(anna)
    syncAll(anna, bram)
    expect(lines(bram).join('|').split('De kapitein wacht.')).toHaveLength(2)
  })

  test('what was settled as it is stays settled; the same words may collide again', () => {
    const [anna, bram] = two()
    split(anna, 'stil. ')
    split(bram, 'stil. ')
    syncAll(anna, bram)
    anna.settle(anna.collisions()[0]?.id ?? '', 'as-is')
    syncAll(anna, bram)
    expect(kinds(bram)).toEqual([])
    split(anna, 'Morgen')
    split(bram, 'Morgen')
    syncAll(anna, bram)
    expect(kinds(bram)).toEqual(['doubled: meer.'])
  })

  test('what stood where it was when somebody left it as it is counts as written there', () => {
    const [anna, bram] = two()
    split(anna, 'stil. ')
    split(bram, 'stil. ')
    syncAll(anna, bram)
    // Typed in the same moment as the answer: no part of any repair.
    typeAfter(anna, 'Morgen', ' De kapitein')
    anna.settle(anna.collisions()[0]?.id ?? '', 'as-is')
    syncAll(anna, bram)
    expect(kinds(bram)).toEqual([])
  })

  test('a copy that somebody takes away by hand is no collision any more', () => {
    const [anna, bram] = two()
    split(anna, 'stil. ')
    split(bram, 'stil. ')
    syncAll(anna, bram)
    const from = anna.editor.before('De kapitein')
    anna.editor.select(from, from + 'De kapitein wacht.'.length)
    anna.editor.backspace()
    syncAll(anna, bram)
    expect(kinds(bram)).toEqual([])
  })
})

describe('registers', () => {
  const set = ({ doc }: Writer, dateline: string[]): void =>
    doc.transact(() => writeField(doc, 'dateline', dateline))

  test('set by both: both values, and a choice', () => {
    for (const [keep, value] of [
      ['both', ['DELFZIJL', 'EEMSHAVEN']],
      ['one', ['DELFZIJL']],
      ['other', ['EEMSHAVEN']],
    ] as const) {
      const [anna, bram] = two()
      set(anna, ['DELFZIJL'])
      set(bram, ['EEMSHAVEN'])
      syncAll(anna, bram)
      const [found] = bram.collisions()
      expect(found).toMatchObject({
        kind: 'register',
        field: 'dateline',
        one: { by: 'anna', text: 'DELFZIJL' },
        other: { by: 'bram', text: 'EEMSHAVEN' },
      })
      anna.settle(found?.id ?? '', keep)
      syncAll(anna, bram)
      expect(readField(bram.doc, 'dateline')).toEqual(value)
      expect(bram.collisions()).toEqual([])
    }
  })

  test('set twice by one, and once apart by the other: what stands last on both sides', () => {
    const [anna, bram] = two()
    set(anna, ['DELFZIJL'])
    syncAll(anna, bram)
    // Two settings on end that the other never replaced one by one are one item in the document.
    set(anna, ['EEMSHAVEN'])
    set(bram, ['TERMUNTEN'])
    syncAll(anna, bram)
    expect(bram.collisions().map(({ one, other }) => [one.text, other.text].sort())).toEqual([
      ['EEMSHAVEN', 'TERMUNTEN'],
    ])
  })

  test('set alike, or one after the other: nothing to ask', () => {
    const [anna, bram] = two()
    set(anna, ['DELFZIJL'])
    set(bram, ['DELFZIJL'])
    syncAll(anna, bram)
    set(anna, ['EEMSHAVEN'])
    syncAll(anna, bram)
    set(bram, ['TERMUNTEN'])
    syncAll(anna, bram)
    expect(bram.collisions()).toEqual([])
  })
})

test('two people who type live never collide, and finding that out is cheap', () => {
  const [anna, bram] = two()
  for (let key = 0; key < 400; key += 1) {
    typeAfter(anna, 'Delfzijl', 'a')
    typeAfter(bram, 'Morgen', 'b')
    // Each sees what the other wrote a moment ago, and never what he is writing now.
    anna.push()
    bram.push()
    if (key % 2 === 0) anna.pull()
    else bram.pull()
  }
  const started = cpuTime()
  expect(anna.collisions()).toEqual([])
  expect(cpuTime() - started).toBeLessThan(250)
})
