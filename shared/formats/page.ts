/** The page of a section as a file: lead, and rail with ages. It looks as the preview in the window does. */
import { ageInWords } from '../domain/age.ts'
import type { ReaderItem, ReaderPage } from '../domain/reader-page.ts'
import { documentHtml, langOf, timeHtml } from './document.ts'
import { escapeText } from './escape.ts'
import { bodyHtml } from './html.ts'
import { readerWords } from './words.ts'

const age = (page: ReaderPage, item: ReaderItem): string =>
  timeHtml(item.shownAt, ageInWords(item.shownAt, page.at, page.language))

const nameplate = (page: ReaderPage): string => {
  const words = readerWords(page.language)
  const sections = page.sections.map((name) => {
    const current = name === page.section ? ' aria-current="page"' : ''
    return `<li${current}>${escapeText(name)}</li>`
  })
  return (
    `<header class="nameplate"><p class="name">${escapeText(page.deskName)}</p>` +
    `<ul aria-label="${words.sections}">${sections.join('')}</ul>` +
    `${timeHtml(page.at, words.moment(page.at, page.zone))}</header>`
  )
}

const leadHtml = (page: ReaderPage, lead: ReaderItem): string => {
  const { copy } = lead
  const words = readerWords(page.language)
  const by = copy.byline === '' ? '' : `${escapeText(words.by(copy.byline))} · `
  return [
    `<article class="story"${langOf(copy.language, page.language)}>`,
    copy.kicker === '' ? '' : `<p class="kicker">${escapeText(copy.kicker)}</p>`,
    copy.headline === '' ? '' : `<h1>${escapeText(copy.headline)}</h1>`,
    `<p class="byline">${by}${age(page, lead)}</p>`,
    `<div class="kopij-body">\n${bodyHtml(copy)}\n</div>`,
    '</article>',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** A brief stands there whole; of another lead only the headline, because its text is an article of its own. */
const railItem = (page: ReaderPage, item: ReaderItem): string => {
  const { copy } = item
  const level = page.lead === null ? 'h2' : 'h3'
  const headline =
    copy.headline === '' ? '' : `<${level} class="title">${escapeText(copy.headline)}</${level}>`
  const whole = copy.kind === 'brief' || headline === ''
  const body = whole ? `<div class="kopij-body">${bodyHtml(copy)}</div>` : ''
  return `<li><article${langOf(copy.language, page.language)}>${headline}${body}</article>${age(page, item)}</li>`
}

const railHtml = (page: ReaderPage): string => {
  const words = readerWords(page.language)
  // A page without a lead still needs a heading of the first level.
  const level = page.lead === null ? 'h1' : 'h2'
  const heading = `<${level} class="more" id="more">${escapeText(words.moreFrom(page.section))}</${level}>`
  const items =
    page.briefs.length === 0
      ? `<p class="nothing">${escapeText(words.nothingYet(page.section))}</p>`
      : `<ol class="items">\n${page.briefs.map((item) => railItem(page, item)).join('\n')}\n</ol>`
  return `<aside class="rail" aria-labelledby="more">\n${heading}\n${items}\n</aside>`
}

/**
 * A whole page as one file. Ages are counted to `page.at` and keep their instant in `<time datetime>`; the nameplate
 * says which moment that was, because a file does not age by itself.
 */
export const pageHtml = (page: ReaderPage): string => {
  const rail = page.lead !== null && page.briefs.length === 0 ? '' : railHtml(page)
  const columns = [page.lead === null ? '' : leadHtml(page, page.lead), rail].filter((part) => part !== '')
  return documentHtml({
    language: page.language,
    title: `${page.section} - ${page.deskName}`,
    body: `<div class="sheet">\n${nameplate(page)}\n<main class="columns">\n${columns.join('\n')}\n</main>\n</div>`,
  })
}
