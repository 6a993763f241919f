/**
 * What a translation has to look like: the same keys as the Dutch file, any string. The Dutch file of a namespace
 * is its measure, because the desk was written in Dutch first.
 */
export type Sentences<T> = { readonly [K in keyof T]: T[K] extends string ? string : Sentences<T[K]> }

/** A fault in words. `action` says what helps; `button` names the one button that does it, where there is one. */
export type FaultSentences = {
  readonly what: string
  readonly safe?: string
  readonly action?: string
  readonly button?: string
}
