/** Invented copy of any length. The same numbers give the same words, so that a desk and a floor show one document. */
import type { Block, Copy, ItemKind } from '../../../shared/domain/copy.ts'

const WORDS =
  'de haven van het eiland sluit omdat een kademuur is verzakt en niemand weet hoe lang dat duurt volgens de raad liggen veerboten stil terwijl reizigers aan boord wachten op een bericht van de havenmeester die sinds woensdag met duikers onder water kijkt'.split(
    ' ',
  )
const PLACES = ['PORT-SELVIG', 'KARSUND-STAD', 'TEL ISSAR', 'KYRLOV', "'s-GRAVENMARK"] as const
const CREDITS = [['ANP'], ['ANP', 'RTR'], ['ANP', 'AFP', 'DPA']] as const

/** Words of a paragraph in a news story. */
const PARAGRAPH = 55

const sentence = (from: number, count: number): string => {
  const words = Array.from(
    { length: count },
    (_unused, at) => WORDS[(from * 7 + at * 3) % WORDS.length] ?? 'en',
  )
  const text = words.join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** `words` counts the body; `seed` chooses the words. */
export const inventStory = (
  kind: ItemKind,
  words: number,
  seed: number,
): Pick<Copy, 'headline' | 'dateline' | 'credits' | 'body'> => {
  const body: Block[] = []
  for (let left = words, at = 0; left > 0; left -= PARAGRAPH, at += 1) {
    if (at > 0 && at % 4 === 0) body.push({ type: 'subhead', line: [{ text: `Tussenkop ${at}` }] })
    body.push({ type: 'paragraph', line: [{ text: sentence(seed + at, Math.min(PARAGRAPH, left)) }] })
  }
  return {
    headline: kind === 'lead' ? `Verhaal ${seed} over de haven` : '',
    dateline: [PLACES[seed % PLACES.length] ?? 'KYRLOV'],
    credits: [...(CREDITS[seed % CREDITS.length] ?? ['ANP'])],
    body,
  }
}
