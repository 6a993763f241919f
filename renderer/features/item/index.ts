/** Holds the place of ItemPane until it is written. */
export const ItemPane = (_props: { item: string }): null => null
/** Holds the place of Inspector until it is written. */
export const Inspector = (_props: { item: string }): null => null
