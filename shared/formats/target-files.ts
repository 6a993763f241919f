/** What a target gets of an item: which files, under which names, and what is wrong with them. */
import type { DoorProfile } from '../domain/door-profile.ts'
import type { ReaderPage } from '../domain/reader-page.ts'
import type { TargetProfiles, TargetSettings } from '../domain/target.ts'
import { unreachable } from '../errors.ts'
import type { DoorFinding } from '../ipc/targets.ts'
import { atTheDoor } from './door.ts'
import { namedBy, type OutFile, pageFile, shortId, slugOf } from './files.ts'
import type { PageRelease, Release } from './release.ts'
import { selfCheck } from './self-check.ts'
import { postText } from './wordpress.ts'
import { endingOf, type OutFormat, writeAs, writePageAs } from './write.ts'

/** A file for a target, and its format; null where it is in none that is read back (a post's HTML). */
export type TargetText = OutFile & { format: OutFormat | null }

/** As much of a section's name as fits into a file's name beside everything else. */
const SECTION_LENGTH = 30

/** The name of a release's files by a template (NameTemplate of shared/domain/target.ts), without ending. */
export const stemBy = (template: string, release: Release): string => {
  const words: Readonly<Record<string, string>> = {
    slug: namedBy(release),
    id: shortId(release.item),
    item: release.item,
    section: slugOf(release.sectionName).slice(0, SECTION_LENGTH).replace(/-+$/u, '') || 'section',
    version: String(release.version),
    date: new Date(release.releasedAt).toISOString().slice(0, 10),
  }
  return template.replace(/\{(\w+)\}/gu, (_, word: string) => words[word] ?? '')
}

const inFormat = (release: Release, format: OutFormat, stem: string): TargetText => {
  const { mediaType, text } = writeAs(release, format)
  return { name: stem + endingOf(format), mediaType, text, format }
}

/** The files that a target gets of a release, the first one being the article itself. */
export const filesFor = (settings: TargetSettings, release: Release): TargetText[] => {
  switch (settings.kind) {
    case 'folder':
    case 'sftp': {
      const stem = stemBy(settings.fileName, release)
      return settings.formats.map((format) => inFormat(release, format, stem))
    }
    case 'ninjs-push':
      return [inFormat(release, settings.dialect, stemBy('{item}', release))]
    case 'webhook':
      return [inFormat(release, settings.format, stemBy('{item}', release))]
    case 'wordpress':
      return [
        {
          name: `${stemBy('{slug}-{id}', release)}.post.html`,
          mediaType: 'text/html',
          format: null,
          text: postText(release, { off: false, terms: [] }).content,
        },
      ]
    default:
      return unreachable(settings)
  }
}

/** A package is no article: whoever picks up articles by their ending does not pick it up. */
const pageEnding = (format: OutFormat): string => endingOf(format).replace(/ninjs|newsml/u, 'page')

/**
 * The files of a section's page: as HTML, and as a package in the formats that know packages. In the others every item
 * goes out by itself.
 */
export const pageFilesFor = (
  formats: readonly OutFormat[],
  page: { reader: ReaderPage; release: PageRelease | null },
): TargetText[] =>
  formats.flatMap((format): TargetText[] => {
    const html = pageFile(page.reader)
    if (format === 'html') return [{ ...html, format: null }]
    const written = page.release === null ? null : writePageAs(page.release, format)
    if (written === null) return []
    return [{ ...written, name: html.name.replace(/\.html$/u, pageEnding(format)), format: null }]
  })

/** What Kopij does not find back in its own text of a release: it would leave as something else than was written. */
export const notCarried = (
  release: Release,
  files: readonly TargetText[],
): (DoorFinding & { by: 'format' })[] =>
  files.flatMap(({ format, text }) =>
    format === null
      ? []
      : selfCheck(release, format, text).map(({ code, where }) => ({ by: 'format', code, format, where })),
  )

/** Everything that would keep a release from going out to a target with these profiles. */
export const findingsOf = (
  release: Release,
  files: readonly TargetText[],
  profiles: TargetProfiles,
  facts: { openNotes: number; publishAt: number },
): DoorFinding[] => {
  const profile: DoorProfile = profiles[release.copy.kind]
  const { copy, embargoUntil, agencies } = release
  return [
    ...atTheDoor({ copy, embargoUntil, agencies, ...facts }, profile).map(
      (problem): DoorFinding => ({ by: 'door', ...problem, params: { ...problem.params } }),
    ),
    ...notCarried(release, files),
  ]
}
