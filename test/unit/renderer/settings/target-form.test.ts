import { describe, expect, it } from 'vitest'
import {
  type BadField,
  badFields,
  badLengths,
  codesIn,
  draftOf,
  EMPTY_FORM,
  formOf,
  partOf,
  TARGET_KINDS,
  type TargetForm,
} from '../../../../renderer/features/settings/target-form.ts'
import { TargetInfo, TargetKind } from '../../../../shared/domain/target.ts'
import { LATE } from '../../../../shared/i18n/late.ts'

const SECTION = '11111111-1111-4111-8111-111111111111'
const FINGERPRINT = `SHA256:${'a'.repeat(43)}`

const filled: TargetForm = {
  ...EMPTY_FORM,
  name: ' Site ',
  host: 'sftp.voorbeeld.nl',
  user: 'kopij',
  fingerprint: FINGERPRINT,
  url: 'https://www.voorbeeld.nl',
  categories: { [SECTION]: ' Uit het buitenland ' },
  author: '7',
}
const of = (part: Partial<TargetForm>): TargetForm => ({ ...filled, ...part })
const bad = (form: TargetForm, taken: string[] = []): BadField[] => badFields(form, { taken, hasPlace: true })

describe('a target as it is written down', () => {
  it.each(TARGET_KINDS)('becomes a draft and comes back from it: %s', (kind) => {
    const form = of({ kind })
    expect(bad(form)).toEqual([])
    const draft = draftOf(form)
    expect(draft).toMatchObject({ name: 'Site', settings: { kind } })
    const target = TargetInfo.parse({ id: SECTION, kind, active: true, ...draft })
    // What belongs to other kinds is not kept; what belongs to this one is all there.
    expect(draftOf(formOf(target))).toEqual(draft)
  })

  it('knows every kind that the desk knows', () => {
    expect([...TARGET_KINDS].sort()).toEqual([...TargetKind.options].sort())
  })

  it('says of each field what is wrong with it, and where it stands', () => {
    expect(bad(of({ name: '  ' }))).toEqual(['name'])
    expect(bad(of({}), ['site'])).toEqual(['taken'])
    expect(badFields(of({}), { taken: [], hasPlace: false })).toEqual(['place'])
    expect(bad(of({ formats: [] }))).toEqual(['formats'])
    for (const fileName of ['{slug}', '../{id}', '{id}.xml'])
      expect(bad(of({ fileName }))).toEqual(['fileName'])
    expect(bad(of({ kind: 'sftp', host: '', port: '70000', user: '', folder: ' ' }))).toEqual([
      ...['host', 'port', 'user', 'folder'],
    ])
    expect(bad(of({ kind: 'sftp', fingerprint: 'MD5:aa' }))).toEqual(['fingerprint'])
    expect(bad(of({ kind: 'webhook', url: 'voorbeeld.nl' }))).toEqual(['url'])
    expect(bad(of({ kind: 'wordpress', author: 'Merel' }))).toEqual(['author'])
    const { rules, profiles } = filled
    expect(bad(of({ rules: { ...rules, sections: [] } }))).toEqual(['sections'])
    const longest = { ...profiles.brief.longest, body: 'veel' }
    expect(bad(of({ profiles: { ...profiles, brief: { ...profiles.brief, longest } } }))).toEqual(['longest'])
    expect(badLengths({ ...profiles.brief, longest })).toEqual(['body'])
    expect(badLengths({ ...profiles.brief, longest: { ...longest, body: '100001', slug: '' } })).toEqual([
      'body',
    ])
    expect(partOf('longest')).toBe('profiles')
  })

  it('asks for encryption, unless the receiver is in the own network', () => {
    const plain = of({ kind: 'ninjs-push', url: 'http://10.0.0.7/push' })
    expect(bad(plain)).toEqual(['tls'])
    expect(bad({ ...plain, ownNetwork: true })).toEqual([])
  })

  it('looks only at what the chosen kind asks for', () => {
    expect(bad(of({ kind: 'folder', url: 'niets', host: '', author: 'x' }))).toEqual([])
  })

  it('has a sentence for everything that can be wrong', () => {
    const said = Object.keys(LATE.nl.targets.bad)
    for (const field of said) expect(partOf(field as BadField)).toBeDefined()
    expect(said).toHaveLength(18)
  })
})

describe('codesIn', () => {
  it('takes codes apart however they are typed, each once', () => {
    expect(codesIn(' ANP, rtr/AFP anp;;dpa ')).toEqual(['ANP', 'rtr', 'AFP', 'dpa'])
    expect(codesIn('  ')).toEqual([])
  })
})
