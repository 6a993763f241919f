import { describe, expect, it } from 'vitest'
import { lineOfTemplate, templatesFor } from '../../../../renderer/features/queue/entry-templates.ts'
import type { Template } from '../../../../shared/domain/template.ts'

const template = (name: string, more: Partial<Template> = {}): Template => ({
  ...{ id: name, name, kind: 'brief', section: null, headline: '', kicker: '' },
  ...{ dateline: [], credits: [], text: '' },
  ...more,
})
const weather = template('Het wéér', { dateline: ['DE BILT'], credits: ['ANP'], text: 'Vandaag\nwordt het' })
const all = [weather, template('Beurs'), template('Verhaal', { kind: 'lead' })]
const names = (line: string): string[] | null => templatesFor(line, all)?.map(({ name }) => name) ?? null

describe('templates in the entry', () => {
  it('are asked for by a stroke, found without accents, and only where the line is nothing else', () => {
    expect(names('/')).toEqual(['Het wéér', 'Beurs'])
    expect(names('/weer')).toEqual(['Het wéér'])
    expect(names('/niets')).toEqual([])
    expect([names('VELBACH/TAMAR (ANP) - Tekst'), names('weer'), names('//')]).toEqual([null, null, null])
  })

  it('leave a line to be finished', () => {
    expect(lineOfTemplate(weather)).toBe('DE BILT (ANP) - Vandaag wordt het')
    expect(lineOfTemplate(template('leeg'))).toBe('')
  })
})
