import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { printDateline } from '../../../shared/domain/dateline.ts'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../lib/client.ts'
import { newItemId } from '../../lib/item-id.ts'
import { useDeskQuery } from '../../lib/queries.ts'
import { useOverview } from '../../lib/session.tsx'
import { readStored, writeStored } from '../../lib/stored.ts'
import { offerUndo, tellFault } from '../../lib/strip.ts'
import { clockTime } from '../../lib/time.ts'
import { Button, Segmented, TextInput, useNow, useZone } from '../../ui/index.ts'
import { decide } from '../decisions/index.ts'
import { readTypedTime, useSayMoment } from '../times/index.ts'
import styles from './fast-entry.module.css'
import type { PastedBrief } from './pasted-briefs.ts'
import { timesOfPaste } from './pasted-rhythm.ts'

/** How far ahead what stands already is looked at, ms. */
const AHEAD = 36 * 3_600_000
const HOUR = 3_600_000
const How = z.enum(['loose', 'rhythm'])
/** How somebody last queued a paste; it belongs to this computer. */
const KEY = 'kopij.paste.how'

const titleOf = ({ copy }: PastedBrief): string => {
  const [first] = copy.body
  const text = first?.type === 'paragraph' ? first.line.map((run) => run.text).join('') : ''
  return printDateline({ places: copy.dateline, credits: copy.credits }) + (copy.headline || text)
}

/**
 * What a paste holds, and the question whether to make briefs of it: without a time, or by a rhythm whose times are shown
 * before anything is done. One undo puts all of them away again.
 */
export const PastedOffer = ({
  briefs,
  section,
  close,
}: {
  briefs: readonly PastedBrief[]
  /** The section for briefs of which the page named none. */
  section: string
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('queue')
  const { t: tt } = useTranslation('templates')
  const settings = useOverview()?.settings
  const zone = useZone()
  const now = useNow()
  const say = useSayMoment()
  const id = useId()
  const [how, setHow] = useState(() => readStored(KEY, How, [localStorage]) ?? 'loose')
  const [every, setEvery] = useState(String(settings?.rhythm ?? 10))
  const [from, setFrom] = useState('')
  const hour = Math.floor(now / HOUR) * HOUR
  const day = useDeskQuery(
    'queue.day',
    { from: hour, to: hour + AHEAD, section: null, loose: 0 },
    { enabled: how === 'rhythm', keep: true },
  )
  const read = (typed: string): number | null => {
    const reading = readTypedTime(typed, { now, zone, past: 'refused' })
    return reading.kind === 'moment' ? reading.time.instant : null
  }
  const count = briefs.length
  const sections = briefs.map((brief) => brief.section ?? section)
  const times =
    how === 'rhythm'
      ? timesOfPaste(
          sections,
          { every, from },
          { slots: day.data?.slots ?? [], apart: settings?.queue.apart ?? 0, now, zone, read },
        )
      : null
  const ready = how === 'loose' || (times !== null && day.data !== undefined)

  const choose = (next: z.infer<typeof How>): void => {
    setHow(next)
    writeStored(KEY, next, [localStorage])
  }
  const add = async (): Promise<void> => {
    if (!ready) return
    const items = briefs.map((brief) => ({
      id: newItemId(),
      kind: 'brief' as const,
      section: brief.section ?? section,
      copy: brief.copy,
      shownAt: brief.shownAt,
    }))
    try {
      await call('desk', 'items.create', { items })
      const moves = items.flatMap(({ id }, index) => {
        const time = times?.[index]
        return time ? [{ item: id, schedule: time }] : []
      })
      if (moves.length > 0) {
        const { stopped } = await call('desk', 'queue.move', { moves })
        // The briefs are there, only without their times: that is said, and they stand in the list.
        if (stopped[0]) tellFault(stopped[0].fault)
      }
    } catch (thrown) {
      return tellFault(faultOf(thrown))
    }
    close()
    offerUndo(t('entry.addedPasted', { count }), () => {
      void decide(
        items.map(({ id }) => id),
        { type: 'spike' },
      ).then(({ failed: [wrong] }) => wrong && tellFault(wrong.fault))
    })
  }
  return (
    <section className={styles['pasted']} aria-label={t('entry.pasted', { count })}>
      <p role="status">{t('entry.pasted', { count })}</p>
      <div className={styles['rhythm']}>
        <Segmented
          label={tt('paste.when')}
          value={how}
          choose={choose}
          options={[
            { value: 'loose', label: tt('paste.loose') },
            { value: 'rhythm', label: tt('paste.rhythm') },
          ]}
        />
        {how === 'rhythm' ? (
          <>
            <label htmlFor={`${id}-every`}>{tt('paste.every')}</label>
            <span className={styles['every']}>
              <TextInput
                id={`${id}-every`}
                type="number"
                min={1}
                max={240}
                value={every}
                onChange={(event) => setEvery(event.target.value)}
              />
            </span>
            <label htmlFor={`${id}-from`}>{tt('paste.from')}</label>
            <span className={styles['from']}>
              <TextInput
                id={`${id}-from`}
                value={from}
                autoComplete="off"
                placeholder={times?.[0] ? clockTime(times[0].instant, zone) : '17.30'}
                aria-invalid={times === null}
                onChange={(event) => setFrom(event.target.value)}
              />
            </span>
          </>
        ) : null}
      </div>
      {how === 'rhythm' && times === null ? (
        <p className={styles['wrong']} role="alert">
          {tt('paste.fromUnread')}
        </p>
      ) : null}
      <ol>
        {briefs.map((brief, index) => {
          const time = times?.[index]
          return (
            <li key={titleOf(brief)}>
              {time ? (
                <time dateTime={new Date(time.instant).toISOString()} title={say(time.instant)}>
                  {clockTime(time.instant, zone)}
                </time>
              ) : null}
              {titleOf(brief)}
              {brief.shownAt === null ? null : (
                <span className={styles['age']}>
                  {tt('paste.age', { time: clockTime(brief.shownAt, zone) })}
                </span>
              )}
            </li>
          )
        })}
      </ol>
      <span className={styles['answers']}>
        <Button look="ink" autoFocus disabled={!ready} onClick={() => void add()}>
          {t('entry.addPasted', { count })}
        </Button>
        <Button onClick={close}>{t('cancel', { ns: 'common' })}</Button>
      </span>
    </section>
  )
}
