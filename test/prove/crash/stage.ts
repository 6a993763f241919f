/**
 * What outlives the kills of a proof: the data folder, who writes what, what was acknowledged, and what was asked but
 * never answered. A window of the app remembers as much, and asks again.
 */
import { randomUUID } from 'node:crypto'
import { derivedId } from '../../../shared/ids.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import type { DeskChild, DeskWindow } from '../../support/desk-process.ts'
import type { Chance } from '../../support/prove-chance.ts'
import { createWriter, type Push, type Writer } from './writer.ts'

/** The desk that everything happens at; it is founded once and killed many times. */
export type Place = {
  readonly data: string
  /** Outside the data folder: where the target and the saved files are. */
  readonly outside: string
  readonly target: string
  desk: string
  person: string
  section: string
}

type Asked = { item: string; decision: Decision }

export type Stage = {
  readonly place: Place
  readonly chance: Chance
  /** Every item that somebody writes at. */
  readonly writers: Map<string, Writer>
  /** Milliseconds from handing an update over to its answer. */
  readonly waits: number[]
  /** Ids of the events behind every acknowledged decision. */
  readonly decided: string[]
  /** Decisions without an answer, by the id of their command. */
  readonly open: Map<string, Asked>
  /** How often each item was released, and that a kill is a version too. */
  readonly versions: Map<string, number>
  /** Items whose release is the clock's, and when. */
  readonly scheduled: Map<string, number>
  /** Kept until it is answered: an item that was being made. */
  readonly making: Map<string, string>
}

export const createStage = (place: Place, chance: Chance): Stage => ({
  place,
  chance,
  writers: new Map(),
  waits: [],
  decided: [],
  open: new Map(),
  versions: new Map(),
  scheduled: new Map(),
  making: new Map(),
})

/** One life of the desk process, from its start to its kill. */
export type Life = {
  readonly stage: Stage
  readonly window: Pick<DeskWindow, 'call'>
  readonly push: Push
  /** Updates acknowledged in this life. */
  acknowledged(): number
}

/** A life under plain Node, where the harness stands in for main. */
export type PlainLife = Life & { readonly child: DeskChild }

export const beginPlainLife = async (stage: Stage, child: DeskChild): Promise<PlainLife> => {
  const { desk, person } = stage.place
  return { child, ...(await beginLife(stage, child.open({ desk, person }))) }
}

/** Sits down at the desk, in a window that has just been opened. */
export const beginLife = async (stage: Stage, window: Life['window']): Promise<Life> => {
  await window.call('desks.use', { desk: stage.place.desk })
  let acknowledged = 0
  return {
    stage,
    window,
    acknowledged: () => acknowledged,
    async push(item, update) {
      const handed = performance.now()
      await window.call('document.push', { item, update, restores: null })
      stage.waits.push(performance.now() - handed)
      acknowledged += 1
    },
  }
}

/** Makes an item with a writer at it. */
export const makeItem = async ({ stage, window }: Life, kind: 'lead' | 'brief'): Promise<Writer> => {
  const id = randomUUID()
  const { section } = stage.place
  const headline = `Bericht ${id.slice(0, 8)} over de veerboot`
  stage.making.set(id, kind)
  const line = [{ text: 'Het begon met een eerste zin. ' }]
  await window.call('items.create', {
    items: [{ id, kind, section, copy: { headline, body: [{ type: 'paragraph', line }] }, shownAt: null }],
  })
  const { state } = await window.call('document.open', { item: id })
  const writer = createWriter(id, state, stage.chance)
  stage.writers.set(id, writer)
  stage.making.delete(id)
  return writer
}

/** Sends a decision and takes its answer down. */
const send = async ({ stage, window }: Life, command: string, { item, decision }: Asked): Promise<void> => {
  const [outcome] = await window.call('items.decide', { items: [item], decision }, command)
  stage.open.delete(command)
  if (outcome?.fault) throw new Error(`${decision.type} was refused: ${outcome.fault.code}`)
  stage.decided.push(derivedId(command, item))
  if (decision.type === 'release' || decision.type === 'kill')
    stage.versions.set(item, (stage.versions.get(item) ?? 0) + 1)
}

/** Decides as a person does. Without an answer it stays open, and is said again after the next start. */
export const decide = async (life: Life, item: string, decision: Decision): Promise<void> => {
  const command = randomUUID()
  life.stage.open.set(command, { item, decision })
  await send(life, command, { item, decision })
}

/** Says again what was never answered, under the same ids. */
export const repeatOpen = async (life: Life): Promise<void> => {
  for (const [command, asked] of [...life.stage.open]) await send(life, command, asked)
}

/** Submits and approves what is there. */
export const approve = async (life: Life, item: string): Promise<void> => {
  await decide(life, item, { type: 'submit' })
  const { state } = await life.window.call('items.get', { item })
  if (state.submitted === null) throw new Error('nothing is submitted')
  await decide(life, item, { type: 'approve', revision: state.submitted, bypass: null })
}
