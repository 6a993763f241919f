/** What collided, in a sentence of its kind and with the sentence about what each choice does. Pure. */
import type { i18n as I18n } from 'i18next'
import type { Collision } from '../../../shared/domain/collision.ts'
import { quoted } from '../../lib/quoted.ts'

export type CollisionNames = { one: string; other: string }

/** A section as the desk knows it. */
type Named = { id: string; name: string }

/** A register's value for people: a section and a language are stored by their code; everything else as it is printed. */
export const valueWords = (
  field: string | null,
  text: string,
  sections: readonly Named[],
  language: string,
): string => {
  if (field === 'section') return sections.find(({ id }) => id === text)?.name ?? text
  if (field !== 'language' || text === '') return text
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(text) ?? text
  } catch {
    // What a newer Kopij wrote there is no code of a language.
    return text
  }
}

/** The collision with its values as people read them. */
export const inWords = (collision: Collision, sections: readonly Named[], language: string): Collision => {
  if (collision.kind !== 'register') return collision
  const value = (text: string): string => valueWords(collision.field, text, sections, language)
  const { one, other, now } = collision
  return {
    ...collision,
    one: { ...one, text: value(one.text) },
    other: { ...other, text: value(other.text) },
    now: value(now),
  }
}

/** What happened, and what the choices do about it; for a register the choices say it themselves. */
export const collisionSentences = (
  { kind, words, one, other, now }: Collision,
  names: CollisionNames,
  field: string,
  t: I18n['t'],
): { what: string; choices: string | null } => {
  if (kind === 'register') {
    const value = (text: string): string => {
      const short = quoted(text)
      return short === null ? t('together:collision.nothing') : `"${short}"`
    }
    const values = { oneValue: value(one.text), otherValue: value(other.text), now: value(now) }
    return { what: t('together:collision.register', { field, ...names, ...values }), choices: null }
  }
  const short = quoted(words)
  const said = short === null ? t('together:collision.someText') : `"${short}"`
  return {
    what: t(`together:collision.${kind}`, { ...names, words: said }),
    choices: t(`together:collision.does.${kind}`, names),
  }
}
