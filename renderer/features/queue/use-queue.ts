import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lateLimit } from '../../../shared/domain/goes-out.ts'
import type { Fault } from '../../../shared/errors.ts'
import { usePlace } from '../../lib/navigation.tsx'
import { useOverview, useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { useZone } from '../../ui/index.ts'
import { useSayMoment } from '../times/index.ts'
import { type Acts, createActs, noSteps, type QueueSteps, type Words } from './timetable/acts.ts'
import { feed } from './timetable/feed.ts'
import { dayOn } from './timetable/geometry.ts'
import { createQueueModel, type QueueModel } from './timetable/model.ts'

/** Minutes between briefs that are queued in one go, where the desk does not say. */
const RHYTHM = 10

/** What can be taken back in the queue of this window, and whose that is. Nothing of it outlives the window. */
let kept: { of: string; steps: QueueSteps } | null = null

/** The steps of whoever sits here: they stand when somebody comes back to the queue, and go when somebody else sits down. */
const stepsOf = (of: string): QueueSteps => {
  if (kept?.of !== of) kept = { of, steps: noSteps() }
  return kept.steps
}

/** The queue of this window: what it holds, what is done to it, and the words for that. */
export type Queue = {
  model: QueueModel
  acts: Acts
  /** The words as they are now. */
  words: () => Words
  clock: () => number
  rhythm: () => number
  fault: Fault | null
}

/** The queue of the section that the window shows, kept true as long as the view is there. */
export const useQueue = (): Queue => {
  const { t } = useTranslation('queue')
  const { t: tt } = useTranslation('timetable')
  const zone = useZone()
  const { session, person } = useSession()
  const say = useSayMoment()
  const section = usePlace((place) => place.section)
  const settings = useOverview()?.settings
  const words = useRef<Words>({ t, tt, say, zone })
  words.current = { t, tt, say, zone }
  const rhythm = useRef(RHYTHM)
  rhythm.current = settings?.rhythm ?? RHYTHM
  const [fault, setFault] = useState<Fault | null>(null)

  const [made] = useState(() => {
    const clock = (): number => Date.now()
    const model = createQueueModel({
      day: dayOn(clock(), zone),
      now: clock(),
      rules: { apart: null, gap: null },
    })
    const ask = (): Words => words.current
    return {
      model,
      acts: createActs(model, ask, clock, stepsOf(`${session.desk.id} ${person.id}`)),
      words: ask,
      clock,
      rhythm: () => rhythm.current,
    }
  })
  const { model } = made

  const apart = settings?.queue.apart ?? 0
  const gap = settings?.queue.longestGap ?? null
  const late = settings ? lateLimit(settings.missed) : null
  useEffect(() => {
    if (late !== null) model.setRules({ apart: apart === 0 ? null : apart, gap }, late)
  }, [model, apart, gap, late])

  const day = useStore(model.drawing, ({ scale }) => scale.day)
  useEffect(
    () =>
      feed({ day, section }, (slots, more, found) => {
        setFault(found)
        if (found === null) model.take(slots, more)
      }),
    [model, day, section],
  )
  return { ...made, fault }
}
