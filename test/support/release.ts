/** A release as most of them are, for tests that are about the way out and not about copy. */
import type { Release } from '../../shared/formats/release.ts'

export const aRelease = (change: Partial<Release> = {}): Release => ({
  item: '0d5a6f2c-53f1-4c0e-9f2b-7a1b2c3d4e5f',
  copy: {
    kind: 'lead',
    kicker: '',
    headline: 'Veerboot Meeuw vaart weer',
    byline: 'Ilse Verkade',
    dateline: ['VELDERMONDE'],
    credits: ['ANP'],
    section: '7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa',
    slug: 'veerboot meeuw',
    urgency: 4,
    language: 'nl',
    body: [{ type: 'paragraph', line: [{ text: 'De veerboot vaart sinds vanochtend weer.' }] }],
  },
  version: 1,
  revision: 'a'.repeat(64),
  firstCreatedAt: Date.UTC(2026, 10, 1, 8),
  releasedAt: Date.UTC(2026, 10, 1, 9),
  shownAt: Date.UTC(2026, 10, 1, 9),
  embargoUntil: null,
  status: 'usable',
  signal: null,
  note: '',
  sectionName: 'Binnenland',
  agencies: [],
  deskName: 'Redactie',
  zone: 'Europe/Amsterdam',
  ...change,
})
