/**
 * Which inserted text is moved text. The editor has no other way to move than to delete and to insert a copy: a split
 * deletes the tail, a join and a change of type delete a whole node. Who is copied from whom is found by the words
 * themselves, within one update and between two different texts.
 */
import { stoodBeside } from './beside.ts'
import {
  differs,
  FINDERS,
  type Finder,
  GRAM,
  goesOf,
  isRepaired,
  longest,
  markRepaired,
  partsOf,
  piecesOf,
  type Run,
  runsOf,
  textOf,
  without,
} from './likeness.ts'
import type { Text, Token } from './text.ts'

/** Nothing is a copy of its own copy, whatever the letters say: what is a copy of what would never end. */
const isCopyOf = (token: Token, other: Token): boolean => {
  for (let one: Token | null = token; one; one = one.copyOf) if (one === other) return true
  return false
}

const pair = (copies: Run, sources: Run, update: number): void => {
  for (const [at, copy] of copies.entries()) {
    const source = sources[at]
    if (!source) return
    if (isCopyOf(source, copy)) continue
    copy.copyOf = source
    source.movers.push(update)
  }
}

/** What somebody took away and put back himself, later: his deletion was a move after all. */
const takeBack = (text: Text, copy: Token, source: Token): void => {
  if (isCopyOf(source, copy)) return
  const replica = text.log[copy.birth]?.replica
  copy.copyOf = source
  source.movers.push(...source.deleters.filter((index) => text.log[index]?.replica === replica))
}

const deletedBy = (text: Text, token: Token, replica: string, before: number): boolean =>
  token.deleters.some((index) => index <= before && text.log[index]?.replica === replica)

/** Undoing a deletion within a text puts the words before the deleted ones. */
const undoInPlace = (text: Text, token: Token): boolean => {
  const replica = text.log[token.birth]?.replica ?? ''
  const isBack = (source: Token): boolean =>
    source.char === token.char &&
    source.place === token.place &&
    // A repair that takes several steps undoes nothing of its own.
    source.birth !== token.birth &&
    deletedBy(text, source, replica, token.birth)
  const sources = token.undoes.flatMap(({ client, clock }) => text.byId(client, clock) ?? [])
  const source = sources.find(isBack)
  if (!source) return false
  takeBack(text, token, source)
  return true
}

/** Finds a run among the sources as it is, the nearest behind what was matched last first. */
const matchWhole = (copy: Run, sources: Run[], update: number): boolean => {
  const words = textOf(copy)
  for (const source of sources) {
    if (!differs(copy, source)) continue
    const at = textOf(source).lastIndexOf(words)
    // A letter or two stand everywhere: they count as the text of a new line, or as the end of what was taken away.
    const short = copy.length < GRAM && copy[0]?.place.birth !== update && at + copy.length < source.length
    if (at < 0 || short) continue
    pair(copy, source.slice(at, at + copy.length), update)
    without(sources, source, at, at + copy.length)
    return true
  }
  return false
}

/** Finds the whole of a text that went in the whole of what came in one go, however short it is. */
const matchEqual = (copy: Run, sources: Run[], update: number): boolean => {
  if (copy.length < 2 || copy.some(({ piece }) => piece !== copy.length)) return false
  const words = textOf(copy)
  const source = sources.find((one) => textOf(one) === words && differs(copy, one))
  if (!source) return false
  pair(copy, source, update)
  without(sources, source, 0, source.length)
  return true
}

/** Whether these letters stand in those words in this order. */
const isWithin = (letters: string, words: string): boolean => {
  let at = -1
  return [...letters].every((letter) => {
    at = words.indexOf(letter, at + 1)
    return at >= 0
  })
}

const isUnknown = ({ copyOf }: Token): boolean => copyOf === null
const isMany = ({ length }: readonly unknown[]): boolean => length > 1

/** Whether two tokens of one text and one update came in one go, as far as that can be told. */
const isOfGo = (token: Token, first: Token): boolean =>
  token.client === first.client &&
  token.piece === first.piece &&
  Math.abs(token.clock - first.clock) < first.piece

/** Whether it came where it had come and gone before, in the same update. */
const isAgain = (text: Text, token: Token): boolean =>
  token.undoes.some(({ client, clock }) => {
    const one = text.byId(client, clock)
    return one?.birth === token.birth && one.place === token.place && one.char === token.char
  })

/**
 * Undoing the deletion of a whole line, or pasting what was cut: the same words in a new line, as far as who wrote them
 * had taken them away before. Undo brings back what an update moved as well, when the copy of it is gone by then.
 */
const undoElsewhere = (text: Text, run: Run, gone: readonly Run[], isGo = false): void => {
  const [first] = run
  if (!first) return
  const isNewLine = first.place.birth === first.birth
  // Into a line that was there before, only words that came in one go: nobody types so.
  if (!isNewLine && !(run.length >= GRAM && run.every(({ piece }) => piece >= run.length))) return
  const replica = text.log[first.birth]?.replica ?? ''
  const words = textOf(run)
  // Who brings back a line and then the words that he had taken out of it.
  const until = isNewLine ? first.birth : first.place.birth
  if (text.log[until]?.replica !== replica) return
  const own = gone
    .map((one) => one.filter((token) => deletedBy(text, token, replica, until)))
    .filter((one) => one.length > 0)
  const take = (copies: Run, sources: Run): void => {
    for (const [at, token] of copies.entries()) {
      const from = sources[at]
      if (from) takeBack(text, token, from)
    }
  }
  const line = text.tokens.filter(
    (token) =>
      token.place === first.place &&
      token.birth === first.birth &&
      (!isGo || isOfGo(token, first)) &&
      !isAgain(text, token),
  )
  const all = textOf(line)
  const source = own.findLast((one) => textOf(one) === all)
  if (source) {
    take(
      run,
      run.flatMap((token) => source[line.indexOf(token)] ?? []),
    )
    return
  }
  const part = own.findLast((one) => textOf(one) === words)
  if (part) {
    take(run, part)
    return
  }
  const sources = own.reverse()
  // A letter or two stand everywhere: they count where all the rest of the line is known, or went along with them.
  const loose = line.filter((token) => !token.copyOf)
  const isWhole =
    loose.every((token) => run.includes(token)) ||
    (loose.length < line.length && own.some((one) => isWithin(textOf(loose), textOf(one))))
  const match = (copy: Run, isPart: boolean): void => {
    if (copy.length === 0) return
    const found = longest(copy, sources, () => true)
    const whole = found ? null : isPart && sources.find((one) => textOf(one).includes(textOf(copy)))
    const at = whole ? textOf(whole).indexOf(textOf(copy)) : 0
    const best = found ?? (whole ? { source: whole, from: 0, at, length: copy.length } : null)
    if (!best) return
    take(copy.slice(best.from, best.from + best.length), best.source.slice(best.at, best.at + best.length))
    without(sources, best.source, best.at, best.at + best.length)
    match(copy.slice(0, best.from), true)
    match(copy.slice(best.from + best.length), true)
  }
  match(run, isNewLine && isWhole)
}

/** A letter or two that undo brings back into a line that stands elsewhere by now. */
const undoBeside = (text: Text, run: Run): void => {
  const [first] = run
  if (!first || run.length !== first.piece) return
  const replica = text.log[first.birth]?.replica ?? ''
  const sources = stoodBeside(text, run, (token) => deletedBy(text, token, replica, first.birth - 1))
  for (const [at, token] of run.entries()) {
    const source = sources?.[at]
    if (source) takeBack(text, token, source)
  }
}

/** Pairs what a finder finds, and gives back the runs of which nothing was found. */
const match = (copies: readonly Run[], sources: Run[], update: number, find: Finder): Run[] =>
  copies.flatMap((copy): Run[] => {
    if (copy.length === 0) return []
    if (sources.length === 0) return [copy]
    if (matchWhole(copy, sources, update)) return []
    const found = find(copy, sources, update)
    if (!found) return [copy]
    const { source, from, at, length } = found
    pair(copy.slice(from, from + length), source.slice(at, at + length), update)
    without(sources, source, at, at + length)
    return match([copy.slice(0, from), copy.slice(from + length)], sources, update, find)
  })

const repeatEach = (run: Run, sources: readonly Token[], update: number): void => {
  for (const token of run) {
    const source = sources.find(({ char, movers }) => char === token.char && !movers.includes(update))
    if (source) pair([token], [source], update)
  }
}

/** Which text a repair put back: the tokens of a collision that was settled (see settled.ts). */
export type PutBack = { update: number; tokens: readonly Token[] }

/** What came and went within one update: nobody saw it, but a later undo may bring it back, as a copy of what it was. */
const linkPassing = (tokens: readonly Token[], sources: readonly Run[], update: number): void => {
  const gone = tokens.filter(({ deleters }) => deleters.includes(update))
  // Of some is known already that they were brought back in place: they may have gone on from there.
  const passing = gone.filter(isUnknown)
  if (passing.length === 0) return
  const clockOf = ([first]: Run): number => first?.clock ?? 0
  const unknown: Run[] = []
  for (const piece of runsOf(passing)) {
    const rest = sources.map((run) => [...run])
    for (const [at, run] of rest.entries()) if (isRepaired(sources[at] ?? [])) markRepaired(run)
    let left = [piece]
    for (const find of FINDERS) left = match(left, rest, update, find)
    unknown.push(...left)
  }
  // The rest came from another place where it had only come within the update: the places are taken in turn.
  const copied = new Set(passing.flatMap(({ copyOf }) => copyOf ?? []))
  for (const piece of unknown.sort((one, other) => clockOf(one) - clockOf(other))) {
    const earlier = runsOf(
      gone.filter(
        (token) => token.client === piece[0]?.client && token.clock < clockOf(piece) && !copied.has(token),
      ),
    )
    let left = [piece]
    for (const find of FINDERS) left = match(left, earlier, update, find)
    for (const { copyOf } of piece) if (copyOf) copied.add(copyOf)
  }
  // A move is what was left in the end.
  for (const { copyOf } of passing)
    if (copyOf) copyOf.movers = copyOf.movers.filter((index) => index !== update)
}

/**
 * What went through another place within one update: it is a copy of what it was a copy of on its way, or of what was typed
 * there, which an undo may bring back.
 */
const linkThrough = (left: readonly Run[], tokens: readonly Token[], update: number): Run[] => {
  const passing = tokens.filter(({ deleters }) => deleters.includes(update))
  if (passing.length === 0) return [...left]
  const among = runsOf(passing)
  let rest = [...left]
  for (const find of FINDERS) rest = match(rest, among, update, find)
  for (const token of tokens) {
    const through = token.copyOf
    if (!through?.copyOf || through.birth !== update || token.deleters.includes(update)) continue
    token.copyOf = through.copyOf
    through.movers = through.movers.filter((index) => index !== update)
    through.copyOf.movers.push(update)
  }
  return rest
}

/**
 * Notes for every token what it is a copy of; call it once for a text. All of the history counts, however little of it
 * was written apart: names of collisions follow from the roots, and a late replica must not change them.
 */
export const linkCopies = (text: Text, repairs: readonly PutBack[]): void => {
  const made = new Map<number, Token[]>()
  const taken = new Map<number, Token[]>()
  const note = (under: Map<number, Token[]>, index: number, token: Token): void => {
    const list = under.get(index)
    if (list) list.push(token)
    else under.set(index, [token])
  }
  for (const token of text.tokens) {
    note(made, token.birth, token)
    for (const index of token.deleters) note(taken, index, token)
  }
  /** What had been taken away before an update, line by line: what was moved first, as the least likely to come back. */
  const goneBefore = (update: number): Run[] => {
    const before = [...taken].filter(([index]) => index < update).sort(([a], [b]) => a - b)
    return [true, false].flatMap((moved) =>
      before.flatMap(([index, tokens]) =>
        runsOf(tokens.filter((token) => token.movers.includes(index) === moved)),
      ),
    )
  }
  for (const [update, tokens] of [...made].sort(([a], [b]) => a - b)) {
    const back = repairs
      .filter((repair) => repair.update === update)
      .flatMap((repair) => repair.tokens)
      .filter(({ birth }) => birth < update)
    const put = runsOf(back)
    for (const run of put) markRepaired(run)
    const sources = [...put, ...runsOf((taken.get(update) ?? []).filter(({ birth }) => birth !== update))]
    // What came and went within one update was nobody's to see, and is no copy that counts.
    const strange = tokens.filter((token) => !undoInPlace(text, token))
    const fresh = strange.filter(({ deleters }) => !deleters.includes(update))
    linkPassing(tokens, sources, update)
    // What was moved whole is surer than any part of something else that is like it.
    let left = piecesOf(text, fresh).filter(
      (run) => !matchEqual(run, sources, update) && (run.length < GRAM || !matchWhole(run, sources, update)),
    )
    for (const find of FINDERS) left = match(left, sources, update, find)
    const isPassing = ({ deleters }: Token): boolean => deleters.includes(update)
    for (const run of piecesOf(text, strange.filter(isPassing).filter(isUnknown)))
      undoElsewhere(text, run, goneBefore(update))
    left = linkThrough(left, tokens, update)
    // What was typed right behind words that were put somewhere hides them.
    const parts = left.map(partsOf)
    if (parts.some(({ length }) => length > 1)) {
      left = parts.flat()
      for (const find of FINDERS) left = match(left, sources, update, find)
      left = linkThrough(left, tokens, update)
    }
    // Whatever a repair puts somewhere was there before.
    if (back.length > 0) for (const run of left) repeatEach(run, back, update)
    for (const run of piecesOf(text, fresh.filter(isUnknown)).flatMap(goesOf))
      undoElsewhere(text, run, goneBefore(update))
    // What was typed right behind what is left of words that came back, and was taken away with the rest of them.
    for (const part of piecesOf(text, strange.filter(isUnknown)).map(partsOf).filter(isMany).flat())
      undoElsewhere(text, part.filter(isUnknown), goneBefore(update), true)
    for (const run of piecesOf(text, fresh.filter(isUnknown))) undoBeside(text, run)
  }
  for (const { copyOf, birth } of text.tokens) {
    if (!copyOf) continue
    text.movers.add(birth)
    text.copied.add(copyOf)
  }
}
