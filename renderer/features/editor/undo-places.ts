/**
 * Where undo puts words back. Yjs looks for the place beside what stood beside them, and follows words that were brought
 * back before to what stands for them now. It takes two wrong turns there (yjs/yjs#736): of words that were brought back in
 * one piece and split since it follows the first part only, and words that are gone and whose copy stands right before
 * them in the same text lead it to that copy, to the wrong side of what it puts back. What it writes then says of a place
 * that it is before what it is behind: it shows in another order here than on every other computer.
 *
 * So before a step is taken back the traces are made to fit: what was brought back is followed part by part, and what has
 * its copy beside it is no guide to any place, the copy is. Nothing of this is a change of the document.
 */
import * as Y from 'yjs'

type Step = Y.UndoManager['undoStack'][number]

/** An item of a sequence that was brought back. */
type Trace = { item: Y.Item; redone: Y.ID }

const tracesIn = ({ store }: Y.Doc): Trace[] =>
  [...store.clients.values()].flatMap((structs) =>
    structs.flatMap((item) =>
      item instanceof Y.Item && item.redone !== null && item.parentSub === null
        ? [{ item, redone: item.redone }]
        : [],
    ),
  )

/** Splits what was brought back where that has been split since, and so on along the line. */
const fitParts = (transaction: Y.Transaction): void => {
  const { doc } = transaction
  for (let fits = false; !fits; ) {
    fits = true
    for (const { item, redone } of tracesIn(doc)) {
      const copy = Y.getItem(doc.store, redone)
      const length = copy.id.clock + copy.length - redone.clock
      if (length >= item.length) continue
      Y.getItemCleanStart(transaction, Y.createID(item.id.client, item.id.clock + length))
      // The rest of it may be split as well, and it may be what something else was brought back as.
      fits = false
    }
  }
}

const copyOf = ({ store }: Y.Doc, redone: Y.ID): Y.Item | null => {
  const copy = Y.getItem(store, redone) as unknown
  return copy instanceof Y.Item ? copy : null
}

/** What an item was brought back as, and that again, as far as it goes. */
const copiesOf = (doc: Y.Doc, { item, redone }: Trace): { id: Y.ID; length: number }[] => {
  const found: { id: Y.ID; length: number }[] = []
  for (let id: Y.ID | null = redone; id; ) {
    found.push({ id, length: item.length })
    const copy = copyOf(doc, id)
    id = copy?.redone ? Y.createID(copy.redone.client, copy.redone.clock + id.clock - copy.id.clock) : null
  }
  return found
}

const withRanges = (set: Step['insertions'], ranges: readonly { id: Y.ID; length: number }[]): typeof set => {
  const more = Y.createDeleteSet()
  for (const { id, length } of ranges) {
    const known = more.clients.get(id.client) ?? []
    more.clients.set(id.client, known)
    known.push({ clock: id.clock, len: length })
  }
  return Y.mergeDeleteSets([set, more])
}

/**
 * Takes back or redoes the last of these steps with its words in their places. What undo has to take away again it knows
 * from the step then, and not from the traces.
 */
export const inPlace = <Done>(doc: Y.Doc, steps: readonly Step[], run: () => Done): Done => {
  let traces: Trace[] = []
  doc.transact((transaction) => {
    fitParts(transaction)
    traces = tracesIn(doc).filter(
      ({ item, redone }) =>
        copyOf(doc, redone)?.parent === item.parent &&
        !steps.some(({ deletions }) => Y.isDeleted(deletions, item.id)),
    )
  })
  for (const step of steps) {
    const own = traces.filter(({ item }) => Y.isDeleted(step.insertions, item.id))
    if (own.length > 0)
      step.insertions = withRanges(
        step.insertions,
        own.flatMap((trace) => copiesOf(doc, trace)),
      )
  }
  const ends = traces.map(({ item: { id, length } }) => ({ ...id, end: id.clock + length }))
  for (const { item } of traces) item.redone = null
  // The selection that comes back is looked for along the same traces.
  const restore = (): void => {
    doc.off('beforeObserverCalls', restore)
    for (const [at, { client, clock, end }] of ends.entries()) {
      const first = traces[at]?.redone
      for (let next = clock; first && next < end; ) {
        const item = Y.getItem(doc.store, Y.createID(client, next)) as unknown
        if (!(item instanceof Y.Item)) break
        item.redone ??= Y.createID(first.client, first.clock + item.id.clock - clock)
        next = item.id.clock + item.length
      }
    }
    traces = []
  }
  doc.on('beforeObserverCalls', restore)
  try {
    return run()
  } finally {
    restore()
  }
}
