/** Words that undo brings back into a line that was rebuilt meanwhile: known by what they stood beside, however short. */
import { lineOf, type Text, type Token } from './text.ts'

type Side = 'before' | 'behind'

/** The nearest token of the line on one side of a place in the text, gone or not. */
const nearest = (text: Text, from: Token, side: Side, may: (token: Token) => boolean): Token | null => {
  const step = side === 'before' ? -1 : 1
  for (let at = from.at + step; ; at += step) {
    const token = text.tokens[at]
    if (!token || lineOf(token.place) !== lineOf(from.place)) return null
    if (may(token)) return token
  }
}

/** So many tokens of the line on one side of one, in the order of the text, of those that are asked for. */
const nextTo = (
  text: Text,
  from: Token,
  side: Side,
  count: number,
  may: (token: Token) => boolean,
): Token[] => {
  const found: Token[] = []
  for (let token: Token | null = from; token && found.length < count; ) {
    token = nearest(text, token, side, may)
    if (token) found.push(token)
  }
  return side === 'before' ? found.reverse() : found
}

/**
 * The tokens that a run brings back: beside the nearest copy in its line they stood in one of the lines that it was copied
 * from. Null when other words stood there. `wasTaken` says which tokens their writer had taken away.
 */
export const stoodBeside = (
  text: Text,
  run: readonly Token[],
  wasTaken: (token: Token) => boolean,
): Token[] | null => {
  const [first] = run
  const last = run.at(-1)
  if (!first || !last) return null
  const isCopy = ({ copyOf }: Token): boolean => copyOf !== null
  for (const [side, edge] of [
    ['before', first],
    ['behind', last],
  ] as const) {
    const neighbour = nearest(text, edge, side, isCopy)
    for (let source = neighbour?.copyOf ?? null; source; source = source.copyOf) {
      const away: Side = side === 'before' ? 'behind' : 'before'
      const found = nextTo(text, source, away, run.length, wasTaken)
      if (found.length === run.length && found.every(({ char }, at) => char === run[at]?.char)) return found
    }
  }
  return null
}
