/**
 * NITF 3.6: a release as a document in the namespace of the schema, valid by it (standards, sections 1, 2, 3 and 5).
 */
import { itemUri } from '../ids.ts'
import { PROFILE } from './kopij-names.ts'
import { titleOf } from './ninjs.ts'
import { bodyNitf } from './nitf-body.ts'
import type { Release } from './release.ts'
import { basicIso } from './xml-time.ts'
import { XML_DECLARATION, xmlElement, xmlFilled, xmlLines, xmlText } from './xml-write.ts'

/** The namespace of NITF 3.4 and later. */
export const NITF_NAMESPACE = 'http://iptc.org/std/NITF/2006-10-18/'

const VERSION = '-//IPTC//DTD NITF 3.6//EN'

/** Names of `meta`: what NITF has no place for, and by which Kopij knows its own files again. */
export const NITF_META = {
  generator: 'generator',
  profile: 'kopij-profile',
  section: 'kopij-section',
  revision: 'kopij-revision',
  urgency: 'kopij-urgency',
  signal: 'kopij-signal',
  follows: 'kopij-follows',
  created: 'kopij-created',
  released: 'kopij-released',
  embargo: 'kopij-embargo',
} as const

/** What Kopij writes as `generator`. */
export const GENERATOR = 'Kopij'

/** NITF knows eight urgencies; the ninth is its eighth (standards, section 2). */
const LEAST_URGENT = 8

const metaOf = (name: string, content: string | null): string =>
  content === null || content === '' ? '' : xmlElement('meta', { name, content })

/** A `norm` has whole seconds; who wants the rest finds it in a `meta`. */
const exactly = (at: number | null): string | null =>
  at === null || at % 1000 === 0 ? null : new Date(at).toISOString()

const metas = (release: Release): string =>
  xmlLines(
    metaOf(NITF_META.generator, GENERATOR),
    metaOf(NITF_META.profile, PROFILE[release.copy.kind]),
    metaOf(NITF_META.section, release.copy.section),
    metaOf(NITF_META.revision, release.revision),
    metaOf(
      NITF_META.urgency,
      (release.copy.urgency ?? 0) > LEAST_URGENT ? String(release.copy.urgency) : null,
    ),
    metaOf(NITF_META.signal, release.signal ?? null),
    metaOf(NITF_META.follows, release.follows ?? null),
    metaOf(NITF_META.created, exactly(release.firstCreatedAt)),
    metaOf(NITF_META.released, exactly(release.releasedAt)),
    metaOf(NITF_META.embargo, exactly(release.embargoUntil)),
  )

/** `withheld` has no release of its own: an embargo is how Kopij holds something back. */
const statusOf = (release: Release): string =>
  release.status === 'canceled' ? 'canceled' : release.embargoUntil === null ? 'usable' : 'embargoed'

const notes = (release: Release): string => {
  const { note, deskName: regsrc } = release
  const id = itemUri(release.item)
  const corrected = release.status === 'usable' && release.signal === 'correction'
  return xmlLines(
    corrected ? xmlElement('correction', { info: note || null, 'id-string': id, regsrc }) : '',
    note === '' ? '' : xmlElement('ed-msg', { 'msg-type': corrected ? 'correction' : 'note', info: note }),
  )
}

/** One `from-src` for each agency, in printed order; the first level is the desk's own (standards, section 4). */
const sources = (credits: readonly string[]): string =>
  credits.length === 0
    ? ''
    : xmlElement(
        'del-list',
        {},
        credits
          .map((code, index) =>
            xmlElement('from-src', { 'src-name': code, 'level-number': String(index + 1) }),
          )
          .join(''),
      )

const docdata = (release: Release): string => {
  const { copy } = release
  const id = itemUri(release.item)
  const killed = release.status === 'canceled'
  return xmlElement(
    'docdata',
    {
      'management-status': statusOf(release),
      'management-doc-idref': killed ? id : null,
      'management-idref-status': killed ? 'canceled' : null,
    },
    xmlLines(
      xmlElement('doc-id', { regsrc: release.deskName, 'id-string': id }),
      sources(copy.credits),
      copy.urgency === null
        ? ''
        : xmlElement('urgency', { 'ed-urg': String(Math.min(copy.urgency, LEAST_URGENT)) }),
      copy.kind === 'brief' ? xmlElement('fixture', { 'fix-id': PROFILE.brief }) : '',
      xmlElement('date.issue', { norm: basicIso(release.firstCreatedAt) }),
      release.embargoUntil === null
        ? ''
        : xmlElement('date.release', { norm: basicIso(release.embargoUntil) }),
      xmlElement('du-key', {
        generation: String(release.version),
        version: String(release.version),
        key: copy.slug === '' ? null : copy.slug,
      }),
      notes(release),
      copy.slug === '' ? '' : xmlElement('key-list', {}, xmlElement('keyword', { key: copy.slug })),
    ),
  )
}

const head = (release: Release): string =>
  xmlElement(
    'head',
    {},
    xmlLines(
      xmlFilled('title', {}, titleOf(release.copy)),
      metas(release),
      xmlElement('tobject', { 'tobject.type': 'news' }),
      docdata(release),
      xmlElement('pubdata', {
        'date.publication': basicIso(release.releasedAt),
        name: release.deskName,
        'position.section': release.sectionName,
      }),
      xmlElement('revision-history', {
        name: release.deskName,
        norm: basicIso(release.releasedAt),
        comment: `version ${release.version}`,
      }),
    ),
  )

/** As printed: places, then the credits in brackets, in the one place that NITF has for both. */
const datelineNitf = (release: Release): string => {
  const { dateline, credits } = release.copy
  if (dateline.length === 0 && credits.length === 0) return ''
  const places = dateline.map((place) => `<location><city>${xmlText(place)}</city></location>`).join('/')
  const printed = [places, credits.length === 0 ? '' : xmlText(`(${credits.join('/')})`)]
  const date = xmlElement('story.date', { norm: basicIso(release.shownAt) })
  return `<dateline>${printed.filter((part) => part !== '').join(' ')}${date}</dateline>`
}

const bodyHead = (release: Release): string => {
  const { copy } = release
  const hedline =
    copy.headline === '' && copy.kicker === ''
      ? ''
      : xmlElement(
          'hedline',
          {},
          `<hl1>${xmlText(copy.headline)}</hl1>${xmlFilled('hl2', { class: 'kicker' }, copy.kicker)}`,
        )
  return xmlElement(
    'body.head',
    {},
    xmlLines(
      hedline,
      xmlFilled('byline', {}, copy.byline),
      xmlFilled('distributor', {}, copy.credits.join('/')),
      datelineNitf(release),
    ),
  )
}

const body = (release: Release): string => {
  const content = release.status === 'canceled' ? '' : bodyNitf(release.copy.body)
  return xmlElement(
    'body',
    {},
    xmlLines(bodyHead(release), content === '' ? '' : `<body.content>\n${content}\n</body.content>`),
  )
}

/** The element itself, to be put inside another document. */
export const nitfElement = (release: Release): string =>
  xmlElement(
    'nitf',
    {
      xmlns: NITF_NAMESPACE,
      version: VERSION,
      uno: `${itemUri(release.item)}:${release.version}`,
      baselang: release.copy.language === '' ? null : release.copy.language,
    },
    `\n${head(release)}\n${body(release)}\n`,
  )

/**
 * A release as a NITF document. A kill keeps its identity, gets the next version and `canceled`, and carries no text
 * (standards, section 3).
 */
export const toNitf = (release: Release): string => `${XML_DECLARATION}\n${nitfElement(release)}\n`
