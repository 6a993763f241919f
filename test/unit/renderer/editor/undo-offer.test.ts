/** The strip's undo of a restored revision and of a repair: it takes back that step or is not offered. */
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openWorkingCopy } from '../../../../renderer/features/editor/open-working-copy.ts'
import { FIELD_EDIT } from '../../../../renderer/features/editor/undo-steps.ts'
import type { WorkingCopy } from '../../../../renderer/features/editor/working-copy.ts'
import { endStrip, strip, tell } from '../../../../renderer/lib/strip.ts'
import { offerStepBack } from '../../../../renderer/lib/undo-offer.ts'
import { readField, writeField } from '../../../../shared/document/layout.ts'
import { handClock, ITEM, scriptedDesk } from './scripted-desk.ts'

const HASH = 'a'.repeat(64)

const opened = async () => {
  const desk = scriptedDesk((doc) => doc.getMap('fields').set('slug', 'was er al'))
  const time = handClock()
  const copy = openWorkingCopy(ITEM, desk.bridge, time.clock)
  await copy.ready
  const type = (field: 'slug' | 'byline', words: string): void =>
    copy.doc.transact(() => writeField(copy.doc, field, words), FIELD_EDIT)
  const repair = (words: string) => (): Promise<void> => {
    const made = new Y.Doc()
    Y.applyUpdate(made, Y.encodeStateAsUpdate(desk.disk()))
    made.getMap('fields').set('slug', words)
    desk.remote((doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(made)))
    return Promise.resolve()
  }
  return { copy, desk, time, type, repair, slug: () => readField(copy.doc, 'slug') }
}

const restore = (copy: WorkingCopy, words: string): void => {
  const step = copy.restoring(HASH, (origin) =>
    copy.doc.transact(() => writeField(copy.doc, 'slug', words), origin),
  )
  offerStepBack('teruggezet', step)
}
/** As the strip does it (renderer/features/desk/strip.tsx). */
const press = (): void => {
  const back = strip.get()?.undo
  endStrip()
  back?.()
}

beforeEach(endStrip)

describe('the undo that the strip offers', () => {
  it('takes back what was restored, and only that', async () => {
    const { copy, type, slug } = await opened()
    type('byline', 'Els')
    restore(copy, 'versie 1')
    expect(slug()).toBe('versie 1')
    press()
    expect(slug()).toBe('was er al')
    expect(readField(copy.doc, 'byline')).toBe('Els')
    copy.steps.redo()
    expect(slug()).toBe('versie 1')
  })

  it('is withdrawn when something was typed since: that would be taken back instead', async () => {
    const { copy, type, slug } = await opened()
    restore(copy, 'versie 1')
    const { undo } = strip.get() ?? {}
    expect(undo).not.toBeNull()
    type('byline', 'Els')
    expect(strip.get()).toBeNull()
    // Whoever pressed at that same moment takes back nothing else.
    undo?.()
    expect(readField(copy.doc, 'byline')).toBe('Els')
    expect(slug()).toBe('versie 1')
  })

  it('is withdrawn when the copy ends, and when another takes its place', async () => {
    for (const way of ['end', 'retire'] as const) {
      const { copy } = await opened()
      restore(copy, 'versie 1')
      await copy.flush()
      expect(strip.get()?.undo).toBeTruthy()
      copy[way]()
      expect(strip.get()).toBeNull()
    }
  })

  it('is withdrawn when it was used by its key, and stays when a colleague writes', async () => {
    const { copy, desk, slug } = await opened()
    restore(copy, 'versie 1')
    desk.remote((doc) => doc.getMap('fields').set('byline', 'Piet'))
    expect(strip.get()?.undo).toBeTruthy()
    copy.steps.undo()
    expect(slug()).toBe('was er al')
    expect(strip.get()).toBeNull()
  })

  it('leaves the strip alone when that says something else by then', async () => {
    const { copy, type } = await opened()
    restore(copy, 'versie 1')
    tell('iets anders')
    type('byline', 'Els')
    expect(strip.get()?.text).toBe('iets anders')
  })

  it('is not there where nothing was changed', async () => {
    const { copy, type } = await opened()
    type('byline', 'Els')
    offerStepBack(
      'teruggezet',
      copy.restoring(HASH, () => undefined),
    )
    expect(strip.get()).toMatchObject({ text: 'teruggezet', undo: null })
  })

  it('takes nothing else back where a colleague took away all that the step was about', async () => {
    const { copy, desk, type } = await opened()
    type('byline', 'Els')
    copy.steps.cut()
    const body = copy.doc.getXmlFragment('body')
    const step = copy.restoring(HASH, (origin) =>
      copy.doc.transact(() => body.insert(0, [new Y.XmlElement('paragraph')]), origin),
    )
    await copy.flush()
    desk.remote((doc) => doc.getXmlFragment('body').delete(0, 1))
    expect(body).toHaveLength(0)
    step?.undo()
    expect(readField(copy.doc, 'byline')).toBe('Els')
  })
})

describe('the undo of a repair', () => {
  it('takes back the repair, and is withdrawn when something is typed after it', async () => {
    const { copy, type, repair, slug } = await opened()
    offerStepBack('verwerkt', await copy.repairing(repair('van een ander')))
    expect(slug()).toBe('van een ander')
    press()
    expect(slug()).toBe('was er al')
    offerStepBack('verwerkt', await copy.repairing(repair('weer van een ander')))
    type('byline', 'Els')
    expect(strip.get()).toBeNull()
  })

  it('is not offered where something was typed while the desk worked, or the copy ended', async () => {
    const { copy, type, repair } = await opened()
    const typed = copy.repairing(async () => {
      await repair('van een ander')()
      copy.steps.cut()
      type('byline', 'Els')
    })
    offerStepBack('verwerkt', await typed)
    expect(strip.get()).toMatchObject({ text: 'verwerkt', undo: null })
    const ended = copy.repairing(async () => {
      await repair('nog een')()
      copy.retire()
    })
    offerStepBack('verwerkt', await ended)
    expect(strip.get()).toMatchObject({ text: 'verwerkt', undo: null })
  })
})
