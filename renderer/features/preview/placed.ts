/** Pieces of plain copy have no name but their place in it, so that is what React knows them by. */
export const placed = <T>(pieces: readonly T[]): { one: T; place: number }[] =>
  pieces.map((one, place) => ({ one, place }))
