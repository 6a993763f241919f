/**
 * The door for XML (design: "What must never happen"; standards, section 5, "XML safety"). What passes here is elements,
 * attributes and text and nothing else: document types with their entities, processing instructions and comments stay
 * outside, so that no parser behind it can be asked to load or to expand anything. One pass, no recursion, and the
 * limits are held while reading: a hostile file ends in a reason.
 */

/** How much of a file is read. All counts are UTF-16 units or pieces; `depth` counts open elements. */
export type XmlLimits = { size: number; depth: number; elements: number; attribute: number }

/** A page of news is a thousandth of this; an hour of an agency's messages still fits. */
export const XML_LIMITS: XmlLimits = { size: 16_000_000, depth: 100, elements: 30_000, attribute: 200_000 }

/** `outside`: words that stood before or behind the document, a transmitter's header for example. */
export type GuardedXml =
  | { ok: true; text: string; outside: string }
  | { ok: false; reason: 'malformed' | 'empty' | 'too-large' | 'too-deep' }

/** No element of a news format has as many; a parser that looks for doubles would take long over more. */
const MOST_ATTRIBUTES = 200

/** XML 1.0, production 2: all that a document may hold. */
const ILLEGAL = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

/** True for the number of a character that XML 1.0 allows. */
const isLegal = (point: number): boolean =>
  point === 9 ||
  point === 10 ||
  point === 13 ||
  (point >= 0x20 && point <= 0xd7ff) ||
  (point >= 0xe000 && point <= 0xfffd) ||
  (point >= 0x10000 && point <= 0x10ffff)

const REFERENCE = /&(?:(amp|lt|gt|quot|apos);|#(\d{1,7});|#x([0-9a-f]{1,6});)?/giu

/**
 * The five named and the numeric references stay; any other ampersand is text, as `AT&T` in real files, and
 * an entity that only a document type could explain stays readable as its name.
 */
const safeReferences = (text: string): string =>
  text.replace(REFERENCE, (all, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return all.toLowerCase()
    if (decimal !== undefined) return isLegal(Number(decimal)) ? all : '\ufffd'
    if (hex !== undefined) return isLegal(Number.parseInt(hex, 16)) ? all.toLowerCase() : '\ufffd'
    return '&amp;'
  })

const asText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const NAME_START = /[\p{L}_:]/u

/** Index behind a document type, its internal subset with quotes and comments included; -1 when it never ends. */
const behindDoctype = (text: string, from: number): number => {
  const mark = /["'[\]>]|<!--/gu
  mark.lastIndex = from
  let brackets = 0
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const [sign] = found
    if (sign === '>' && brackets === 0) return mark.lastIndex
    if (sign === '[') brackets += 1
    else if (sign === ']') brackets = Math.max(0, brackets - 1)
    else if (sign !== '>') {
      const end = sign === '<!--' ? '-->' : sign
      const close = text.indexOf(end, mark.lastIndex)
      if (close < 0) return -1
      mark.lastIndex = close + end.length
    }
  }
  return -1
}

/** Where a tag ends (behind its `>`), or why it may not be read. */
const behindTag = (text: string, from: number, limits: XmlLimits): number | 'malformed' | 'too-large' => {
  const mark = /["'>]/gu
  mark.lastIndex = from
  for (let attributes = 0; attributes <= MOST_ATTRIBUTES; attributes += 1) {
    const found = mark.exec(text)
    if (found === null) return 'malformed'
    if (found[0] === '>') return mark.lastIndex - from > limits.attribute ? 'too-large' : mark.lastIndex
    const close = text.indexOf(found[0], mark.lastIndex)
    if (close < 0) return 'malformed'
    if (close - mark.lastIndex > limits.attribute) return 'too-large'
    mark.lastIndex = close + 1
  }
  return 'too-large'
}

/** The end of what begins with `<!` or `<?` at `at`, and the text that it stands for; null when it never ends. */
const special = (text: string, at: number): { end: number; kept: string } | null => {
  const until = (start: string, stop: string): number => {
    const end = text.indexOf(stop, at + start.length)
    return end < 0 ? -1 : end + stop.length
  }
  if (text.startsWith('<![CDATA[', at)) {
    const end = until('<![CDATA[', ']]>')
    return end < 0 ? null : { end, kept: asText(text.slice(at + 9, end - 3)) }
  }
  const end = text.startsWith('<!--', at)
    ? until('<!--', '-->')
    : text.startsWith('<?', at)
      ? until('<?', '?>')
      : behindDoctype(text, at + 2)
  return end < 0 ? null : { end, kept: '' }
}

/**
 * A document without anything that could do harm. Lenient where real files are dirty (signs before the declaration,
 * loose `&` and `<`, controls, words behind the end), never about limits. Never throws.
 */
export const guardXml = (raw: string, limits: XmlLimits = XML_LIMITS): GuardedXml => {
  if (raw.length > limits.size) return { ok: false, reason: 'too-large' }
  const text = raw.replace(ILLEGAL, '')
  if (text.trim() === '') return { ok: false, reason: 'empty' }
  const parts: string[] = []
  const outside: string[] = []
  let depth = 0
  let elements = 0
  let at = 0
  let done = false
  const say = (words: string): void => {
    if (depth > 0) parts.push(words)
    else if (words.trim() !== '') outside.push(words.trim())
  }
  while (at < text.length && !done) {
    const next = text.indexOf('<', at)
    if (next !== at) {
      const words = text.slice(at, next < 0 ? text.length : next)
      say(depth > 0 ? safeReferences(words) : words)
      at = next < 0 ? text.length : next
      continue
    }
    const second = text.charAt(at + 1)
    if (second === '!' || second === '?') {
      const found = special(text, at)
      if (found === null) return { ok: false, reason: 'malformed' }
      if (found.kept !== '') say(found.kept)
      at = found.end
    } else if (second === '/' || NAME_START.test(second)) {
      const end = behindTag(text, at + 1, limits)
      if (typeof end === 'string') return { ok: false, reason: end }
      const tag = text.slice(at, end)
      if (second === '/') {
        depth -= 1
        if (depth < 0) return { ok: false, reason: 'malformed' }
      } else {
        elements += 1
        if (elements > limits.elements) return { ok: false, reason: 'too-large' }
        if (!tag.endsWith('/>')) depth += 1
        if (depth > limits.depth) return { ok: false, reason: 'too-deep' }
      }
      // A `<` inside an attribute is common in exports of old systems.
      parts.push(`<${safeReferences(tag.slice(1)).replaceAll('<', '&lt;')}`)
      done = depth === 0
      at = end
    } else {
      say('&lt;')
      at += 1
    }
  }
  if (!done) return { ok: false, reason: elements === 0 ? 'empty' : 'malformed' }
  outside.push(text.slice(at).trim())
  return { ok: true, text: parts.join(''), outside: outside.filter((words) => words !== '').join('\n') }
}
