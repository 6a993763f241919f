/** Everything that a desk process does with an item, done to items that are newer than it. */
import { exportClipboard, exportFiles } from '../../../main/desk/export.ts'
import { list, search } from '../../../main/desk/lists.ts'
import { pageAt } from '../../../main/desk/page.ts'
import { readWorkingCopy } from '../../../main/desk/project.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { openTestDesk, type TestDesk } from '../../support/desk.ts'
import { ADDITIONS, type Addition } from './generations.ts'
import { removedFrom, sameState } from './loss.ts'
import { stateOf, story, writeNewer } from './newer.ts'

export type DeskFigures = {
  cases: number
  removed: number
  /** Readings in which words are missing. */
  unread: number
  threw: number
  /** Copies that were named or judged without having been read whole. */
  named: number
}

const look = (
  desk: TestDesk,
  item: string,
  addition: Addition,
  words: readonly string[],
  figures: DeskFigures,
): void => {
  const { context } = desk.desk
  const actor = actorOf(context.db, desk.founder)
  const query = { section: null, states: [], limit: 50 }
  const readings: Record<string, () => unknown> = {
    copy: () => readWorkingCopy(context.db, item),
    page: () =>
      pageAt(context, { section: desk.section, at: context.clock.now(), lead: item, planned: true }),
    files: () => exportFiles(context, [item]),
    clipboard: () => exportClipboard(context, [item]),
  }
  const others: (() => unknown)[] = [
    () => list(context, actor, { ...query, list: 'desk', kind: null, offset: 0 }),
    () => search(context, actor, { ...query, query: addition }),
    () => desk.detail(item),
  ]
  for (const [name, read] of Object.entries(readings)) {
    try {
      const said = JSON.stringify(read())
      if (!words.every((each) => said.includes(each))) figures.unread += 1
    } catch (error) {
      figures.threw += 1
      console.error(name, addition, error)
    }
  }
  for (const other of others) {
    try {
      other()
    } catch (error) {
      figures.threw += 1
      console.error(addition, error)
    }
  }
}

export const runDesk = async (): Promise<DeskFigures> => {
  const figures: DeskFigures = { cases: 0, removed: 0, unread: 0, threw: 0, named: 0 }
  const desk = await openTestDesk('Scheve redactie')
  try {
    const made = ADDITIONS.map((addition, index) => {
      const item = desk.make(desk.founder, 'lead', story(`Bericht met ${addition}`))
      // Submitted by this build before the newer words come: what was read then may not be approved now.
      desk.decide(desk.founder, item, { type: 'submit' })
      const submitted = desk.detail(item).state.submitted ?? ''
      const words = writeNewer(desk.desk, item, desk.founder, addition, 1_000_000 + index)
      return { addition, item, words, submitted, before: stateOf(desk.desk, item) }
    })
    for (const { addition, item, words, submitted } of made) {
      figures.cases += 1
      look(desk, item, addition, words, figures)
      const submit = desk.decide(desk.founder, item, { type: 'submit' })
      const approve = desk.decide(desk.founder, item, {
        type: 'approve',
        revision: submitted,
        bypass: 'proef',
      })
      for (const { fault } of [submit, approve])
        if (fault?.code !== 'refused-newer-schema') figures.named += 1
      if (desk.decide(desk.founder, item, { type: 'withdraw' }).fault) figures.threw += 1
    }
    await desk.settle()
    const again = await desk.reopen()
    for (const { addition, item, words, before } of made) {
      look(again, item, addition, words, figures)
      const after = stateOf(again.desk, item)
      figures.removed += removedFrom(before, after) + (sameState(before, after) ? 0 : 1)
    }
    await again.stop()
  } finally {
    await desk.remove()
  }
  return figures
}
