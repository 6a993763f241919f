import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../../../shared/errors.ts'
import type { Language } from '../../../shared/i18n/index.ts'
import type { QueueSlot } from '../../../shared/ipc/queue.ts'
import { faultSentences, remedyOf } from '../../lib/faults.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useStore } from '../../lib/store.ts'
import { clockTime, dayOf } from '../../lib/time.ts'
import { Button, useNow, useZone } from '../../ui/index.ts'
import { exactDuration, useSayMoment } from '../times/index.ts'
import styles from './missed-slots.module.css'
import type { QueueModel } from './timetable/model.ts'
import { useTitle } from './timetable/slot-text.tsx'

/** A brief is called by its first words; a sentence about it has no room for all of them. */
const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 58).trimEnd()}…` : text)

const isApproved = (row: QueueSlot): boolean => row.approved && !row.held

/** So many are asked about; the hub asks the others when they are sent. */
const MOST_ASKED = 500

/** What keeps approved briefs in, by brief; undefined while the desk has not said. */
const useStopped = (missed: readonly QueueSlot[]): ReadonlyMap<string, Fault> | undefined => {
  const items = missed
    .filter(isApproved)
    .slice(0, MOST_ASKED)
    .map(({ id }) => id)
  const { data, isError } = useDeskQuery(
    'queue.stopped',
    { items },
    { enabled: items.length > 0, keep: true },
  )
  if (items.length === 0 || isError) return new Map()
  return data && new Map(data.map(({ item, fault }) => [item, fault]))
}

/** What can be done about slots that went by. */
export type MissedWays = {
  release: (rows: readonly QueueSlot[]) => void
  submit: (rows: readonly QueueSlot[]) => void
  read: (rows: readonly QueueSlot[]) => void
  retime: (rows: readonly QueueSlot[]) => void
  drop: (rows: readonly QueueSlot[]) => void
}

const Line = ({
  row,
  stopped,
  several,
  picked,
  pick,
}: {
  row: QueueSlot
  /** What keeps it in; null is nothing, undefined is not known yet. */
  stopped: Fault | null | undefined
  several: boolean
  picked: boolean
  pick: (picked: boolean) => void
}): ReactNode => {
  const { t, i18n } = useTranslation('timetable')
  const title = useTitle()
  const zone = useZone()
  const now = useNow()
  const say = useSayMoment()
  const id = useId()
  const language: Language = i18n.language === 'nl' ? 'nl' : 'en'
  const remedy = stopped ? remedyOf(stopped, language, row.id) : null
  const standing = (): string => {
    if (row.held) return t('missed.held')
    if (!isApproved(row)) return t('missed.unapproved')
    if (stopped) return t('missed.stopped', { why: faultSentences(stopped, language).what })
    return stopped === null ? t('missed.ready') : ''
  }
  const due = row.dueAt ?? now
  const time = dayOf(due, zone) === dayOf(now, zone) ? clockTime(due, zone) : say(due)
  return (
    <li>
      {several ? (
        <input
          type="checkbox"
          id={id}
          checked={picked}
          aria-label={t('missed.which', { words: shorten(title(row)) })}
          onChange={(event) => pick(event.target.checked)}
        />
      ) : null}
      <label htmlFor={id}>
        <b>{t('missed.line', { time, late: exactDuration(Math.max(0, now - due), i18n.language) })}</b>
        <span className={styles['words']}>{shorten(title(row))}</span>
        <span>{standing()}</span>
      </label>
      {remedy ? (
        <Button look="quiet" onClick={remedy.run}>
          {remedy.label}
        </Button>
      ) : null}
    </li>
  )
}

/**
 * Slots that went by without their copy going out, in one place: which, how late, and what happens to one or many of
 * them (design, "Time": nothing is silently late). All of them are chosen until somebody chooses otherwise.
 */
export const MissedSlots = ({
  model,
  ways,
  field,
}: {
  model: QueueModel
  ways: MissedWays
  /** The new time that is being typed. */
  field: ReactNode
}): ReactNode => {
  const { t } = useTranslation('timetable')
  const missed = useStore(model.beside, (beside) => beside.missed)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const stopped = useStopped(missed)
  if (missed.length === 0) return null
  const several = missed.length > 1
  const picked = several ? missed.filter(({ id }) => !left.has(id)) : missed
  const ready = picked.filter((row) => isApproved(row) && stopped?.has(row.id) === false)
  const open = picked.filter((row) => !isApproved(row) && row.state !== 'submitted')
  const waiting = picked.filter((row) => !isApproved(row) && row.state === 'submitted')
  const pick = (id: string, on: boolean): void =>
    setLeft((before) => {
      const next = new Set(before)
      if (on) next.delete(id)
      else next.add(id)
      return next
    })
  return (
    <section
      className={styles['missed']}
      aria-label={t('missed.title', { count: missed.length })}
      data-missed
      tabIndex={-1}
    >
      <TriangleAlert aria-hidden="true" />
      <div className={styles['slots']}>
        <strong role="alert">{t('missed.title', { count: missed.length })}</strong> {t('missed.hint')}
        <ul>
          {missed.map((row) => (
            <Line
              key={row.id}
              row={row}
              stopped={stopped && (stopped.get(row.id) ?? null)}
              several={several}
              picked={!left.has(row.id)}
              pick={(on) => pick(row.id, on)}
            />
          ))}
        </ul>
        {field ?? (
          <div className={styles['ways']}>
            {picked.length === 0 ? <span>{t('missed.none')}</span> : null}
            {ready.length > 0 ? (
              <Button look="ink" onClick={() => ways.release(ready)}>
                {t('missed.send', { count: ready.length })}
              </Button>
            ) : null}
            {open.length > 0 ? (
              <Button look={ready.length > 0 ? 'edge' : 'ink'} onClick={() => ways.submit(open)}>
                {t('missed.submit')}
              </Button>
            ) : null}
            {waiting.length > 0 ? (
              <Button look={ready.length > 0 ? 'edge' : 'ink'} onClick={() => ways.read(waiting)}>
                {t('missed.read')}
              </Button>
            ) : null}
            {picked.length > 0 ? (
              <>
                <Button onClick={() => ways.retime(picked)}>{t('missed.newTime')}</Button>
                <Button look="quiet" onClick={() => ways.drop(picked)}>
                  {t('missed.drop')}
                </Button>
              </>
            ) : null}
          </div>
        )}
      </div>
    </section>
  )
}
