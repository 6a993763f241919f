import { describe, expect, test } from 'vitest'
import { Agency } from '../../../../shared/domain/agency.ts'
import { Copy, lineText } from '../../../../shared/domain/copy.ts'
import { parseDateline, printDateline } from '../../../../shared/domain/dateline.ts'
import { DeskSettings, type ItemEvent } from '../../../../shared/domain/event.ts'
import { checkCopy } from '../../../../shared/domain/house-style.ts'
import { actionOfEvent, can } from '../../../../shared/domain/permissions.ts'
import { Person } from '../../../../shared/domain/person.ts'
import { Section } from '../../../../shared/domain/section.ts'
import { instantsOf } from '../../../../shared/domain/wall-time.ts'
import { type ItemState, NEW_ITEM, transition } from '../../../../shared/domain/workflow.ts'
import { type ExampleItem, type ExampleStep, exampleDesk } from '../../../../shared/example/example-desk.ts'
import { derivedId } from '../../../../shared/ids.ts'

const NOW = Date.UTC(2026, 10, 18, 13, 42, 17)
const idOf = (name: string): string => derivedId('c', name)

const revision = 'a'.repeat(64)

const eventOf = (step: ExampleStep): ItemEvent => {
  switch (step.type) {
    case 'submit':
      return { type: 'submitted', revision }
    case 'approve':
      return { type: 'approved', revision, bypass: null }
    case 'release':
      return { type: 'released', revision }
    case 'return':
      return { type: 'returned', note: step.note }
    case 'schedule':
      return { type: 'scheduled', schedule: step.schedule }
    case 'embargo':
      return { type: 'embargoed', until: step.until }
    case 'show':
      return { type: 'shown', at: step.at }
  }
}

describe.each(['nl', 'en'] as const)('the example desk in %s', (language) => {
  const desk = exampleDesk(language, NOW, idOf)

  /** Every step, by the rules that the hub goes by. */
  const stateOf = (item: ExampleItem): ItemState =>
    item.steps.reduce<ItemState>((state, step) => {
      const event = eventOf(step)
      const actor = desk.people.find((person) => person.id === step.by)
      const allowed = can(
        { id: step.by, roles: actor?.roles ?? [] },
        actionOfEvent(event),
        { state, authors: [item.author] },
        { approvers: 2, chiefMayFix: desk.settings.chiefMayFix },
      )
      expect(allowed, `${step.type} of ${item.copy.slug}`).toEqual({ ok: true })
      const next = transition(state, event, { by: step.by, at: NOW })
      if (!next.ok) throw new Error(`${step.type} of ${item.copy.slug}: ${next.reason}`)
      return next.state
    }, NEW_ITEM)

  test('is a desk by the models that every desk has', () => {
    DeskSettings.parse(desk.settings)
    for (const person of desk.people) Person.parse(person)
    for (const section of desk.sections) Section.parse(section)
    for (const agency of desk.agencies) Agency.parse(agency)
    for (const item of desk.items) {
      Copy.parse(item.copy)
      expect(desk.sections.map((section) => section.id)).toContain(item.copy.section)
      expect(desk.people.map((person) => person.id)).toContain(item.author)
    }
    expect(new Set(desk.items.map((item) => item.id)).size).toBe(desk.items.length)
  })

  test('goes through every decision by the rules, and shows every state of a working day', () => {
    const states = desk.items.map(stateOf)
    expect(new Set(states.map((state) => state.state))).toEqual(
      new Set(['draft', 'submitted', 'approved', 'scheduled', 'published']),
    )
    expect(states.filter((state) => state.returned !== null)).toHaveLength(1)
    expect(desk.items.filter((item) => item.copy.kind === 'brief').length).toBeGreaterThanOrEqual(12)
  })

  test('shows four eyes: something waits that its chief wrote herself', () => {
    const [admin] = desk.people
    const own = desk.items.find((item) => item.author === admin?.id && stateOf(item).state === 'submitted')
    expect(own).toBeDefined()
  })

  test('is older than now where it is out, and later where it is planned, on the clock of the desk', () => {
    for (const item of desk.items) {
      const { shownAt, publishAt, embargoUntil, live } = stateOf(item)
      if (live) expect(shownAt).toBeLessThanOrEqual(NOW)
      for (const schedule of [publishAt, embargoUntil])
        if (schedule) {
          expect(schedule.instant).toBeGreaterThan(NOW)
          expect(instantsOf(schedule.wall, schedule.zone)).toContain(schedule.instant)
        }
    }
  })

  test('prints datelines that read back as they are', () => {
    for (const { copy } of desk.items) {
      const printed = printDateline({ places: copy.dateline, credits: copy.credits })
      expect(parseDateline(`${printed}Tekst.`, { agencies: desk.agencies, strict: true }).kind).toBe('found')
    }
  })

  test('keeps to house style where it is done', () => {
    for (const item of desk.items) {
      const { state } = stateOf(item)
      if (state === 'draft') continue
      expect(checkCopy(item.copy, { agencies: desk.agencies }), item.copy.slug).toEqual([])
    }
  })

  test('has clean copy: no double spaces, no curly quotes, no empty lines', () => {
    for (const { copy } of desk.items)
      for (const block of copy.body) {
        const lines =
          block.type === 'list'
            ? block.items.flat()
            : 'line' in block
              ? [block.line]
              : 'lines' in block
                ? block.lines
                : []
        for (const line of lines) expect(lineText(line)).toMatch(/^(?! )(?!.*(?: {2}|[„“”‘’])).+$/u)
      }
  })
})
