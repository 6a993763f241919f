import { escapeAttribute, escapeText } from './escape.ts'
import { FILE_STYLE } from './style.ts'

/**
 * A file of its own, that any browser opens: style inside, no scripts, nothing loaded from elsewhere. The policy in
 * the head says the same to the browser, should ever something else get in. `body` is markup, made here from
 * escaped parts; the rest is text.
 */
export const documentHtml = (document: { language: string; title: string; body: string }): string =>
  `<!doctype html>
<html lang="${escapeAttribute(document.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeText(document.title)}</title>
<style>${FILE_STYLE}</style>
</head>
<body>
${document.body}
</body>
</html>
`

/** A moment: for programs in the attribute, for people between the tags. */
export const timeHtml = (at: number, words: string): string =>
  `<time datetime="${new Date(at).toISOString()}">${escapeText(words)}</time>`

/** ` lang="..."` for copy in another language than what stands round it; nothing when it is the same or unknown. */
export const langOf = (language: string, around: string): string =>
  language === '' || language === around ? '' : ` lang="${escapeAttribute(language)}"`
