/** Entries that nobody may send in: under another name, without a token, of texts that are not at the hub. */

import { randomUUID } from 'node:crypto'
import { canonicalJson, hashText } from '../../../shared/document/canonical.ts'
import { USUAL_SETTINGS } from '../../../shared/domain/desk-settings.ts'
import type { Role } from '../../../shared/domain/person.ts'
import { usualFolder } from '../../../shared/domain/target.ts'
import { HUB_AUTHOR } from '../../../shared/ids.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import type { Ruling } from '../../../shared/sync/messages.ts'
import { FOUNDER_PASSPHRASE, newDevice } from '../../support/hub.ts'
import { eventBy, type Made, revisionBy, writeBy } from './items.ts'
import { ACTIONS, entriesFor } from './matrix.ts'
import type { Somebody, Stage } from './people.ts'

export type Tried = { cases: number; accepted: string[]; kinds: Record<string, number> }

/** What got in, in words. */
const gotIn = (entries: readonly Entry[], rulings: readonly Ruling[]): string[] =>
  entries.flatMap((entry, index) => {
    if (rulings[index]?.verdict !== 'accepted') return []
    const { kind, author, seq } = entry
    return [`${kind} ${kind === 'event' ? entry.event.type : ''} ${author} ${seq}`]
  })

/** What a founder could do, sent in by somebody else; and what somebody does, sent in by the founder. */
export const borrowNames = async (
  stage: Stage,
  person: Somebody,
  bases: readonly Made[],
  broken: boolean,
): Promise<Tried> => {
  const { founder } = stage
  const of = (by: Somebody): Entry[] =>
    bases.flatMap((made) => ACTIONS.flatMap((action) => entriesFor(by, action, made, stage.now())))
  const theirs = of(founder)
  const ours = of(person)
  // The sabotage: the harness hands the borrowed name's own token over.
  const first = await stage.push(broken ? founder : person, theirs)
  const second = await stage.push(founder, ours)
  const asHub = bases.map(
    (made): Entry => ({
      ...eventBy(person, made.id, { type: 'released', revision: made.revision ?? 'f'.repeat(64) }),
      author: HUB_AUTHOR,
    }),
  )
  const third = await stage.push(person, asHub)
  return {
    cases: theirs.length + ours.length + asHub.length,
    accepted: gotIn([...theirs, ...ours, ...asHub], [...first, ...second, ...third]),
    kinds: { name: theirs.length + ours.length, hub: asHub.length },
  }
}

const updatesOf = (person: Somebody, made: Made): Entry[] => {
  const proper = (): Entry => writeBy(person, made.id, made.doc, `Vals ${randomUUID()}`)
  const of = (change: object): Entry => ({ ...proper(), ...change }) as Entry
  return [
    of({ update: new Uint8Array([9, 9, 9, 9]) }),
    of({ update: new Uint8Array() }),
    of({ epoch: 99 }),
    of({ erased: { update: 'a'.repeat(64) } }),
    of({ item: randomUUID() }),
  ]
}

const revisionsOf = (person: Somebody, made: Made): Entry[] => {
  const proper = (): Entry & { kind: 'revision' } =>
    revisionBy(person, made.id, made.doc, Number.MAX_SAFE_INTEGER)
  const one = proper()
  const json = one.json.replace(/"headline":"[^"]*"/u, '"headline":"Nooit geschreven"')
  const forged: (Entry & { kind: 'revision' })[] = [
    // The text is not that of the hash; neither text nor hash are at the hub; nothing of the basis holds the text.
    { ...proper(), json },
    { ...proper(), json, hash: hashText(json) },
    { ...proper(), basis: { position: 0, replica: randomUUID(), seq: 0 } },
    { ...proper(), item: randomUUID() },
    { ...proper(), json: '', hash: hashText(''), erased: { json: hashText('') } },
    { ...proper(), json: canonicalJson({ format: 2 }), hash: hashText(canonicalJson({ format: 2 })) },
  ]
  return forged.flatMap((revision): Entry[] => [
    revision,
    // And what would rest on it.
    eventBy(person, revision.item, { type: 'submitted', revision: hashText(`${json} nergens`) }),
    eventBy(person, revision.item, { type: 'approved', revision: hashText(json), bypass: 'omdat het kan' }),
    eventBy(person, revision.item, { type: 'released', revision: hashText(json) }),
  ])
}

/** Changes of the desk itself by somebody who may not: roles for oneself, rules that are in the way, a target of one's own. */
const deskEventsOf = ({ founder, people }: Stage, person: Somebody): Entry[] => {
  if (person.roles.includes('admin')) return []
  const of = (event: (Entry & { kind: 'desk-event' })['event']): Entry => ({
    ...person.writer.envelope(),
    kind: 'desk-event',
    item: null,
    event,
  })
  const named = (id: string, name: string, roles: Role[], active: boolean): Entry =>
    of({ type: 'person', person: { id, name, roles, active } })
  return [
    named(person.id, 'Ik', ['editor', 'chief', 'admin'], true),
    named(founder.id, 'Merel Oosterhof', [], true),
    named(founder.id, 'Merel Oosterhof', ['editor', 'chief', 'admin'], false),
    named(randomUUID(), 'Een vriend', ['chief'], true),
    ...people.map(({ id }) => named(id, 'Iemand', ['chief'], true)),
    of({ type: 'settings', settings: { ...USUAL_SETTINGS, name: 'x', zone: 'UTC', chiefMayFix: true } }),
    ...(person.roles.length > 0
      ? []
      : [
          of({
            type: 'recurring',
            slot: {
              ...{ id: randomUUID(), name: 'Van mij', section: randomUUID(), time: '07:00', zone: 'UTC' },
              ...{ days: [1], template: null, who: null },
            },
            removed: false,
          }),
        ]),
    of({ type: 'target', target: usualFolder({ id: randomUUID(), name: 'Van mij', active: true }) }),
  ]
}

/** Updates and revisions that are not what they say, and changes of the desk, by somebody under his own name. */
export const forge = async (stage: Stage, person: Somebody, bases: readonly Made[]): Promise<Tried> => {
  const desk = deskEventsOf(stage, person)
  const updates = bases.flatMap((made) => updatesOf(person, made))
  const revisions = bases.flatMap((made) => revisionsOf(person, made))
  return {
    cases: updates.length + revisions.length + desk.length,
    accepted: [
      ...gotIn(updates, await stage.push(person, updates)),
      ...gotIn(revisions, await stage.push(person, revisions)),
      ...gotIn(desk, await stage.push(person, desk)),
    ],
    kinds: { update: updates.length, revision: revisions.length, desk: desk.length },
  }
}

/** Tokens that let nobody in: none, made up, of a device that was revoked, and one that was replaced a while ago. */
export const worthlessTokens = async ({ hub, founder }: Stage): Promise<(string | undefined)[]> => {
  const signIn = () =>
    hub.call('sign-in', { person: founder.id, passphrase: FOUNDER_PASSPHRASE, device: newDevice() })
  const revoked = await signIn()
  await hub.call('revoke-device', { device: revoked.device }, founder.token)
  const replaced = await signIn()
  const next = await hub.call('rotate', {}, replaced.token)
  // The first use of the next one ends the one before, but for what was on its way.
  await hub.call('with-passphrase', {}, next.token)
  return [undefined, '', 'a', founder.token.slice(1), `${founder.token}a`, revoked.token, replaced.token]
}

/** The founder's own decisions, under tokens that let nobody in. */
export const withoutToken = async (
  { hub, founder, now }: Stage,
  tokens: readonly (string | undefined)[],
  bases: readonly Made[],
): Promise<Tried> => {
  let cases = 0
  const accepted: string[] = []
  for (const token of tokens)
    for (const made of bases) {
      const entries = ACTIONS.flatMap((action) => entriesFor(founder, action, made, now()))
      cases += entries.length
      const answer = await hub.ask('push', { entries }, token === undefined ? {} : { token })
      if (answer.ok) accepted.push(...gotIn(entries, answer.output as Ruling[]))
    }
  return { cases, accepted, kinds: { token: cases } }
}
