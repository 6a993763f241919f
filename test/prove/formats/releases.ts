/**
 * Releases as a generator makes them: what arbitrary-copy.ts knows to break formats, and beside it what a desk says of an
 * item: corrections, updates, kills, embargoes, and moments on the days that clocks change.
 */
import fc from 'fast-check'
import type { PageRelease, Release } from '../../../shared/formats/release.ts'
import { release as anyRelease } from '../../support/arbitrary-copy.ts'

/** Within an hour of the clocks going forward and back in Amsterdam, and the turn of a year. */
const EDGES = [
  Date.UTC(2026, 2, 29, 0, 59, 59, 999),
  Date.UTC(2026, 2, 29, 1, 0, 0),
  Date.UTC(2026, 9, 25, 0, 30, 30, 500),
  Date.UTC(2026, 9, 25, 1, 30),
  Date.UTC(2026, 11, 31, 23, 59, 59),
]

/** From 2000 on: wires write two figures of a year. */
const moment = fc.oneof(
  fc.constantFrom(...EDGES),
  fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) }),
)

const SENTENCES = [
  'De brug over de Sluis bij Veldermonde is tot en met donderdag dicht voor auto’s & fietsers.',
  '"Wij hadden het liever anders gezien", zegt havenmeester Ilse Verkade (52).',
  'Vorig jaar ging het om 42.000 ton, 4,8 procent meer dan in 2019 – en dat was al veel.',
  'The ferry <Meeuw> sails again at 6.15 uur; tickets cost €2,50.',
  'Twee 𝒎annen 👩‍🚒 uit Körmendal zijn aangehouden.',
]

const sentence = fc
  .array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 4 })
  .map((all) => all.join(' '))

const extras = fc.record({
  signal: fc.constantFrom(null, null, 'correction' as const, 'update' as const),
  follows: fc.uuid().map((id) => `urn:uuid:${id}`),
  firstCreatedAt: moment,
  releasedAt: moment,
  embargoUntil: fc.option(moment, { nil: null, freq: 2 }),
  reason: sentence,
  byline: fc.constantFrom(
    '',
    'Ilse Verkade',
    'Door Jan de Wit',
    'By our staff',
    'J. van der Meer en A. O’Neill',
  ),
  prose: fc.array(sentence, { maxLength: 3 }),
})

/** Any release: half of them nasty, half of them as a newsroom writes. */
export const releases: fc.Arbitrary<Release> = fc.tuple(anyRelease, extras).map(([base, extra]) => {
  const killed = base.status === 'canceled'
  const signal = killed ? null : extra.signal
  const nl = base.copy.language.startsWith('nl')
  const corrected = `${nl ? 'CORRECTIE' : 'CORRECTION'}: ${extra.reason}`
  return {
    ...base,
    copy: {
      ...base.copy,
      byline: extra.byline === '' ? base.copy.byline : extra.byline,
      body: [
        ...extra.prose.map((text) => ({ type: 'paragraph' as const, line: [{ text }] })),
        ...base.copy.body,
      ],
    },
    firstCreatedAt: Math.min(extra.firstCreatedAt, extra.releasedAt),
    releasedAt: extra.releasedAt,
    embargoUntil: extra.embargoUntil,
    signal,
    follows: signal === 'update' ? extra.follows : null,
    note: killed ? extra.reason : signal === 'correction' ? corrected : base.note,
  }
})

/** So many releases, the same ones for the same seed. */
export const someReleases = (count: number, seed: number): Release[] =>
  fc.sample(releases, { numRuns: count, seed })

/** A page of releases: the first that is usable leads. */
export const pageOf = (page: string, all: readonly Release[]): PageRelease => {
  const usable = all.filter(({ status }) => status === 'usable')
  const [lead, ...briefs] = usable
  return {
    page,
    version: 3,
    section: '7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa',
    sectionName: 'Buitenland & overzee',
    releasedAt: Date.UTC(2026, 9, 25, 0, 30),
    firstCreatedAt: Date.UTC(2026, 2, 29, 1, 0),
    language: 'nl',
    deskName: 'Sluispost',
    lead: lead ?? null,
    briefs,
  }
}
