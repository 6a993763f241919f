/** What somebody has in front of him, as far as the proof is concerned. */

/** The signs of each line of a page. */
export type Page = readonly string[]

export const signsOf = (page: Page): string[] => [...page.join('')]

export const countsIn = (page: Page): Map<string, number> => {
  const all = new Map<string, number>()
  for (const sign of signsOf(page)) all.set(sign, (all.get(sign) ?? 0) + 1)
  return all
}

/** Where each sign stands first and last. */
export type Places = { first: ReadonlyMap<string, number>; last: ReadonlyMap<string, number> }

export const placesIn = (page: Page): Places => {
  const places = signsOf(page).map((sign, at): [string, number] => [sign, at])
  return { first: new Map(places.toReversed()), last: new Map(places) }
}
