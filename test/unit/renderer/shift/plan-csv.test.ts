import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, csvFile } from '../../../../renderer/features/shift/plan-csv.ts'

/** A reader of RFC 4180, written for this test alone. */
const read = (text: string): string[][] => {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else if (sign === '"') quoted = false
      else cell += sign
    } else if (sign === '"') quoted = true
    else if (sign === ',') {
      row.push(cell)
      cell = ''
    } else if (sign === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      at += 1
    } else cell += sign
  }
  return rows
}

describe('a plan as a file of values', () => {
  it('quotes what needs it', () => {
    expect([
      csvCell('gewoon'),
      csvCell('een, twee'),
      csvCell('"ja"'),
      csvCell('a\nb'),
      csvCell(' x'),
    ]).toEqual(['gewoon', '"een, twee"', '"""ja"""', '"a\nb"', '" x"'])
  })

  it.each(['=1+1', '+31 6', '-3 graden', '@SUM(A1)', '\t=1', '\r=1', ' =cmd|x', '＝1', '\u200b=1'])(
    'makes no formula of %j',
    (text) => {
      const [[cell = ''] = []] = read(csvFile([[text]]).slice(1))
      expect(cell).toBe(`'${text}`)
    },
  )

  it('begins with a byte order mark and ends every row with CRLF', () => {
    expect(
      csvFile([
        ['a', 'b'],
        ['c', ''],
      ]),
    ).toBe('\ufeffa,b\r\nc,\r\n')
  })

  it('is read back as it was, but for the apostrophe of what would be calculated', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 5,
        }),
        (rows) => {
          const back = read(csvFile(rows).slice(1))
          expect(back).toHaveLength(rows.length)
          for (const [index, row] of rows.entries())
            for (const [column, text] of row.entries())
              expect([text, `'${text}`]).toContain(back[index]?.[column])
          expect(back.flat().some((cell) => /^[=+\-@\t\r]/u.test(cell))).toBe(false)
        },
      ),
    )
  })
})
