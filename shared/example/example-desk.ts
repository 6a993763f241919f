/**
 * The example desk: a day at a desk that does not exist, so that somebody who opens Kopij for the first time sees
 * every state with copy in it. It is data; whoever founds the desk carries it out with the commands that everybody uses.
 */
import type { Agency } from '../domain/agency.ts'
import type { Copy } from '../domain/copy.ts'
import { type DeskSettings, USUAL_SETTINGS } from '../domain/desk-settings.ts'
import type { Person } from '../domain/person.ts'
import type { Schedule } from '../domain/schedule.ts'
import type { Section } from '../domain/section.ts'
import { wallTimeAt } from '../domain/wall-time.ts'
import type { Id } from '../ids.ts'
import { EXAMPLE_EN } from './en.ts'
import { EXAMPLE_NL } from './nl.ts'
import type { ExampleName, ExamplePerson, ExampleSection } from './story.ts'

/** A decision that was taken about an item of the example, by whom. `by` is the id of a person of the desk. */
export type ExampleStep =
  | { type: 'submit' | 'approve' | 'release'; by: Id }
  | { type: 'return'; by: Id; note: string }
  | { type: 'schedule'; by: Id; schedule: Schedule }
  | { type: 'embargo'; by: Id; until: Schedule }
  /** What readers' ages count from, ms UTC: it lets copy be older than the desk. */
  | { type: 'show'; by: Id; at: number }

/** An item: who wrote it, and what was decided about it since, in order. */
export type ExampleItem = { id: Id; author: Id; copy: Copy; steps: readonly ExampleStep[] }

/** Everything a desk is founded with. The first of the people is chief and admin; items stand oldest first. */
export type ExampleDesk = {
  settings: DeskSettings
  people: readonly Person[]
  sections: readonly Section[]
  agencies: readonly Agency[]
  items: readonly ExampleItem[]
}

const MINUTE = 60_000
const ZONE = 'Europe/Amsterdam'

const AGENCIES: readonly Agency[] = [
  { code: 'ANP', name: 'Algemeen Nederlands Persbureau', home: true },
  { code: 'AFP', name: 'Agence France-Presse', home: false },
  { code: 'BELGA', name: 'Belga', home: false },
  { code: 'DPA', name: 'Deutsche Presse-Agentur', home: false },
  { code: 'RTR', name: 'Reuters', home: false },
]

const ROLES: Record<ExamplePerson, Person['roles']> = {
  admin: ['editor', 'chief', 'admin'],
  chief: ['editor', 'chief'],
  editor: ['editor'],
}

/** How far an item has come. Minutes count from now: back for what is out, ahead for what is planned. */
type Fate =
  | { state: 'draft' | 'submitted' | 'returned' | 'approved' }
  | { state: 'published'; ago: number }
  | { state: 'scheduled'; ahead: number; embargoed?: true }

type Plan = Fate & { name: ExampleName; author: ExamplePerson; section: ExampleSection }

/**
 * Oldest first. Two share their time, as briefs of the same hour do. The admin has something waiting that she wrote
 * herself: four eyes will not let her approve it.
 */
const PLAN: readonly Plan[] = [
  { name: 'flags', author: 'editor', section: 'world', state: 'published', ago: 7 * 60 },
  { name: 'bridge', author: 'chief', section: 'world', state: 'published', ago: 5 * 60 },
  { name: 'seeds', author: 'editor', section: 'world', state: 'published', ago: 5 * 60 },
  { name: 'rowers', author: 'editor', section: 'sport', state: 'published', ago: 3 * 60 },
  { name: 'fishing', author: 'editor', section: 'world', state: 'published', ago: 125 },
  { name: 'snow', author: 'editor', section: 'world', state: 'published', ago: 52 },
  { name: 'lock', author: 'editor', section: 'world', state: 'published', ago: 24 },
  { name: 'rate', author: 'admin', section: 'world', state: 'published', ago: 11 },
  { name: 'goats', author: 'editor', section: 'world', state: 'published', ago: 0 },
  { name: 'clocks', author: 'editor', section: 'culture', state: 'returned' },
  { name: 'tram', author: 'editor', section: 'home', state: 'approved' },
  { name: 'ferry', author: 'editor', section: 'world', state: 'scheduled', ahead: 35 },
  { name: 'exports', author: 'editor', section: 'business', state: 'scheduled', ahead: 130, embargoed: true },
  { name: 'lanterns', author: 'editor', section: 'home', state: 'submitted' },
  { name: 'bakers', author: 'admin', section: 'business', state: 'submitted' },
  { name: 'skating', author: 'editor', section: 'sport', state: 'draft' },
]

/** People plan on whole five minutes. */
const planned = (at: number): Schedule => {
  const instant = Math.ceil(at / (5 * MINUTE)) * 5 * MINUTE
  return { instant, zone: ZONE, wall: wallTimeAt(instant, ZONE) }
}

/**
 * The example desk in a language, as it would stand at `now` (ms UTC). `idOf` makes the id of a thing from its name and
 * gives the same id for the same name.
 */
export const exampleDesk = (language: 'nl' | 'en', now: number, idOf: (name: string) => Id): ExampleDesk => {
  const story = language === 'nl' ? EXAMPLE_NL : EXAMPLE_EN
  const person = (name: ExamplePerson): Id => idOf(`person ${name}`)
  const section = (name: ExampleSection): Id => idOf(`section ${name}`)
  const { admin, chief } = { admin: person('admin'), chief: person('chief') }

  const stepsOf = (plan: Plan): ExampleStep[] => {
    const by = person(plan.author)
    // Nobody approves their own copy here: the chiefs read each other's.
    const reader = plan.author === 'chief' ? admin : chief
    const submit: ExampleStep = { type: 'submit', by }
    const approve: ExampleStep = { type: 'approve', by: reader }
    switch (plan.state) {
      case 'draft':
        return []
      case 'submitted':
        return [submit]
      case 'returned':
        return [submit, { type: 'return', by: chief, note: story.returnNote }]
      case 'approved':
        return [submit, approve]
      case 'scheduled': {
        const schedule = planned(now + plan.ahead * MINUTE)
        const embargo: ExampleStep[] = plan.embargoed ? [{ type: 'embargo', by, until: schedule }] : []
        return [...embargo, { type: 'schedule', by, schedule }, submit, approve]
      }
      case 'published':
        return [submit, approve, { type: 'show', by, at: now - plan.ago * MINUTE }, { type: 'release', by }]
    }
  }

  return {
    settings: { ...USUAL_SETTINGS, name: story.deskName, language, zone: ZONE },
    people: (['admin', 'chief', 'editor'] as const).map((name) => ({
      id: person(name),
      name: story.people[name],
      roles: ROLES[name],
      active: true,
    })),
    sections: (['home', 'world', 'business', 'sport', 'culture'] as const).map((name, order) => ({
      id: section(name),
      name: story.sections[name],
      order,
      active: true,
    })),
    agencies: AGENCIES,
    items: PLAN.map((plan) => ({
      id: idOf(`item ${plan.name}`),
      author: person(plan.author),
      copy: { ...story.items[plan.name], section: section(plan.section), language },
      steps: stepsOf(plan),
    })),
  }
}
