/**
 * Every person at every item with every action: what the window draws, what the desk process says, what the hub says.
 *
 * What a client sends for an action is written down here a second time on purpose, and not taken from main/desk/decide.ts:
 * it goes past the desk process, as another client's would, and the hub has to answer it as the desk process answered the
 * same wish in the words of the contract. Whether that answer is the right one is rights/table.ts's to say.
 */
import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { mayDo, ROW_ACTIONS } from '../../../renderer/features/desk/row-actions.ts'
import { menuOf, nextStep, submits } from '../../../renderer/features/item/next-step.ts'
import type { ItemEvent } from '../../../shared/domain/event.ts'
import { ItemAction } from '../../../shared/domain/permissions.ts'
import type { ItemDetail } from '../../../shared/domain/view.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import { eventBy, type Made, revisionBy, scheduleOf, writeBy } from './items.ts'
import type { Seated, Somebody, Stage } from './people.ts'

/** Some revision that nobody made. */
const NO_REVISION = 'f'.repeat(64)

/** `yes`, or the code of the refusal. */
export type Answer = string

/** The event of an action, as any client would make it. */
export const eventFor = (action: ItemAction, made: Made, now: number): ItemEvent => {
  const revision = made.submitted ?? made.revision ?? NO_REVISION
  switch (action) {
    case 'write':
      return { type: 'created', kind: 'lead' }
    case 'submit':
      return { type: 'submitted', revision }
    case 'withdraw':
      return { type: 'withdrawn' }
    case 'approve':
      return { type: 'approved', revision, bypass: null }
    case 'bypass':
      return { type: 'approved', revision, bypass: 'niemand anders op de redactie' }
    case 'self-approve':
      return { type: 'approved', revision, bypass: null, themselves: true }
    case 'return':
      return { type: 'returned', note: 'kop' }
    case 'schedule':
      return { type: 'scheduled', schedule: scheduleOf(now) }
    case 'embargo':
      return { type: 'embargoed', until: scheduleOf(now) }
    case 'ask-lift':
      return { type: 'lift-asked', until: null, reason: 'de bron is akkoord' }
    case 'drop-lift':
      return { type: 'lift-dropped' }
    case 'lift':
      return { type: 'lifted', until: null, reason: 'de bron is akkoord', bypass: null }
    case 'lift-alone':
      return { type: 'lifted', until: null, reason: 'de bron is akkoord', bypass: 'niemand anders' }
    case 'take-off-at':
      return { type: 'taken-off-at', at: scheduleOf(now + 86_400_000) }
    case 'show':
      return { type: 'shown', at: now }
    case 'release':
      return { type: 'released', revision: made.revision ?? NO_REVISION }
    case 'kill':
      return { type: 'killed', reason: 'klopt niet' }
    case 'kill-alone':
      return { type: 'killed', reason: 'klopt niet', bypass: 'niemand anders op de redactie' }
    case 'ask-kill':
      return { type: 'kill-asked', reason: 'klopt niet' }
    case 'drop-kill':
      return { type: 'kill-dropped' }
    case 'unpublish':
      return { type: 'unpublished', reason: 'dubbel' }
    case 'follow':
      return { type: 'created', kind: 'lead', follows: made.id }
    case 'spike':
      return { type: 'spiked' }
    case 'unspike':
      return { type: 'unspiked' }
    case 'delete':
      return { type: 'deleted' }
    case 'undelete':
      return { type: 'undeleted' }
    case 'erase':
      return { type: 'erased', reason: 'de wet' }
  }
}

const decisionFor = (action: Exclude<ItemAction, 'write' | 'follow'>, made: Made, now: number): Decision => {
  const revision = made.submitted ?? made.revision ?? NO_REVISION
  const { wall, zone } = scheduleOf(now)
  switch (action) {
    case 'approve':
      return { type: 'approve', revision, bypass: null }
    case 'bypass':
      return { type: 'approve', revision, bypass: 'niemand anders op de redactie' }
    case 'return':
      return { type: 'return', note: 'kop' }
    case 'schedule':
      return { type: 'schedule', wall, zone, instant: null }
    case 'embargo':
      return { type: 'embargo', until: { wall, zone, instant: null } }
    case 'ask-lift':
    case 'lift':
      return { type: action, until: null, reason: 'de bron is akkoord' }
    case 'lift-alone':
      return { type: 'lift', until: null, reason: 'de bron is akkoord', bypass: 'niemand anders' }
    case 'take-off-at': {
      const { wall: off } = scheduleOf(now + 86_400_000)
      return { type: 'take-off-at', at: { wall: off, zone, instant: null } }
    }
    case 'show':
      return { type: 'show', at: now }
    case 'kill':
    case 'ask-kill':
      return { type: action, reason: 'klopt niet' }
    case 'kill-alone':
      return { type: 'kill', reason: 'klopt niet', bypass: 'niemand anders op de redactie' }
    case 'unpublish':
      return { type: 'unpublish', reason: 'dubbel' }
    case 'erase':
      return { type: 'erase', reason: 'de wet' }
    default:
      return { type: action }
  }
}

/** Entries of an action, pushed by somebody who plays by no rules but writes proper entries. */
export const entriesFor = (by: Somebody, action: ItemAction, made: Made, now: number): Entry[] => {
  if (action === 'write') return [writeBy(by, made.id, copyOf(made.doc), 'Van de matrix')]
  // An update is an item of its own, which says what it follows.
  if (action === 'follow') return [eventBy(by, randomUUID(), eventFor(action, made, now))]
  const steps = action === 'self-approve' && made.state === 'brief' ? ['submit', action] : [action]
  if (!steps.includes('submit')) return [eventBy(by, made.id, eventFor(action, made, now))]
  const revision = revisionBy(by, made.id, made.doc, Number.MAX_SAFE_INTEGER)
  const { hash } = revision
  return [
    revision,
    eventBy(by, made.id, { type: 'submitted', revision: hash }),
    ...(action === 'submit'
      ? []
      : [eventBy(by, made.id, { type: 'approved', revision: hash, bypass: null, themselves: true })]),
  ]
}

/** The same text apart: what is refused must not stay in the harness's own document. */
const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

const guess = (call: Promise<unknown>): Promise<Answer> =>
  call.then(
    () => 'yes',
    (thrown: unknown) => faultOf(thrown).code,
  )

/** What the desk process says when a window of this person asks. */
export const askContract = async (
  { window }: Seated,
  action: ItemAction,
  made: Made,
  now: number,
): Promise<Answer> => {
  if (action === 'write') {
    const doc = copyOf(made.doc)
    const before = Y.encodeStateVector(doc)
    doc.getXmlFragment('headline').insert(0, [new Y.XmlText('x')])
    const update = Y.encodeStateAsUpdate(doc, before)
    return await guess(window.call('document.push', { item: made.id, update, restores: null }))
  }
  if (action === 'follow') {
    const update = { id: randomUUID(), kind: 'lead' as const, section: '', copy: {}, shownAt: null }
    return await guess(window.call('items.create', { items: [{ ...update, follows: made.id }] }))
  }
  const [outcome] = await window.call('items.decide', {
    items: [made.id],
    decision: decisionFor(action, made, now),
  })
  return outcome?.fault?.code ?? 'yes'
}

/** What the hub says when this person's token pushes it. */
export const askHub = async (stage: Stage, by: Somebody, action: ItemAction, made: Made): Promise<Answer> => {
  const rulings = await stage.push(by, entriesFor(by, action, made, stage.now()))
  const refused = rulings.find((ruling) => ruling.verdict === 'refused')
  return refused?.verdict === 'refused' ? refused.fault.code : 'yes'
}

/** The same three answers about the desk itself: may this person name a section? */
export const askDesk = async (
  stage: Stage,
  person: Seated,
): Promise<{ drawn: Answer; contract: Answer; hub: Answer }> => {
  const section = { id: randomUUID(), name: 'Van de matrix', order: 9, active: true }
  const contract = await guess(person.window.call('desk.save-section', section))
  const [ruling] = await stage.push(person, [
    {
      ...person.writer.envelope(),
      kind: 'desk-event',
      item: null,
      event: { type: 'section', section: { ...section, id: randomUUID() } },
    },
  ])
  // The settings show their forms to whoever the session says is an admin.
  const { person: sitting } = await person.window.call('session.get', {})
  return {
    drawn: sitting?.roles.includes('admin') ? 'yes' : 'refused-role',
    contract,
    hub: ruling?.verdict === 'refused' ? ruling.fault.code : 'yes',
  }
}

/** The same about a tool of whoever writes: may this person keep a template? The window draws what the desk process says. */
export const askTemplate = async (
  stage: Stage,
  person: Seated,
): Promise<{ contract: Answer; hub: Answer }> => {
  const template = {
    ...{ id: randomUUID(), name: 'Van de matrix', kind: 'brief' as const, section: null, headline: '' },
    ...{ kicker: '', dateline: [], credits: [], text: '' },
  }
  const contract = await guess(person.window.call('templates.save', template))
  const [ruling] = await stage.push(person, [
    {
      ...person.writer.envelope(),
      kind: 'desk-event',
      item: null,
      event: { type: 'template', template: { ...template, id: randomUUID() }, removed: false },
    },
  ])
  return { contract, hub: ruling?.verdict === 'refused' ? ruling.fault.code : 'yes' }
}

/** What the window holds of an item: its detail, or that it is gone. */
export const look = async ({ window }: Seated, made: Made): Promise<ItemDetail | null> => {
  try {
    return await window.call('items.get', { item: made.id })
  } catch (thrown) {
    if (faultOf(thrown).code === 'gone') return null
    throw thrown
  }
}

const NEEDS: Partial<Record<string, ItemAction>> = {
  correct: 'submit',
  again: 'submit',
  resubmit: 'submit',
}

/** Actions that the window draws as possible although its own detail says no; none when it is right. */
export const drawnWrongly = (person: Somebody, detail: ItemDetail): ItemAction[] => {
  const menu = menuOf(detail).flatMap(({ action, reason }) => (reason === null ? [action] : []))
  const step = nextStep(detail)
  const steps = step === null ? [] : [submits(step) ? 'submit' : (NEEDS[step] ?? (step as ItemAction))]
  const row = ROW_ACTIONS.filter((action) => mayDo(person, action, detail.row))
  return [...menu, ...steps, ...row].filter((action) => detail.actions[action] !== null)
}

export const ACTIONS = ItemAction.options
