/**
 * Takes back or redoes a step, as Yjs's own undo does, except for the places where it puts words back.
 *
 * What undo brings back is a copy: the words that were deleted stay deleted. To find the place of a copy, Yjs looks at what
 * stood beside the words and at what that was brought back as. It takes wrong turns there (yjs/yjs#736): of a copy that was
 * split since it knows the first part only, and words whose own copy stands to their left lead it to the wrong side of what
 * it brings back. What it then writes says of a place that it is before what it is behind, so the page shows one order to
 * who pressed undo and another one to everybody else. Here a copy always goes between two neighbours.
 */
import * as Y from 'yjs'

type Step = Y.UndoManager['undoStack'][number]
type Ranges = Step['deletions']
type Type = Y.AbstractType<unknown>

const isIn = (ranges: Ranges, { id }: Y.Item): boolean => Y.isDeleted(ranges, id)

const itemsIn = (transaction: Y.Transaction, ranges: Ranges): Y.Item[] => {
  const found: Y.Item[] = []
  Y.iterateDeletedStructs(transaction, ranges, (struct) => {
    if (struct instanceof Y.Item) found.push(struct)
  })
  return found
}

const parentOf = ({ parent }: Y.Item): Type | null => (parent instanceof Y.AbstractType ? parent : null)

const depthOf = (item: Y.Item): number => {
  let depth = 0
  for (let type = parentOf(item); type?._item; type = parentOf(type._item)) depth += 1
  return depth
}

/** What stands for a sign that was brought back, perhaps more than once, and which of its signs that is. */
const latestOf = ({ store }: Y.Doc, first: Y.ID): { item: Y.Item; sign: Y.ID } | null => {
  for (let sign = first; ; ) {
    // What was collected is no item, whatever the types say.
    const item: unknown = Y.getItem(store, sign)
    if (!(item instanceof Y.Item)) return null
    if (item.redone === null) return { item, sign }
    sign = Y.createID(item.redone.client, item.redone.clock + sign.clock - item.id.clock)
  }
}

const rangesOf = (pieces: readonly { id: Y.ID; length: number }[]): Ranges => {
  const ranges = Y.createDeleteSet()
  for (const { id, length } of pieces) {
    const known = ranges.clients.get(id.client) ?? []
    ranges.clients.set(id.client, known)
    known.push({ clock: id.clock, len: length })
  }
  return Y.mergeDeleteSets([ranges])
}

/** What stands now for everything that a step put in: it or its latest copies, which may be split otherwise than it was. */
const latestIn = (transaction: Y.Transaction, ranges: Ranges): Y.Item[] => {
  const items = itemsIn(transaction, ranges)
  const copies = items.flatMap(({ redone, length }) => (redone ? [{ id: redone, length }] : []))
  if (copies.length === 0) return items
  return [...items.filter(({ redone }) => !redone), ...latestIn(transaction, rangesOf(copies))]
}

/** The place of a copy: right behind `left`, or first of all. */
type Place = { left: Y.Item | null }

/** Where the text of a block goes that came back itself: beside the copies of what stood beside it. */
const besideCopies = (transaction: Y.Transaction, item: Y.Item, target: Type): Place => {
  const { doc } = transaction
  const standsFor = (sign: Y.ID): Y.ID | null => {
    const latest = latestOf(doc, sign)
    return latest?.item.parent === target ? latest.sign : null
  }
  for (let one = item.left; one; one = one.left) {
    const sign = standsFor(one.lastId)
    if (sign) return { left: Y.getItemCleanEnd(transaction, doc.store, sign) }
  }
  for (let one = item.right; one; one = one.right) {
    const sign = standsFor(one.id)
    if (sign) return { left: Y.getItemCleanStart(transaction, sign).left }
  }
  return { left: null }
}

/**
 * What was replaced comes back where its replacement stands, and not where it lies itself: what a colleague put behind the
 * replacement since lies between the two, and would come to stand before it.
 */
const besideReplacement = (transaction: Y.Transaction, step: Step, item: Y.Item): Place => {
  const { doc, beforeState } = transaction
  const isBack = ({ id }: Y.Item): boolean =>
    id.client === doc.clientID && id.clock >= (beforeState.get(id.client) ?? 0)
  const isOwn = (other: Y.Item): boolean => isIn(step.insertions, other) || isBack(other)
  if (!(item.content instanceof Y.ContentType)) return { left: item.left }
  let put = item.left
  while (put && !isIn(step.insertions, put)) put = put.left
  if (!put) return { left: item.left }
  const beyond = put.rightOrigin && Y.getItem(doc.store, put.rightOrigin)
  let hasStranger = false
  let isNew = true
  for (let one = put.right; one && one !== item; one = one.right) {
    // What stood here when the replacement was put in stands from there on.
    isNew &&= one !== beyond
    if (one.deleted || isOwn(one)) continue
    if (!isNew) return { left: item.left }
    hasStranger = true
  }
  if (!hasStranger) return { left: item.left }
  let left = put
  while (left.right && isBack(left.right)) left = left.right
  return { left }
}

/** What has the key of an attribute or field now, if nobody else has set it since; null where somebody has. */
const underKey = (manager: Y.UndoManager, step: Step, item: Y.Item, target: Type): Place | null => {
  const isOwn = (other: Y.Item): boolean =>
    other.redone !== null ||
    isIn(step.insertions, other) ||
    [...manager.undoStack, ...manager.redoStack].some(({ deletions }) => isIn(deletions, other))
  for (let one = item; one.right; ) {
    if (!isOwn(one.right)) return null
    one = latestOf(manager.doc, one.right.id)?.item ?? one.right
  }
  return { left: target._map.get(item.parentSub ?? '') ?? null }
}

/** Where an item belongs: its own parent, or what that was brought back as. */
const targetOf = (doc: Y.Doc, item: Y.Item): Type | null => {
  const parent = parentOf(item)
  if (!parent?._item?.deleted) return parent
  const latest = latestOf(doc, parent._item.id)?.item
  return latest && !latest.deleted && latest.content instanceof Y.ContentType ? latest.content.type : null
}

const placeOf = (
  transaction: Y.Transaction,
  manager: Y.UndoManager,
  step: Step,
  item: Y.Item,
  target: Type,
): Place | null => {
  if (item.parentSub !== null) return underKey(manager, step, item, target)
  return item.parent === target
    ? besideReplacement(transaction, step, item)
    : besideCopies(transaction, item, target)
}

/** Whatever is deleted again has to be there, and what holds it, for whoever redoes that. */
const keep = (copy: Y.Item): void => {
  for (let item: Y.Item | null = copy; item && !item.keep; item = parentOf(item)?._item ?? null)
    item.keep = true
}

/** Brings an item back, or not if there is no place for it. */
const bringBack = (transaction: Y.Transaction, manager: Y.UndoManager, step: Step, item: Y.Item): boolean => {
  const { doc } = transaction
  const target = targetOf(doc, item)
  const place = target && placeOf(transaction, manager, step, item, target)
  if (!target || !place) return false
  const { left } = place
  const right = item.parentSub !== null ? null : left ? left.right : target._start
  const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID))
  const copy = new Y.Item(
    id,
    left,
    left?.lastId ?? null,
    right,
    right?.id ?? null,
    target,
    item.parentSub,
    item.content.copy(),
  )
  item.redone = id
  keep(copy)
  copy.integrate(transaction, 0)
  return true
}

/**
 * Goes over what is in ranges by what holds it, what holds others first, and in the order in which it stands: so each
 * finds the copy of what stood before it. Finding a place may split any item, so they are looked up when it is their turn.
 */
const inTurn = (transaction: Y.Transaction, ranges: Ranges, visit: (item: Y.Item) => void): void => {
  const holders = new Map<Type, { depth: number; keyed: Y.Item[] }>()
  for (const item of itemsIn(transaction, ranges)) {
    const parent = parentOf(item)
    if (!parent) continue
    const holder = holders.get(parent) ?? { depth: depthOf(item), keyed: [] }
    holders.set(parent, holder)
    if (item.parentSub !== null) holder.keyed.push(item)
  }
  for (const [{ _start }, { keyed }] of [...holders].sort(([, a], [, b]) => a.depth - b.depth)) {
    const standing: Y.Item[] = []
    for (let item = _start; item; item = item.right) if (isIn(ranges, item)) standing.push(item)
    for (const item of [...standing, ...keyed]) visit(item)
  }
}

const applyStep = (transaction: Y.Transaction, manager: Y.UndoManager, step: Step): boolean => {
  const isInScope = (item: Y.Item): boolean =>
    manager.scope.some((type) => type instanceof Y.AbstractType && Y.isParentOf(type, item))
  const put = rangesOf(
    latestIn(transaction, step.insertions).filter((item) => !item.deleted && isInScope(item)),
  )
  const taken = rangesOf(
    itemsIn(transaction, step.deletions).filter(
      // What came and went within the step is nobody's loss.
      (item) => item.deleted && item.redone === null && !isIn(step.insertions, item) && isInScope(item),
    ),
  )
  let isDone = false
  inTurn(transaction, taken, (item) => {
    isDone = bringBack(transaction, manager, step, item) || isDone
  })
  const gone: Y.Item[] = []
  inTurn(transaction, put, (item) => gone.unshift(item))
  // What holds others goes last, and only when it is empty.
  for (const item of gone) {
    if (!manager.deleteFilter(item)) continue
    item.delete(transaction)
    isDone = true
  }
  return isDone
}

/**
 * Takes back (`undo`) or redoes the last step that still has something to change. Steps that have not, because others
 * took away all that they were about, are dropped on the way, unless it is about the last one `alone`. Answers whether
 * there was one.
 */
export const popStep = (manager: Y.UndoManager, type: 'undo' | 'redo', alone = false): Step | null => {
  const stack = type === 'undo' ? manager.undoStack : manager.redoStack
  const flag = type === 'undo' ? 'undoing' : 'redoing'
  let done: Step | null = null
  let changedParentTypes: Y.Transaction['changedParentTypes'] = new Map()
  // The manager puts what happens meanwhile on its other stack.
  manager[flag] = true
  try {
    manager.doc.transact((transaction) => {
      for (let step = stack.pop(); step; step = done || alone ? undefined : stack.pop())
        if (applyStep(transaction, manager, step)) done = step
      changedParentTypes = transaction.changedParentTypes
      // Places that a text remembers are of before.
      for (const [changed, keys] of transaction.changed)
        if (keys.has(null) && changed._searchMarker) changed._searchMarker.length = 0
    }, manager)
  } finally {
    manager[flag] = false
  }
  if (done)
    manager.emit('stack-item-popped', [
      { stackItem: done, type, changedParentTypes, origin: manager },
      manager,
    ])
  return done
}
