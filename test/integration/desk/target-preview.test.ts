/** What a target would receive can be seen before it leaves, and rules can be tried before they are saved. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { previewDraft, tryRules } from '../../../main/desk/target-preview.ts'
import { USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import { EVERYTHING, type TargetSettings, USUAL_FOLDER } from '../../../shared/domain/target.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let item: string
beforeAll(async () => {
  desk = await openTestDesk()
  item = desk.make(desk.founder, 'lead', {
    headline: 'Veerboot Meeuw vaart weer',
    credits: ['ANP'],
    body: paragraphs('De veerboot vaart weer.'),
  })
})
afterAll(() => desk.remove())

const preview = (settings: TargetSettings) =>
  previewDraft(desk.desk.context, { settings, profiles: USUAL_PROFILES }, item)

test('the files of every kind of target are there, byte for byte', () => {
  const folder = preview({ ...USUAL_FOLDER, fileName: '{section}_{item}' })
  expect(folder.files.map(({ name }) => name)).toEqual(
    ['.ninjs.json', '.html', '.txt'].map((ending) => `buitenland_${item}${ending}`),
  )
  expect(JSON.parse(folder.files[0]?.text ?? '')).toMatchObject({ uri: `urn:uuid:${item}` })
  expect(folder.findings).toEqual([])
  const push = preview({
    ...{ kind: 'ninjs-push', url: 'https://site.example/push', dialect: 'ninjs-superdesk' },
    ownNetwork: false,
  })
  expect(push.files).toMatchObject([{ format: 'ninjs-superdesk', mediaType: 'application/json' }])
})

test('what the target asks for and is not there, is found', () => {
  const { findings } = previewDraft(
    desk.desk.context,
    {
      settings: USUAL_FOLDER,
      profiles: {
        ...USUAL_PROFILES,
        lead: { ...USUAL_PROFILES.lead, required: ['kicker'], longest: { headline: 10 } },
      },
    },
    item,
  )
  expect(findings).toMatchObject([
    { by: 'door', code: 'field-missing', field: 'kicker' },
    { by: 'door', code: 'field-too-long', field: 'headline', params: { limit: 10 } },
  ])
})

test('a note that nobody settled keeps it in', () => {
  const noted = desk.make(desk.founder, 'lead', {
    headline: 'Veerboot Meeuw vaart weer',
    body: paragraphs('De veerboot [[hoe heet hij?]] vaart weer.'),
  })
  const { findings } = previewDraft(
    desk.desk.context,
    { settings: USUAL_FOLDER, profiles: USUAL_PROFILES },
    noted,
  )
  expect(findings).toMatchObject([{ by: 'door', code: 'notes-open', params: { count: 1 } }])
})

test('rules are tried on items as they are', () => {
  const keeps = (rules: Partial<typeof EVERYTHING>) =>
    tryRules(desk.desk.context, { ...EVERYTHING, ...rules }, [item])[0]?.keptBy
  expect(keeps({})).toBeNull()
  expect(keeps({ kinds: ['brief'] })).toBe('kind')
  expect(keeps({ sections: [] })).toBe('section')
  expect(keeps({ sections: [desk.section], agencies: ['RTR'] })).toBe('agency')
  expect(keeps({ agencies: ['anp'] })).toBeNull()
})
