/** No news in JSON nests deeper than a dozen; a parser takes memory for every bracket that opens. */
const DEEPEST_JSON = 256

/** Whether brackets nest deeper than any news does, without parsing: signs inside quotes do not count. */
export const isJsonTooDeep = (text: string): boolean => {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (quoted) {
      if (sign === '\\') at += 1
      else if (sign === '"') quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === '[' || sign === '{') {
      depth += 1
      if (depth > DEEPEST_JSON) return true
    } else if (sign === ']' || sign === '}') depth -= 1
  }
  return false
}
