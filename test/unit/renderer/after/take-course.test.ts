/** A way that is taken with other items along: what each of them is asked. */
import { beforeEach, expect, it, vi } from 'vitest'
import type { Carrier } from '../../../../renderer/features/after/course.ts'
import { correctAll, killAll } from '../../../../renderer/features/after/take-course.ts'
import type { ItemRow } from '../../../../shared/domain/view.ts'
import type { Id } from '../../../../shared/ids.ts'
import type { Decision } from '../../../../shared/ipc/desk.ts'

type Decided = { done: Id[]; failed: { item: Id; fault: { code: 'refused-state'; params: object } }[] }

const desk = vi.hoisted(() => ({
  taken: [] as [readonly string[], unknown][],
  called: [] as unknown[],
  refuses: new Set<string>(),
}))
vi.mock('../../../../renderer/features/decisions/index.ts', () => ({
  decide: (items: readonly Id[], decision: Decision): Promise<Decided> => {
    if (items.length > 0) desk.taken.push([items, decision])
    const fault = { code: 'refused-state' as const, params: {} }
    return Promise.resolve({
      done: items.filter((item) => !desk.refuses.has(item)),
      failed: items.filter((item) => desk.refuses.has(item)).map((item) => ({ item, fault })),
    })
  },
  together: (parts: readonly Decided[]): Decided => ({
    done: parts.flatMap(({ done }) => done),
    failed: parts.flatMap(({ failed }) => failed),
  }),
}))
vi.mock('../../../../renderer/lib/client.ts', () => ({
  call: (_server: string, name: string, input: { items: Id[] }) => {
    desk.called.push([name, input])
    return Promise.resolve(input.items.map((item) => ({ item, fault: null })))
  },
}))

beforeEach(() => {
  desk.taken = []
  desk.called = []
  desk.refuses = new Set()
})

const carrier = (id: string, killAsked = false): Carrier => ({
  row: { id, state: 'published', ...(killAsked ? { killAsked } : {}) } as ItemRow,
  passage: '',
  words: false,
  out: true,
})
const ALONG = [carrier('asked', true), carrier('brief')]
const WHY = { reason: 'De naam klopt niet.' }

it('asking for a kill, or killing where nobody watches, takes the copies in briefs along in one', async () => {
  await killAll('lead', ALONG, { way: 'ask' }, { ...WHY, fourEyes: true })
  await killAll('lead', ALONG, { way: 'kill' }, { ...WHY, fourEyes: false })
  await killAll('lead', ALONG, { way: 'alone', why: 'nacht' }, { ...WHY, fourEyes: true })
  const all = ['lead', 'asked', 'brief']
  expect(desk.taken).toEqual([
    [all, { type: 'ask-kill', ...WHY }],
    [all, { type: 'kill', ...WHY }],
    [all, { type: 'kill', ...WHY, bypass: 'nacht' }],
  ])
})

it('the second pair of eyes kills what was asked for, and asks for what nobody else looked at', async () => {
  const decided = await killAll('lead', ALONG, { way: 'kill' }, { ...WHY, fourEyes: true })
  expect(desk.taken).toEqual([
    [['lead', 'asked'], { type: 'kill', ...WHY }],
    [['brief'], { type: 'ask-kill', ...WHY }],
  ])
  expect(decided.done).toEqual(['lead', 'asked', 'brief'])
})

it('the same words are put right elsewhere only when the correction itself was given in', async () => {
  const words = { ...WHY, note: 'CORRECTIE: Janssen.' }
  const replaced = [{ was: 'Jansen', now: 'Janssen' }]
  desk.refuses.add('lead')
  expect((await correctAll('lead', ALONG, replaced, words)).failed).toHaveLength(1)
  expect(desk.called).toEqual([])
  desk.refuses.clear()
  expect((await correctAll('lead', ALONG, replaced, words)).done).toEqual(['lead', 'asked', 'brief'])
  expect(desk.called).toEqual([['items.correct-too', { items: ['asked', 'brief'], replaced, ...words }]])
})
