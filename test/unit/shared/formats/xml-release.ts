/** What the tests of the XML formats share: one release with everything in it, and what XML does to copy. */
import type { Release } from '../../../../shared/formats/release.ts'
import { AGENCIES } from '../../../support/arbitrary-copy.ts'

/** A correction with every kind of block and field. */
export const RELEASE: Release = {
  item: '0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50',
  copy: {
    kind: 'lead',
    kicker: 'Veerdienst',
    headline: 'Veerboot "Meeuw" < 3 uur stil & terug',
    byline: 'Ilse Verkade',
    dateline: ['VELDERMONDE', 'KÖRMENDAL'],
    credits: ['ANP', 'XYZ', 'RTR'],
    section: '7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa',
    slug: 'veerboot-meeuw',
    urgency: 3,
    language: 'nl',
    body: [
      {
        type: 'paragraph',
        line: [
          { text: 'De ' },
          { text: 'veerboot', bold: true },
          { text: ' vaart ' },
          { text: 'weer', link: 'https://sluispost.example/meeuw' },
          { text: '.' },
        ],
      },
      { type: 'subhead', line: [{ text: 'Wachtrij' }] },
      { type: 'quote', lines: [[{ text: '"Eindelijk", zegt de schipper.' }]] },
      {
        type: 'list',
        ordered: false,
        items: [
          [[{ text: "Auto's" }]],
          [[{ text: 'Fietsen' }], [{ text: 'ook ' }, { text: 'elektrische', italic: true }]],
        ],
      },
    ],
  },
  version: 2,
  revision: 'a'.repeat(64),
  firstCreatedAt: Date.UTC(2026, 2, 29, 0, 30),
  releasedAt: Date.UTC(2026, 2, 29, 1, 30),
  shownAt: Date.UTC(2026, 2, 29, 1, 30),
  embargoUntil: Date.UTC(2026, 2, 29, 1, 0),
  status: 'usable',
  signal: 'correction',
  note: 'De naam van de boot.',
  sectionName: 'Buitenland',
  agencies: AGENCIES,
  deskName: 'Sluispost',
  zone: 'Europe/Amsterdam',
}

/** The one loss that XML has by itself: two characters that it may not hold. */
export const asXmlKeeps = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replace(/[\ufffe\uffff]/gu, '\ufffd')) as T
