/**
 * The one door to the outside: a link of the copy, opened in the person's browser after a look at where it goes.
 * Three schemes, parsed by the URL standard, host shown in punycode so that no look-alike letters pass (quality.md, S10).
 */
import { type BrowserWindow, dialog, shell } from 'electron'

const SCHEMES: readonly string[] = ['https:', 'http:', 'mailto:']
/**
 * Controls, bidi and zero-width signs, blanks of every kind, letters without a shape: nothing that an address needs, all of
 * it a disguise.
 */
const SUSPECT = /[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\\]/u

/** What a message may be begun with. Some mail programs take `attach` and send a file along; others take any header. */
const MAIL_FIELDS: readonly string[] = ['subject', 'body']
const ENCODED_CONTROL = /%(?:[01][0-9a-f]|7f)/i

/** A letter to one or more addresses, and no headers smuggled into it. */
const isPlainMail = ({ pathname, search, searchParams }: URL): boolean =>
  /^[^/@]+@[^@]+/.test(pathname) &&
  !ENCODED_CONTROL.test(pathname + search) &&
  [...searchParams.keys()].every((name) => MAIL_FIELDS.includes(name.toLowerCase()))

/** The link as it may be opened, or null. */
export const safeLink = (link: string): { url: string; shown: string } | null => {
  if (SUSPECT.test(link)) return null
  let url: URL
  try {
    url = new URL(link)
  } catch {
    return null
  }
  if (!SCHEMES.includes(url.protocol)) return null
  if (url.username !== '' || url.password !== '') return null
  if (url.protocol === 'mailto:') return isPlainMail(url) ? { url: url.href, shown: url.pathname } : null
  return url.hostname === '' ? null : { url: url.href, shown: url.host }
}

type Words = { question: string; open: string; cancel: string }

/** Asks, then opens; answers whether it was opened. */
export const openLink = async (window: BrowserWindow, link: string, words: Words): Promise<boolean> => {
  const safe = safeLink(link)
  if (!safe) return false
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: words.question,
    detail: `${safe.shown}\n\n${safe.url.slice(0, 300)}`,
    buttons: [words.open, words.cancel],
    defaultId: 0,
    cancelId: 1,
  })
  if (response !== 0) return false
  await shell.openExternal(safe.url)
  return true
}
