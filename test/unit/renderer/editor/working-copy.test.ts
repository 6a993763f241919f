import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openWorkingCopy } from '../../../../renderer/features/editor/open-working-copy.ts'
import { handClock, ITEM, scriptedDesk } from './scripted-desk.ts'

const HASH = 'a'.repeat(64)

const opened = async (seed?: (doc: Y.Doc) => void) => {
  const desk = scriptedDesk(seed)
  const time = handClock()
  const copy = openWorkingCopy(ITEM, desk.bridge, time.clock)
  await copy.ready
  const type = (text: string): void => {
    const shared = copy.doc.getText('t')
    shared.insert(shared.length, text)
  }
  return { desk, time, copy, type, mine: () => copy.doc.getText('t').toString() }
}

describe('the working copy', () => {
  it('opens what the desk process has and writes nothing for that', async () => {
    const { desk, time, mine, copy } = await opened((doc) => doc.getText('t').insert(0, 'was er al'))
    await time.pass(5000)
    expect(mine()).toBe('was er al')
    expect(desk.pushes).toHaveLength(0)
    expect(copy.status()).toMatchObject({ phase: 'open', unsavedSince: null, epoch: 1 })
    expect(copy.steps.manager.undoStack).toHaveLength(0)
  })

  it('sends the first keystroke after a rest when its picture is drawn, and gathers what follows for 80 ms from the first', async () => {
    const { desk, time, type } = await opened()
    type('a')
    await time.pass(19)
    expect(desk.pushes).toHaveLength(0)
    await time.pass(1)
    expect(desk.text()).toBe('a')
    type('b')
    await time.pass(60)
    type('c')
    await time.pass(19)
    expect(desk.pushes).toHaveLength(1)
    await time.pass(1)
    expect(desk.pushes).toHaveLength(2)
    expect(desk.text()).toBe('abc')
  })

  it('gathers on when the clock was set back', async () => {
    const { desk, time, type } = await opened()
    type('a')
    await time.pass(20)
    time.set(-3_600_000)
    type('b')
    await time.pass(80)
    expect(desk.text()).toBe('ab')
  })

  it('says what it had been told when something was typed, and not when it is sent', async () => {
    const { desk, time, type } = await opened()
    type('a')
    await time.pass(40)
    desk.remote((doc) => doc.getText('van hem').insert(0, 'x'))
    type('b')
    type('c')
    await time.pass(80)
    expect(desk.pushes.map(({ seen }) => seen)).toEqual([7, 8])
    expect(desk.text()).toBe('abc')
    type('d')
    await time.pass(80)
    expect(desk.pushes.map(({ seen }) => seen)).toEqual([7, 8, 8])
  })

  it('says of what was typed without the desk process what was known before it came back', async () => {
    const { desk, time, type } = await opened()
    desk.crash()
    type('a')
    desk.remote((doc) => doc.getText('van hem').insert(0, 'x'))
    // Nobody told this window: the process that would have is gone.
    await desk.comeBack()
    await time.pass(80)
    expect(desk.pushes.map(({ seen }) => seen)).toEqual([7])
    type('b')
    await time.pass(80)
    expect(desk.pushes.map(({ seen }) => seen)).toEqual([7, 8])
    expect(desk.text()).toBe('ab')
  })

  it('has one message under way and sends what came meanwhile as one', async () => {
    const { desk, time, type, copy } = await opened()
    desk.hold()
    type('a')
    await time.pass(80)
    for (const letter of 'bcdef') {
      type(letter)
      await time.pass(100)
    }
    expect(desk.log.filter((entry) => entry === 'push')).toHaveLength(1)
    expect(copy.status().unsavedSince).not.toBeNull()
    await desk.letGo()
    await time.pass(0)
    expect(desk.pushes).toHaveLength(2)
    expect(desk.text()).toBe('abcdef')
    expect(copy.status()).toMatchObject({ unsavedSince: null, savedAt: 5, fault: null })
  })

  it('keeps the text while the disk is full, says so, and writes it when there is room', async () => {
    const { desk, time, type, copy, mine } = await opened()
    desk.break('disk-full')
    type('een ')
    await time.pass(80)
    expect(copy.status()).toMatchObject({ fault: { code: 'disk-full' }, phase: 'open' })
    expect(copy.status().unsavedSince).not.toBeNull()
    for (let index = 0; index < 100; index += 1) type(`${index} `)
    await time.pass(60_000)
    const tries = desk.log.filter((entry) => entry === 'push').length
    expect(tries).toBeGreaterThan(3)
    expect(tries).toBeLessThan(9)
    expect(await copy.flush()).toEqual({ code: 'disk-full', params: {} })
    desk.break(null)
    copy.retry()
    await time.pass(0)
    expect(desk.text()).toBe(mine())
    expect(copy.status()).toMatchObject({ fault: null, unsavedSince: null })
  })

  it('sends the difference after the desk process came back, the unacknowledged batch included', async () => {
    const { desk, time, type, copy, mine } = await opened()
    type('op schijf ')
    await time.pass(80)
    desk.hold()
    type('onderweg ')
    await time.pass(80)
    desk.crash()
    await desk.letGo()
    type('erna')
    await time.pass(500)
    expect(copy.status().fault).toEqual({ code: 'desk-process-gone', params: {} })
    await desk.comeBack()
    await time.pass(0)
    expect(mine()).toBe('op schijf onderweg erna')
    expect(desk.text()).toBe(mine())
    expect(copy.status()).toMatchObject({ fault: null, unsavedSince: null })
  })

  it('gives back even what was acknowledged, if the disk lost it', async () => {
    const { desk, time, type, mine } = await opened()
    const empty = Y.encodeStateAsUpdate(desk.disk())
    type('bevestigd')
    await time.pass(80)
    desk.crash(empty)
    expect(desk.text()).toBe('')
    await desk.comeBack()
    await time.pass(0)
    expect(desk.text()).toBe(mine())
  })

  it('tells the difference although a key was pressed while it was opening again', async () => {
    const { desk, time, type, mine } = await opened()
    desk.break('disk-error')
    type('een')
    await time.pass(80)
    desk.crash()
    desk.break(null)
    desk.hold()
    const back = desk.comeBack()
    type('twee')
    await back
    type('drie')
    await desk.letGo()
    type('vier')
    await time.pass(200)
    expect(mine()).toBe('eentweedrievier')
    expect(desk.text()).toBe(mine())
  })

  it('does not send a colleague his own words, and never undoes them', async () => {
    const { desk, time, copy, type, mine } = await opened()
    type('ik ')
    await time.pass(80)
    desk.remote((doc) => doc.getText('t').insert(0, 'jij '))
    await time.pass(500)
    expect(mine()).toBe('jij ik ')
    expect(desk.pushes).toHaveLength(1)
    copy.steps.undo()
    expect(mine()).toContain('jij ')
  })

  it('flushes at once and answers when it is on disk', async () => {
    const { desk, copy, type } = await opened()
    expect(await copy.flush()).toBeNull()
    type('nu')
    expect(await copy.flush()).toBeNull()
    expect(desk.text()).toBe('nu')
  })

  it('sends restored text apart from typed text, also after a failure', async () => {
    const { desk, time, copy, type, mine } = await opened()
    desk.break('disk-full')
    type('getypt ')
    await time.pass(80)
    copy.restoring(HASH, (origin) =>
      copy.doc.transact(() => copy.doc.getText('t').insert(0, 'terug '), origin),
    )
    type('verder')
    await time.pass(0)
    desk.break(null)
    copy.retry()
    await time.pass(0)
    expect(desk.pushes.map((push) => push.restores)).toEqual([null, HASH, null])
    expect(desk.text()).toBe(mine())
    const restored = new Y.Doc()
    for (const push of desk.pushes.slice(0, 2)) Y.applyUpdate(restored, push.update)
    expect(restored.getText('t').toString()).toBe('terug getypt ')
  })

  it('keeps the mark of restored text over a crash', async () => {
    const { desk, time, copy, mine } = await opened()
    desk.hold()
    copy.restoring(HASH, (origin) =>
      copy.doc.transact(() => copy.doc.getText('t').insert(0, 'terug'), origin),
    )
    await time.pass(0)
    desk.crash()
    await desk.letGo()
    await desk.comeBack()
    await time.pass(0)
    expect(desk.pushes.map((push) => push.restores)).toEqual([HASH])
    expect(desk.text()).toBe(mine())
  })

  it('says that it could not be opened, and opens when it can', async () => {
    const desk = scriptedDesk((doc) => doc.getText('t').insert(0, 'later'))
    const time = handClock()
    desk.break('locked')
    const copy = openWorkingCopy(ITEM, desk.bridge, time.clock)
    await copy.ready
    expect(copy.status()).toMatchObject({ phase: 'failed', fault: { code: 'locked' } })
    desk.break(null)
    copy.retry()
    await time.pass(0)
    expect(copy.status().phase).toBe('open')
    expect(copy.doc.getText('t').toString()).toBe('later')
  })

  it('loses nothing over a hundred random faults', async () => {
    let seed = 7
    const random = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed / 2_147_483_648
    }
    const { desk, time, copy, type, mine } = await opened()
    let down = false
    for (let step = 0; step < 400; step += 1) {
      const dice = random()
      if (dice < 0.6) type(`${step} `)
      else if (dice < 0.7) desk.break(random() < 0.5 ? 'disk-full' : null)
      else if (dice < 0.76 && !down) {
        desk.crash()
        down = true
      } else if (dice < 0.86 && down) {
        await desk.comeBack()
        down = false
      } else if (dice < 0.9) desk.hold()
      else if (dice < 0.95) await desk.letGo()
      await time.pass(random() * 120)
    }
    desk.break(null)
    await desk.letGo()
    if (down) await desk.comeBack()
    await time.pass(60_000)
    expect(await copy.flush()).toBeNull()
    expect(desk.text()).toBe(mine())
    expect(copy.status().unsavedSince).toBeNull()
  })

  it('unbinds its editors before the first update of a newer schema is applied, and binds none again', async () => {
    const { desk, copy, mine } = await opened((doc) => doc.getText('t').insert(0, 'oud'))
    const seen: string[] = []
    copy.bind(() => () => void seen.push(`unbound at "${mine()}"`))
    const early = copy.bind(() => () => void seen.push('never'))
    early()
    seen.length = 0
    desk.remote((doc) => doc.getText('t').insert(3, 'er'))
    expect(seen).toEqual([])
    desk.raise(2)
    desk.remote((doc) => doc.getText('t').insert(5, ' en nieuw'))
    expect(seen).toEqual(['unbound at "ouder"'])
    expect(mine()).toBe('ouder en nieuw')
    expect(copy.standing().epoch).toBe(2)
    copy.bind(() => {
      throw new Error('bound all the same')
    })
  })

  it('makes its editors anew when one of them cannot show the text any more', async () => {
    const { copy } = await opened()
    const seen: string[] = []
    const unbind = copy.bind(() => {
      seen.push('bound')
      return () => void seen.push('unbound')
    })
    copy.rebind()
    expect(seen).toEqual(['bound', 'unbound', 'bound'])
    unbind()
    copy.rebind()
    expect(seen).toEqual(['bound', 'unbound', 'bound', 'unbound'])
  })

  it('binds nothing to an item that is newer from the start', async () => {
    const desk = scriptedDesk()
    desk.raise(2)
    const time = handClock()
    const copy = openWorkingCopy(ITEM, desk.bridge, time.clock)
    await copy.ready
    copy.bind(() => {
      throw new Error('bound all the same')
    })
    expect(copy.standing()).toMatchObject({ phase: 'open', epoch: 2 })
  })

  it('asks no second time where the desk does not take what was typed, and says so once', async () => {
    const desk = scriptedDesk()
    const time = handClock()
    const refused: string[] = []
    const copy = openWorkingCopy(ITEM, desk.bridge, time.clock, (fault) => void refused.push(fault.code))
    await copy.ready
    desk.break('refused-newer-schema')
    copy.doc.getText('t').insert(0, 'te laat')
    await time.pass(100)
    copy.retire()
    await time.pass(60_000)
    expect(refused).toEqual(['refused-newer-schema'])
    expect(desk.log).toEqual(['open', 'push'])
    expect(copy.status().unsavedSince).toBeNull()
  })

  it('takes a repair that the desk made for this person as a step to undo, and a colleague’s words not', async () => {
    const { desk, copy } = await opened((doc) => doc.getMap('fields').set('slug', 'van mij'))
    const colleague = new Y.Doc()
    Y.applyUpdate(colleague, Y.encodeStateAsUpdate(desk.disk()))
    colleague.getMap('fields').set('byline', 'Els')
    desk.remote((doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague)))
    const step = await copy.repairing(() => {
      colleague.getMap('fields').set('byline', 'Els de Wit')
      desk.remote((doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague)))
      const repair = new Y.Doc()
      Y.applyUpdate(repair, Y.encodeStateAsUpdate(desk.disk()))
      repair.getMap('fields').set('slug', 'van een ander')
      desk.remote((doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(repair)))
      return Promise.resolve()
    })
    const fields = copy.doc.getMap('fields')
    expect(fields.toJSON()).toEqual({ slug: 'van een ander', byline: 'Els de Wit' })
    expect(desk.pushes).toHaveLength(0)
    expect(step?.undo()).toBe(true)
    expect(fields.toJSON()).toEqual({ slug: 'van mij', byline: 'Els de Wit' })
    expect(await copy.repairing(() => Promise.resolve())).toBeNull()
  })
})
