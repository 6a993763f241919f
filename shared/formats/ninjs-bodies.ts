/** The texts of an item in JSON: headline, bodies and captions, under all the names that they have had. */
import { fromHtml, htmlWords, readHtmlBody } from './html-read.ts'
import { type Json, listOf, textOf } from './json.ts'

/** One of several texts with roles: the first of the role, in plain text where there is a choice. */
export const inRole = (json: Json, member: string, role: string | undefined): string => {
  const all = listOf(json, member).filter((one) => (one['role'] ?? undefined) === role)
  const plain = all.find((one) => textOf(one, 'contenttype') === 'text/plain') ?? all[0]
  const value = plain === undefined ? '' : textOf(plain, 'value')
  return /html|xml/u.test(textOf(plain ?? {}, 'contenttype')) ? htmlWords(value).trim() : value
}

/** The main headline, under any of its names. */
export const headlineOf = (json: Json): string =>
  inRole(json, 'headlines', 'main') ||
  inRole(json, 'headlines', undefined) ||
  textOf(json, 'headline', 'headline_main', 'headline_text') ||
  textOf(listOf(json, 'headlines').find((one) => textOf(one, 'role') !== 'kicker') ?? {}, 'value')

/** A short name stands for a headline only where there is none. */
export const titleFor = (json: Json): string => textOf(json, 'title', 'name', 'descriptivename')

/** One of the bodies of an item, as it stands in the file. */
export type Body = { value: string; markup: boolean }

/** Whether a text is markup, by the text: senders put either under every name that there is for bodies. */
const isMarkup = (text: string): boolean =>
  /<(?:p|div|section|h\d|ul|ol|br|blockquote|table|hl2|body)\b[^<>]*>/iu.test(text)

const bodyMembers = (json: Json): Body[] =>
  Object.entries(json).flatMap(([name, value]): Body[] =>
    typeof value === 'string' && value.trim() !== '' && /^(?:body_|article_html$)/u.test(name)
      ? [{ value, markup: isMarkup(value) || /html/u.test(name) }]
      : [],
  )

/** The bodies, the best one first: the main one, and markup before plain text. */
export const bodiesOf = (json: Json): Body[] => {
  const all = listOf(json, 'bodies').filter((body) => textOf(body, 'value') !== '')
  const main = all.filter((body) => ['', 'main'].includes(textOf(body, 'role')))
  const listed = [...main, ...all.filter((body) => !main.includes(body))].map((body) => ({
    value: textOf(body, 'value'),
    markup: /html|xml/u.test(textOf(body, 'contenttype')) || isMarkup(textOf(body, 'value')),
  }))
  const found = [...listed, ...bodyMembers(json)]
  return [...found.filter((body) => body.markup), ...found.filter((body) => !body.markup)]
}

const noBody = (): ReturnType<typeof readHtmlBody> => ({ dateline: [], credits: [], body: [], dropped: [] })

/** A body as blocks, with what was left out of it. */
export const readBody = (body: Body | undefined, own: boolean): ReturnType<typeof readHtmlBody> => {
  if (body === undefined) return noBody()
  if (body.markup) return own ? { ...fromHtml(body.value), dropped: [] } : readHtmlBody(body.value)
  return {
    ...noBody(),
    body: body.value
      .split(/\r?\n\s*\n/u)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph) => ({ type: 'paragraph', line: [{ text: paragraph.replace(/\r\n/gu, '\n') }] })),
  }
}

/** What describes a picture, or a story that has no body. */
export const captionOf = (json: Json): string => {
  const described =
    inRole(json, 'descriptions', 'caption') ||
    inRole(json, 'descriptions', undefined) ||
    textOf(json, 'description_text', 'description_caption', 'teaser') ||
    textOf(listOf(json, 'descriptions')[0] ?? {}, 'value') ||
    Object.entries(json).flatMap(([name, value]) =>
      /^description_/u.test(name) && typeof value === 'string' ? [value] : [],
    )[0] ||
    ''
  return /<[a-z!/][^<>]*>/iu.test(described) ? htmlWords(described) : described
}
