import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { keptWordsOf, letGoOfWords } from '../../../../renderer/features/editor/kept-words.ts'
import { createWorkingCopies } from '../../../../renderer/features/editor/working-copies.ts'
import { bodyOf } from '../../../../shared/document/layout.ts'
import { handClock, ITEM, scriptedDesk, settle } from './scripted-desk.ts'

const typeInto = ({ doc }: { doc: Y.Doc }, words: string): void => {
  const text = new Y.XmlText()
  text.insert(0, words)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [text])
  bodyOf(doc).insert(0, [paragraph])
}

const setUp = () => {
  const desk = scriptedDesk()
  const time = handClock()
  const told: number[] = []
  const copies = createWorkingCopies(desk.bridge, time.clock, (_item, pending) => told.push(pending))
  return { desk, time, told, copies }
}

describe('the working copies of a window', () => {
  it('share one document an item, and close it after the last user', async () => {
    const { desk, copies } = setUp()
    const first = copies.acquire(ITEM)
    expect(copies.acquire(ITEM)).toBe(first)
    await first.ready
    copies.release(ITEM)
    await settle()
    expect(desk.log).toEqual(['open'])
    copies.release(ITEM)
    await settle()
    expect(desk.log).toEqual(['open', 'close'])
  })

  it('write what is waiting before they close', async () => {
    const { desk, copies } = setUp()
    const copy = copies.acquire(ITEM)
    await copy.ready
    copy.doc.getText('t').insert(0, 'nog net')
    copies.release(ITEM)
    await settle()
    expect(desk.text()).toBe('nog net')
    expect(desk.log).toEqual(['open', 'push', 'close'])
  })

  it('keep text that the disk refuses, after the pane has gone, and say so once', async () => {
    const { desk, time, told, copies } = setUp()
    const copy = copies.acquire(ITEM)
    await copy.ready
    desk.break('disk-full')
    copy.doc.getText('t').insert(0, 'bewaar mij')
    await time.pass(80)
    copies.release(ITEM)
    await time.pass(3000)
    expect(told).toEqual([1])
    expect(copy.status().fault?.code).toBe('disk-full')
    expect(copies.acquire(ITEM)).toBe(copy)
    copies.release(ITEM)
    desk.break(null)
    copy.retry()
    await time.pass(0)
    expect(desk.text()).toBe('bewaar mij')
    expect(told).toEqual([1, 0])
    expect(desk.log.at(-1)).toBe('close')
  })

  it('put another copy in the place of one whose words were refused, and keep those words at hand', async () => {
    const { desk, time, told, copies } = setUp()
    const copy = copies.acquire(ITEM)
    await copy.ready
    const fresh: unknown[] = []
    copies.hearReplaced(ITEM, (next) => fresh.push(next))
    desk.break('refused-role')
    typeInto(copy, 'Niet aangenomen. ')
    let unbound = false
    copy.bind(() => () => {
      unbound = true
    })
    await time.pass(80)
    desk.break(null)
    await time.pass(2000)
    expect(unbound).toBe(true)
    expect(fresh).toHaveLength(1)
    expect(copies.acquire(ITEM)).toBe(fresh[0])
    expect(keptWordsOf(ITEM)).toEqual({
      fault: { code: 'refused-role', params: {} },
      words: [{ part: 'body', field: null, text: 'Niet aangenomen. ' }],
    })
    expect(told).toEqual([1, 0])
    letGoOfWords(ITEM)
    expect(keptWordsOf(ITEM)).toBeNull()
  })

  it('do so as well when the last pane has gone', async () => {
    const { desk, time, copies } = setUp()
    const copy = copies.acquire(ITEM)
    await copy.ready
    desk.break('refused-state')
    typeInto(copy, 'Te laat.')
    copies.release(ITEM)
    await settle()
    desk.break(null)
    await time.pass(2000)
    expect(keptWordsOf(ITEM)?.words).toEqual([{ part: 'body', field: null, text: 'Te laat.' }])
    expect(desk.log.at(-1)).toBe('close')
    letGoOfWords(ITEM)
  })

  it('send nothing that one person typed when another sits down, and keep it at hand', async () => {
    const { desk, time, told, copies } = setUp()
    const copy = copies.acquire(ITEM)
    await copy.ready
    desk.break('disk-full')
    typeInto(copy, 'Van de vorige.')
    await time.pass(80)
    desk.crash()
    desk.break(null)
    copies.handOver()
    await desk.comeBack()
    await time.pass(60_000)
    expect(desk.log.filter((said) => said === 'push')).toHaveLength(1)
    expect(bodyOf(desk.disk())).toHaveLength(0)
    expect(keptWordsOf(ITEM)).toEqual({
      fault: { code: 'refused-foreign-author', params: {} },
      words: [{ part: 'body', field: null, text: 'Van de vorige.' }],
    })
    expect(told).toEqual([1, 0])
    letGoOfWords(ITEM)
  })

  it('go on as they are where everything was saved', async () => {
    const { desk, time, copies } = setUp()
    const copy = copies.acquire(ITEM)
    await copy.ready
    typeInto(copy, 'Bewaard.')
    await time.pass(80)
    copies.handOver()
    expect(copies.acquire(ITEM)).toBe(copy)
    expect(keptWordsOf(ITEM)).toBeNull()
    expect(desk.log.filter((said) => said === 'open')).toHaveLength(1)
  })
})
