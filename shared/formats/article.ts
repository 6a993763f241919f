/** An item as a page of its own, as it goes to a target. */
import { itemUri } from '../ids.ts'
import { documentHtml, timeHtml } from './document.ts'
import { escapeText } from './escape.ts'
import { bodyHtml } from './html.ts'
import type { Release } from './release.ts'
import { readerWords } from './words.ts'

const nameplate = (release: Release): string =>
  `<header class="nameplate"><p class="name">${escapeText(release.deskName)}</p>` +
  `<ul><li aria-current="true">${escapeText(release.sectionName)}</li></ul></header>`

const sheet = (release: Release, story: string): string =>
  `<div class="sheet single">\n${nameplate(release)}\n<main><article class="story">\n${story}\n</article></main>\n</div>`

/** Readers see that it was withdrawn and by whom; neither its words nor the reason, which is for the receiving desk. */
const notice = (release: Release): string => {
  const words = readerWords(release.copy.language)
  const sentence = words.killed(release.deskName, words.moment(release.releasedAt, release.zone))
  return documentHtml({
    language: release.copy.language,
    title: words.killedTitle,
    body: sheet(
      release,
      `<h1>${escapeText(words.killedTitle)}</h1>\n<p class="byline">${timeHtml(release.releasedAt, words.moment(release.releasedAt, release.zone))}</p>\n` +
        `<div class="kopij-notice"><p>${escapeText(sentence)}</p><p><small>${itemUri(release.item)}</small></p></div>`,
    ),
  })
}

/**
 * A complete page file of a release. A kill is a short notice in place of the article. `fromHtml` reads the text
 * back out of it.
 */
export const articleHtml = (release: Release): string => {
  if (release.status === 'canceled') return notice(release)
  const { copy } = release
  const words = readerWords(copy.language)
  const by = copy.byline === '' ? '' : `${escapeText(words.by(copy.byline))} · `
  const parts = [
    copy.kicker === '' ? '' : `<p class="kicker">${escapeText(copy.kicker)}</p>`,
    copy.headline === '' ? '' : `<h1>${escapeText(copy.headline)}</h1>`,
    `<p class="byline">${by}${timeHtml(release.shownAt, words.moment(release.shownAt, release.zone))}</p>`,
    `<div class="kopij-body">\n${bodyHtml(copy)}\n</div>`,
  ]
  return documentHtml({
    language: copy.language,
    title: copy.headline === '' ? `${release.sectionName} - ${release.deskName}` : copy.headline,
    body: sheet(release, parts.filter((part) => part !== '').join('\n')),
  })
}
