import type { Copy } from '../../../shared/domain/copy.ts'
import type { Fault } from '../../../shared/errors.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { call } from '../../lib/client.ts'
import type { ChosenTime } from '../times/index.ts'
import type { BriefLine } from './brief-line.ts'

/** A brief that is about to be made. The id is made here, so that trying again cannot make a second one. */
export type NewBrief = {
  id: Id
  /** As it was typed, to give back when it could not be kept. */
  line: string
  section: string
  copy: Partial<Copy>
  time: ChosenTime | null
}

/** The brief that a line stands for. */
export const newBrief = (
  id: Id,
  line: string,
  read: Pick<BriefLine<unknown>, 'places' | 'credits' | 'text'>,
  section: string,
  time: ChosenTime | null,
): NewBrief => ({
  id,
  line,
  section,
  time,
  copy: {
    dateline: read.places,
    credits: read.credits.map(({ code }) => code),
    body: [{ type: 'paragraph', line: [{ text: read.text }] }],
  },
})

/** Makes the brief and gives it its time. The answer is what went wrong; null when all of it is on disk. */
export const makeBrief = async ({ id, section, copy, time }: NewBrief): Promise<Fault | null> => {
  try {
    await call('desk', 'items.create', { items: [{ id, kind: 'brief', section, copy, shownAt: null }] })
    if (!time) return null
    const [outcome] = await call('desk', 'items.decide', {
      items: [id],
      decision: { type: 'schedule', ...time },
    })
    return outcome?.fault ?? null
  } catch (thrown) {
    return faultOf(thrown)
  }
}

/**
 * The id for a brief that fills a returning slot: its own, so that two people fill it once, or another one where that brief
 * was made before and went elsewhere.
 */
export const freeIdFor = async (own: Id, other: Id): Promise<Id> =>
  call('desk', 'items.get', { item: own }).then(
    () => other,
    () => own,
  )
