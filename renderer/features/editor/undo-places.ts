/**
 * Where undo puts words back. Yjs looks for the place beside what stood beside them, and follows words that were brought
 * back before to what stands for them now. It takes two wrong turns there (yjs/yjs#736): of words that were brought back in
 * one piece and split since it follows the first part only, and words that are gone and whose copy stands right before
 * them in the same text lead it to that copy, to the wrong side of what it puts back. What it writes then says of a place
 * that it is before what it is behind: it shows in another order here than on every other computer.
 *
 * So before a step is taken back the traces are made to fit: what was brought back is followed part by part, and what has
 * its copy beside it is no guide to any place, the copy is. Nothing of this is a change of the document.
 *
 * And a block that was replaced comes back where its replacement stands, not where it lies itself: what a colleague put
 * behind the replacement since lies between the two, and would come to stand before it.
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

const isIn = (set: Step['insertions'], item: Y.Item): boolean => Y.isDeleted(set, item.id)

/** What stands last of what a step put in the place of a block, if somebody else put something behind that since. */
const replacementOf = (block: Y.Item, step: Step): Y.Item | null => {
  let isStrange = false
  for (let item = block.left; item; item = item.left) {
    const { rightOrigin } = item
    const isFor = rightOrigin !== null && Y.compareIDs(rightOrigin, block.id)
    if (isIn(step.insertions, item) && isFor) return isStrange ? item : null
    isStrange ||= !item.deleted && !isIn(step.insertions, item)
  }
  return null
}

/** The blocks that a step took away, by what they stood in and in their order. */
const blocksOf = (transaction: Y.Transaction, step: Step): Y.Item[] => {
  const found = new Set<Y.Item>()
  const parents = new Set<Y.AbstractType<unknown>>()
  Y.iterateDeletedStructs(transaction, step.deletions, (item) => {
    if (!(item instanceof Y.Item) || item.parentSub !== null || item.redone !== null) return
    const isBlock = item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlElement
    if (!isBlock || !item.deleted || isIn(step.insertions, item)) return
    if (!(item.parent instanceof Y.AbstractType) || item.parent._item?.deleted) return
    found.add(item)
    parents.add(item.parent)
  })
  const inOrder: Y.Item[] = []
  for (const parent of parents)
    for (let item = parent._start; item; item = item.right) if (found.has(item)) inOrder.push(item)
  return inOrder
}

/** Brings the blocks of a step back beside what replaced them; Yjs does so with what stood in them. */
const placeBlocks = (transaction: Y.Transaction, step: Step): void => {
  const { store, clientID } = transaction.doc
  const placed = new Map<Y.Item, Y.Item>()
  /** What was brought back before it, of blocks that were replaced together. */
  const neighbour = (block: Y.Item): Y.Item | undefined => {
    for (let item = block.left; item?.deleted; item = item.left) {
      const back = placed.get(item)
      if (back) return back
    }
    return undefined
  }
  for (const block of blocksOf(transaction, step)) {
    const left = neighbour(block) ?? replacementOf(block, step)
    if (!left) continue
    const { right } = left
    const id = Y.createID(clientID, Y.getState(store, clientID))
    const content = block.content.copy()
    const back = new Y.Item(id, left, left.lastId, right, right?.id ?? null, block.parent, null, content)
    block.redone = id
    back.keep = true
    back.integrate(transaction, 0)
    placed.set(block, back)
  }
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
  const begin = (transaction: Y.Transaction): void => {
    doc.off('beforeTransaction', begin)
    const step = steps.at(-1)
    if (step) placeBlocks(transaction, step)
  }
  doc.on('beforeTransaction', begin)
  doc.on('beforeObserverCalls', restore)
  try {
    return run()
  } finally {
    doc.off('beforeTransaction', begin)
    restore()
  }
}
