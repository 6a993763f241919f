/** What happens to an item after it went out, and what it has to be before it does: from the galley to the folder. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { carrying, correctToo } from '../../../main/desk/carrying.ts'
import { createItems } from '../../../main/desk/create.ts'
import { changeDesk } from '../../../main/desk/desk-register.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { previewDraft } from '../../../main/desk/target-preview.ts'
import { USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import { OutFormatName, type TargetInfo, USUAL_FOLDER, usualFolder } from '../../../shared/domain/target.ts'
import { itemUri } from '../../../shared/ids.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let folder: string
let chief: string
let second: string
beforeEach(async () => {
  desk = await openTestDesk()
  folder = await mkdtemp(join(tmpdir(), 'kopij-na-'))
  chief = await desk.add('Hanneke de Wit', ['chief'])
  second = await desk.add('Sander Kok', ['chief'])
})
afterEach(async () => {
  await desk.remove()
  await rm(folder, { recursive: true, force: true })
})

const LEAD = {
  headline: 'Veerboot Meeuw vaart weer na storm op het Noordermeer',
  dateline: ['LINDHAVEN'],
  credits: ['ANP', 'RTR'],
  body: paragraphs('De veerboot vaart weer, zegt schipper Jansen.'),
}

const addTarget = async (more: Partial<TargetInfo> = {}): Promise<void> => {
  const target = { ...usualFolder({ id: randomUUID(), name: 'Website', active: true }), ...more }
  const { context, sync } = desk.desk
  changeDesk(context, actorOf(context.db, desk.founder), [{ type: 'target', target }])
  await sync.settle()
  await context.hub.placeFolder(desk.founder, target, folder)
}

const does = (person: string, item: string, decision: Decision): string | null =>
  desk.decide(person, item, decision).fault?.code ?? null

const approve = (item: string): string | null =>
  does(chief, item, { type: 'approve', revision: desk.detail(item).state.submitted ?? '', bypass: null })

/** Gives it in, has it approved and sends it out; the code of what stopped it. */
const publish = async (
  item: string,
  words: { reason?: string; note?: string } = {},
): Promise<string | null> => {
  const fault =
    does(desk.founder, item, { type: 'submit', ...words }) ??
    approve(item) ??
    does(desk.founder, item, { type: 'release' })
  await desk.settle()
  return fault
}

const files = async (ending: string): Promise<string[]> => {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.') && name.endsWith(ending))
  return await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
}
const ninjs = async (): Promise<unknown[]> =>
  (await files('.ninjs.json')).map((text): unknown => JSON.parse(text))

describe('a correction', () => {
  test('is the next version, and its note goes to receivers as it was approved', async () => {
    await addTarget()
    const item = desk.make(desk.founder, 'lead', LEAD)
    expect(await publish(item)).toBeNull()
    desk.write(desk.founder, item, { body: paragraphs('De veerboot vaart weer, zegt schipper Janssen.') })
    const note = 'CORRECTIE: de schipper heet Janssen, niet Jansen.'
    expect(await publish(item, { reason: 'naam verkeerd', note })).toBeNull()
    const [sent] = await ninjs()
    expect(sent).toMatchObject({ uri: itemUri(item), version: '2', edNote: note })
    expect(JSON.stringify(sent)).toContain('schipper Janssen')
    const line = desk.detail(item).history.find(({ type }) => type === 'submitted')
    expect(line?.text).toBe('naam verkeerd')
  })
})

describe('what can be seen beforehand', () => {
  /** The files that the target would get, and those that lie there. */
  const foreseen = (item: string): Record<string, string> => {
    const settings = { ...USUAL_FOLDER, formats: [...OutFormatName.options].filter(isAlone), pages: false }
    const seen = previewDraft(desk.desk.context, { settings, profiles: USUAL_PROFILES }, item)
    return Object.fromEntries(seen.files.map(({ name, text }) => [name, text]))
  }
  const there = async (): Promise<Record<string, string>> => {
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.'))
    const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)
    return Object.fromEntries(await Promise.all(texts))
  }
  /** Two files cannot have one name. */
  const isAlone = (format: OutFormatName): boolean => format !== 'newsml-g2-xhtml'

  test('is, byte for byte, what a target gets: first, corrected, of an update and of a kill', async () => {
    await addTarget({
      settings: { ...USUAL_FOLDER, formats: OutFormatName.options.filter(isAlone), pages: false },
    })
    const item = desk.make(desk.founder, 'lead', LEAD)
    await desk.settle()
    desk.clock.advance(60_000)
    const first = foreseen(item)
    expect(await publish(item)).toBeNull()
    expect(await there()).toEqual(first)
    expect(foreseen(item)).toEqual(first)

    desk.clock.advance(60_000)
    desk.write(desk.founder, item, { body: paragraphs('De veerboot vaart weer, zegt schipper Janssen.') })
    const words = { reason: 'naam', note: 'CORRECTIE: de schipper heet Janssen.' }
    expect(does(desk.founder, item, { type: 'submit', ...words })).toBeNull()
    const corrected = foreseen(item)
    expect(Object.values(corrected).join()).toContain(words.note)
    expect(approve(item)).toBeNull()
    expect(foreseen(item)).toEqual(corrected)
    expect(does(desk.founder, item, { type: 'release' })).toBeNull()
    await desk.settle()
    expect(await there()).toEqual(corrected)

    const update = randomUUID()
    const follow = { id: update, kind: 'lead' as const, section: desk.section, copy: {}, shownAt: null }
    const { context } = desk.desk
    createItems(context, actorOf(context.db, desk.founder), [{ ...follow, follows: item }])
    await desk.settle()
    const followed = foreseen(update)
    expect(Object.values(followed).join()).toContain(itemUri(item))
    desk.write(desk.founder, update, { headline: LEAD.headline })
    const submitted = does(desk.founder, update, { type: 'submit' })
    const revision = desk.detail(update).state.submitted ?? ''
    expect(submitted ?? does(second, update, { type: 'approve', revision, bypass: null })).toBeNull()
    expect(does(desk.founder, update, { type: 'release' })).toBeNull()
    await desk.settle()
    expect(await there()).toEqual({ ...corrected, ...followed })

    expect(does(chief, item, { type: 'kill', reason: 'klopt niet', bypass: 'nacht' })).toBeNull()
    await desk.settle()
    expect(await there()).toEqual({ ...foreseen(item), ...followed })
  })
})

describe('copy that carries the same passage', () => {
  test('is listed, and corrected and given in together with the one it came from', async () => {
    const item = desk.make(desk.founder, 'lead', LEAD)
    const brief = desk.make(desk.founder, 'brief', {
      body: paragraphs('Kort: de veerboot vaart weer, zegt schipper Jansen uit Lindhaven.'),
    })
    const other = desk.make(desk.founder, 'brief', { body: paragraphs('Iets heel anders, zegt Jansens.') })
    const mentions = desk.make(desk.founder, 'brief', { body: paragraphs('Het woord is aan Jansen.') })
    for (const one of [item, brief, other]) await publish(one)
    desk.write(desk.founder, item, { body: paragraphs('De veerboot vaart weer, zegt schipper Janssen.') })

    const { context, documents } = desk.desk
    const founder = actorOf(context.db, desk.founder)
    const { replaced, found } = carrying(context, founder, { item, about: 'change' })
    expect(replaced).toEqual([{ was: 'Jansen', now: 'Janssen' }])
    expect(found.map(({ row, words }) => [row.id, words]).sort()).toEqual(
      [
        [brief, false],
        [mentions, true],
      ].sort(),
    )
    const everything = carrying(context, founder, { item, about: 'all' }).found.map(({ row }) => row.id)
    expect(everything).toEqual([brief])

    const wanted = { items: [brief, mentions], replaced, reason: 'naam', note: 'CORRECTIE: Janssen.' }
    const command = randomUUID()
    expect(correctToo(context, documents, founder, command, wanted)).toEqual([
      { item: brief, fault: null },
      { item: mentions, fault: null },
    ])
    // Said twice it is done once.
    expect(correctToo(context, documents, founder, command, wanted)[0]?.fault).toBeNull()
    expect(desk.detail(brief).state).toMatchObject({
      state: 'submitted',
      submittedNotice: { reason: 'naam', note: 'CORRECTIE: Janssen.' },
    })
    expect(desk.detail(brief).row.headline).toContain('schipper Janssen uit Lindhaven')
    expect(desk.detail(brief).history.filter(({ type }) => type === 'submitted')).toHaveLength(2)
    expect(desk.detail(mentions).row).toMatchObject({
      state: 'draft',
      headline: 'Het woord is aan Janssen.',
    })
  })
})

describe('what readers have of an item, and what is written in it since', () => {
  const passages = (item: string, about: 'all' | 'change') => {
    const { context } = desk.desk
    return carrying(context, actorOf(context.db, desk.founder), { item, about }).found.map(
      ({ row, out }) => [row.id, out] as const,
    )
  }
  const brief = (text: string): string => desk.make(desk.founder, 'brief', { body: paragraphs(text) })
  const CARRIES = 'Kort: de veerboot vaart weer, zegt schipper Jansen uit Lindhaven.'
  const ELSE = 'Kort: er is geen nieuws uit Lindhaven, want het regent er al de hele dag.'

  test('both count, and so does what is on its way out', async () => {
    const item = desk.make(desk.founder, 'lead', LEAD)
    const rewritten = brief(CARRIES)
    const taken = brief(ELSE)
    const underway = brief(CARRIES)
    for (const one of [item, rewritten, taken]) await publish(one)
    // Readers still have it of the first; nobody has it of the second yet; the third was given in with it.
    desk.write(desk.founder, rewritten, { body: paragraphs(ELSE) })
    desk.write(desk.founder, taken, { body: paragraphs(CARRIES) })
    expect(does(desk.founder, underway, { type: 'submit' })).toBeNull()
    desk.write(desk.founder, underway, { body: paragraphs(ELSE) })
    await desk.settle()
    const all = passages(item, 'all')
    expect(all[0]).toEqual([rewritten, true])
    expect(new Map(all)).toEqual(
      new Map([
        [rewritten, true],
        [taken, false],
        [underway, false],
      ]),
    )

    desk.write(desk.founder, item, { body: paragraphs('De veerboot vaart weer, zegt schipper Janssen.') })
    expect(passages(item, 'change').map(([id]) => id)).toContain(rewritten)
    // Put right where nobody reads it yet, and given in only where readers have it.
    const { context, documents } = desk.desk
    const founder = actorOf(context.db, desk.founder)
    const replaced = [{ was: 'Jansen', now: 'Janssen' }]
    const wanted = { items: [rewritten, taken], replaced, reason: 'naam', note: '' }
    for (const { fault } of correctToo(context, documents, founder, randomUUID(), wanted))
      expect(fault).toBeNull()
    expect(desk.detail(rewritten).row.state).toBe('submitted')
    expect(desk.detail(taken).row).toMatchObject({ state: 'published', changed: true })
    expect(desk.detail(taken).row.headline).toContain('schipper Janssen uit')
  })

  test('what was taken off quietly is looked for as well', async () => {
    const item = desk.make(desk.founder, 'lead', LEAD)
    const other = brief(CARRIES)
    for (const one of [item, other]) await publish(one)
    for (const one of [item, other]) does(chief, one, { type: 'unpublish', reason: '' })
    expect(passages(item, 'all')).toEqual([[other, true]])
  })
})

describe('an update', () => {
  test('begins with what readers have, carries its authors, and says what it follows', async () => {
    await addTarget()
    const item = desk.make(chief, 'lead', LEAD)
    const id = randomUUID()
    const follow = (person: string): void => {
      const { context } = desk.desk
      const update = {
        id,
        kind: 'lead' as const,
        section: desk.section,
        copy: {},
        shownAt: null,
        follows: item,
      }
      createItems(context, actorOf(context.db, person), [update])
    }
    expect(() => follow(desk.founder)).toThrow('refused-state')
    const first = does(chief, item, { type: 'submit' })
    expect(first).toBeNull()
    const revision = desk.detail(item).state.submitted ?? ''
    expect(does(second, item, { type: 'approve', revision, bypass: null })).toBeNull()
    expect(does(chief, item, { type: 'release' })).toBeNull()
    await desk.settle()

    follow(desk.founder)
    expect(desk.detail(id).row.headline).toBe(LEAD.headline)
    expect(
      desk
        .detail(id)
        .authors.map((author) => author.id)
        .sort(),
    ).toEqual([desk.founder, chief].sort())
    desk.write(desk.founder, id, { headline: 'Veerboot Meeuw ligt weer stil' })
    does(desk.founder, id, { type: 'submit' })
    // Whoever wrote what it begins with is one of its authors.
    expect(approve(id)).toBe('refused-own-copy')
    const waiting = desk.detail(id).state.submitted ?? ''
    expect(does(second, id, { type: 'approve', revision: waiting, bypass: null })).toBeNull()
    expect(does(desk.founder, id, { type: 'release' })).toBeNull()
    await desk.settle()
    expect(desk.detail(id).state.follows).toBe(item)
    const sent = (await ninjs()).find((one) => JSON.stringify(one).includes(`"uri":"${itemUri(id)}"`))
    expect(sent).toMatchObject({ version: '1' })
    expect(JSON.stringify(sent)).toContain(itemUri(item))
  })
})

describe('a kill', () => {
  test('takes two where four eyes watch, and leaves no word of it in the folder', async () => {
    await addTarget()
    const item = desk.make(desk.founder, 'lead', LEAD)
    await publish(item)
    const kill: Decision = { type: 'kill', reason: 'De schipper is iemand anders.' }
    expect(does(chief, item, kill)).toBe('refused-second-eyes')
    expect(does(chief, item, { type: 'ask-kill', reason: 'Naam van een slachtoffer.' })).toBeNull()
    expect(does(chief, item, kill)).toBe('refused-second-eyes')
    expect(does(second, item, kill)).toBeNull()
    await desk.settle()
    expect(desk.detail(item).state.killed).toMatchObject({ by: second, askedBy: chief })
    expect(await ninjs()).toMatchObject([{ version: '2', pubStatus: 'canceled' }])
    for (const text of await files('')) expect(text).not.toContain('zegt schipper')
  })

  test('may be asked for by whoever writes, and dropped', async () => {
    const item = desk.make(desk.founder, 'lead', LEAD)
    await publish(item)
    expect(does(desk.founder, item, { type: 'ask-kill', reason: 'klopt niet' })).toBeNull()
    expect(desk.detail(item).row.killAsked).toBe(true)
    expect(does(chief, item, { type: 'drop-kill' })).toBeNull()
    expect(desk.detail(item).row.killAsked).toBeUndefined()
    expect(does(chief, item, { type: 'kill', reason: 'toch' })).toBe('refused-second-eyes')
  })

  test('by one alone needs a reason, which is listed', async () => {
    const item = desk.make(desk.founder, 'lead', LEAD)
    await publish(item)
    expect(
      does(chief, item, { type: 'kill', reason: 'klopt niet', bypass: 'nacht, niemand anders' }),
    ).toBeNull()
    await desk.settle()
    expect(desk.detail(item).state.killed?.bypass).toBe('nacht, niemand anders')
    expect(desk.detail(item).history[0]?.text).toContain('nacht, niemand anders')
  })

  test('is never stopped by what a target asks, also not of something that was taken off', async () => {
    await addTarget()
    const item = desk.make(desk.founder, 'lead', LEAD)
    await publish(item)
    const strict = { ...USUAL_PROFILES.lead, required: ['kicker' as const] }
    await addTarget({ profiles: { lead: strict, brief: USUAL_PROFILES.brief } })
    expect(does(chief, item, { type: 'unpublish', reason: '' })).toBeNull()
    expect(does(chief, item, { type: 'kill', reason: 'klopt niet', bypass: 'nacht' })).toBeNull()
    await desk.settle()
    expect(desk.detail(item).history.every(({ status }) => status === 'accepted')).toBe(true)
    expect(desk.detail(item).state.state).toBe('killed')
  })
})

describe('taking off quietly', () => {
  test('leaves nothing in the folder, and the item may come out again as a newer version', async () => {
    await addTarget()
    const item = desk.make(desk.founder, 'lead', LEAD)
    await publish(item)
    expect(does(chief, item, { type: 'unpublish', reason: 'dubbel' })).toBeNull()
    await desk.settle()
    expect(desk.detail(item).state).toMatchObject({ state: 'unpublished', live: null })
    expect(await ninjs()).toEqual([])
    for (const text of await files('')) expect(text).not.toContain('zegt schipper')
    expect(await publish(item)).toBeNull()
    expect(await ninjs()).toMatchObject([{ version: '3' }])
  })
})

describe('at the door', () => {
  test('what a target asks stops a release and a time, and says which field to go to', async () => {
    await addTarget()
    const item = desk.make(desk.founder, 'lead', { ...LEAD, headline: '' })
    expect(await publish(item)).toBe('door-field-missing')
    const released = desk.decide(desk.founder, item, { type: 'release' })
    expect(released.fault?.params).toEqual({ field: 'headline', target: 'Website' })
    const later: Decision = {
      type: 'schedule',
      wall: '2026-11-18T18:00',
      zone: 'Europe/Amsterdam',
      instant: null,
    }
    expect(does(desk.founder, item, later)).toBe('door-field-missing')
    // What is not approved yet may be planned: it is held to it when it is approved.
    const draft = desk.make(desk.founder, 'lead', { ...LEAD, headline: '' })
    expect(does(desk.founder, draft, later)).toBeNull()
    does(desk.founder, draft, { type: 'submit' })
    expect(approve(draft)).toBe('door-field-missing')
  })

  test('a correction is held to it as well', async () => {
    await addTarget()
    const item = desk.make(desk.founder, 'lead', LEAD)
    await publish(item)
    desk.write(desk.founder, item, { body: paragraphs('De veerboot [[hoe heet hij?]] vaart weer.') })
    expect(await publish(item)).toBe('door-notes-open')
  })

  test('the hub holds everybody to it, with the same words', async () => {
    await addTarget()
    const item = desk.make(desk.founder, 'lead', { ...LEAD, headline: '' })
    await publish(item)
    const { approved } = desk.detail(item).state
    const entry = {
      ...{ id: randomUUID(), kind: 'event' as const, item, author: desk.founder },
      ...{ replica: randomUUID(), seq: 1, at: desk.clock.now() },
      event: { type: 'released' as const, revision: approved ?? '' },
    }
    const [ruling] = await desk.hub.connection.push(desk.founder, [entry])
    expect(ruling).toMatchObject({
      verdict: 'refused',
      fault: { code: 'door-field-missing', params: { field: 'headline', target: 'Website' } },
    })
  })

  test('a desk without targets keeps nothing in', async () => {
    const item = desk.make(desk.founder, 'lead', { ...LEAD, headline: '' })
    expect(await publish(item)).toBeNull()
  })
})
