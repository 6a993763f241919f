/**
 * Who may do what is answered alike by the window, the desk process and the hub, and nobody gets in what he may not.
 *
 * Generated: every set of roles, at items in every state, with every action, three ways: as the window draws it, as a call
 * on the port of a desk process that joined, and as a push over HTTP under the person's own token. Then the same actions
 * under borrowed names and worthless tokens, and updates and revisions that are not what they say.
 *
 * All three ask one function, so that they would agree on a mistake in it: what they say is held against a table of the
 * design besides, which was written by hand and reads nothing of the app (rights/table.ts).
 */
import type { Role } from '../../shared/domain/person.ts'
import { type Figure, prove } from './harness.ts'
import { borrowNames, forge, type Tried, withoutToken, worthlessTokens } from './rights/forged.ts'
import { type Made, makeItems, STATES, type StateName, type Wanted } from './rights/items.ts'
import { ACTIONS, askContract, askDesk, askHub, askTemplate, drawnWrongly, look } from './rights/matrix.ts'
import { openStage, type Seated, type Stage } from './rights/people.ts'
import { mayByDesign } from './rights/table.ts'

const ALL: readonly (readonly Role[])[] = [
  [],
  ['admin'],
  ['editor'],
  ['chief'],
  ['editor', 'admin'],
  ['chief', 'admin'],
  ['editor', 'chief'],
  ['editor', 'chief', 'admin'],
]
const SOME: readonly (readonly Role[])[] = [[], ['editor'], ['chief'], ['editor', 'chief', 'admin']]
/** States that are about what the very person who is asked about did. */
const OWN: readonly StateName[] = ['own', 'ownKill', 'ownLift']
const FEW_STATES: readonly StateName[] = [
  ...(['killAsked', 'ownKill', 'unpublished'] as const),
  ...(['embargoed', 'liftAsked', 'ownLift', 'brief'] as const),
  ...(['draft', 'submitted', 'own', 'again', 'published', 'corrected'] as const),
  ...(['spiked', 'deleted', 'erased'] as const),
]

/** Calls that were on their way when a token was replaced are answered for five seconds. */
const ON_THEIR_WAY = 6000

const mayWrite = ({ roles }: Seated): boolean => roles.includes('editor') || roles.includes('chief')

/** Items to take from: one of each state that is only looked at, and one for each time that an action should work. */
const stock = async (stage: Stage, states: readonly StateName[]) => {
  const wanted: Wanted[] = []
  const places: { key: string; index: number }[] = []
  const want = (key: string, state: StateName, person: Seated): void => {
    places.push({ key, index: wanted.length })
    wanted.push({ state, author: OWN.includes(state) ? person : stage.maker })
  }
  for (const person of stage.people)
    for (const state of states) {
      if (OWN.includes(state) && !mayWrite(person)) continue
      want(`${person.id} ${state} base`, state, person)
      for (const action of ACTIONS)
        if (mayByDesign(person.roles, state, action))
          for (const origin of ['contract', 'push'])
            want(`${person.id} ${state} ${action} ${origin}`, state, person)
    }
  const made = await makeItems(stage, wanted)
  const byKey = new Map(places.map(({ key, index }) => [key, made[index]]))
  return {
    count: made.length,
    all: made,
    take(person: Seated, state: StateName, action: string, origin: string): Made {
      const found =
        byKey.get(`${person.id} ${state} ${action} ${origin}`) ?? byKey.get(`${person.id} ${state} base`)
      if (!found) throw new Error(`nothing in stock: ${state} ${action}`)
      return found
    },
    bases: (person: Seated): Made[] =>
      states.flatMap((state) => byKey.get(`${person.id} ${state} base`) ?? []),
  }
}

/** Until the desk process has everything that the hub has, and its lines. */
const caughtUp = async ({ founderWindow }: Stage, made: readonly Made[]): Promise<void> => {
  const end = Date.now() + 120_000
  await founderWindow.call('sync.now', {})
  for (const { id, state } of made) {
    if (state === 'erased') continue
    for (;;) {
      const there = await founderWindow.call('items.get', { item: id }).then(
        () => true,
        () => false,
      )
      if (there) break
      if (Date.now() > end) throw new Error('the desk process did not catch up')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

const matrix = async (
  stage: Stage,
  states: readonly StateName[],
  broken: boolean,
  log: (line: string) => void,
) => {
  const items = await stock(stage, states)
  log(`${items.count} items in ${states.length} states`)
  await caughtUp(stage, items.all)
  log('the desk process holds them')
  let cases = 0
  let disagreements = 0
  let againstDesign = 0
  let wronglyDrawn = 0
  let mays = 0
  for (const person of stage.people) {
    for (const state of states) {
      if (OWN.includes(state) && !mayWrite(person)) continue
      const base = items.take(person, state, '', '')
      // The sabotage: the window shows what somebody else may do.
      const seat = broken ? { ...person, window: stage.founderWindow } : person
      const detail = await look(seat, base)
      const wrong = detail === null ? [] : drawnWrongly(person, detail)
      wronglyDrawn += wrong.length
      for (const action of wrong) log(`drawn, and not allowed: [${person.roles}] ${state} ${action}`)
      for (const action of ACTIONS) {
        const drawn = detail === null ? null : (detail.actions[action] ?? 'yes')
        const contract = await askContract(
          person,
          action,
          items.take(person, state, action, 'contract'),
          stage.now(),
        )
        const hub = await askHub(stage, person, action, items.take(person, state, action, 'push'))
        cases += drawn === null ? 2 : 3
        if (hub === 'yes') mays += 1
        if ((hub === 'yes') !== mayByDesign(person.roles, state, action)) {
          againstDesign += 1
          if (againstDesign <= 20) log(`not as designed: [${person.roles}] ${state} ${action}: ${hub}`)
        }
        // What was erased is gone from the window and from its text; the refusals of decisions are the same all the same.
        const same = contract === hub || (detail === null && contract === 'gone')
        if (same && (drawn === null || drawn === hub)) continue
        disagreements += 1
        if (disagreements <= 20)
          log(`[${person.roles}] ${state} ${action}: drawn ${drawn}, desk process ${contract}, hub ${hub}`)
      }
    }
  }
  for (const person of stage.people) {
    const { drawn, contract, hub } = await askDesk(stage, person)
    cases += 3
    if ((hub === 'yes') !== person.roles.includes('admin')) againstDesign += 1
    const template = await askTemplate(stage, person)
    cases += 2
    // Whoever writes keeps templates, and so does whoever looks after the desk.
    if ((template.hub === 'yes') !== person.roles.length > 0) againstDesign += 1
    if (template.contract !== template.hub) disagreements += 1
    if (drawn === hub && contract === hub) continue
    disagreements += 1
    log(`[${person.roles}] the desk itself: drawn ${drawn}, desk process ${contract}, hub ${hub}`)
  }
  await stage.founderWindow.call('sync.now', {})
  const { waiting } = await stage.founderWindow.call('desk.safety', {})
  const refusedLater = stage.people.reduce((sum, { window }) => sum + window.refused(), 0)
  const bases = new Map(stage.people.map((person) => [person, items.bases(person)]))
  return { cases, disagreements, againstDesign, wronglyDrawn, mays, waiting, refusedLater, bases }
}

const add = (sum: Tried, tried: Tried): Tried => ({
  cases: sum.cases + tried.cases,
  accepted: [...sum.accepted, ...tried.accepted],
  kinds: Object.fromEntries(
    [...new Set([...Object.keys(sum.kinds), ...Object.keys(tried.kinds)])].map((kind) => [
      kind,
      (sum.kinds[kind] ?? 0) + (tried.kinds[kind] ?? 0),
    ]),
  ),
})

await prove({
  name: 'rights',
  limits: {
    cases: { min: 300 },
    forgedCases: { min: 300 },
    mays: { min: 30 },
    disagreements: { is: 0 },
    againstDesign: { is: 0 },
    drawnWrongly: { is: 0 },
    refusedLater: { is: 0 },
    waiting: { is: 0 },
    forgedAccepted: { is: 0 },
  },
  run: async ({ sample, broken, log }): Promise<Record<string, Figure>> => {
    const stage = await openStage(sample ? SOME : ALL)
    const states = sample ? FEW_STATES : (Object.keys(STATES) as StateName[])
    try {
      log(`${stage.people.length} people`)
      const tokens = await worthlessTokens(stage)
      const begun = performance.now()
      const told = await matrix(stage, states, broken, log)
      log(`${told.cases} answers compared, ${told.disagreements} disagree`)
      let tried: Tried = { cases: 0, accepted: [], kinds: {} }
      for (const [person, bases] of told.bases) {
        tried = add(tried, await forge(stage, person, bases))
        tried = add(tried, await borrowNames(stage, person, bases, broken))
      }
      const [first] = told.bases.values()
      const since = performance.now() - begun
      if (since < ON_THEIR_WAY) await new Promise((resolve) => setTimeout(resolve, ON_THEIR_WAY - since))
      tried = add(tried, await withoutToken(stage, tokens, first ?? []))
      for (const one of tried.accepted.slice(0, 20)) log(`got in: ${one}`)
      log(`${tried.cases} forged or foreign entries: ${JSON.stringify(tried.kinds)}`)
      return {
        people: stage.people.length,
        states: states.length,
        actions: ACTIONS.length,
        cases: told.cases,
        mays: told.mays,
        disagreements: told.disagreements,
        againstDesign: told.againstDesign,
        drawnWrongly: told.wronglyDrawn,
        refusedLater: told.refusedLater,
        waiting: told.waiting,
        forgedCases: tried.cases,
        forgedAccepted: tried.accepted.length,
      }
    } finally {
      await stage.remove()
    }
  },
})
