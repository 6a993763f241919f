import '../../lib/late-sentences.ts'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Replaced } from '../../../shared/document/passages.ts'
import { fourEyes as areWatching } from '../../../shared/domain/permissions.ts'
import type { ItemDetail } from '../../../shared/domain/view.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner, faultSentences } from '../../lib/faults.tsx'
import { openItem } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useOverview, useSession } from '../../lib/session.tsx'
import { tell } from '../../lib/strip.ts'
import { Banner, Button, Dialog, Field, TextArea, TextInput } from '../../ui/index.ts'
import { type Decided, decide, tellDecided } from '../decisions/index.ts'
import { type Asked, keepReason, reasonKept } from './asked.ts'
import { Carriers } from './carriers.tsx'
import { Choices } from './choices.tsx'
import styles from './composer.module.css'
import {
  answersFor,
  type Carrier,
  comesAlong,
  courseOf,
  killWay,
  MATTERS,
  type Matter,
  type Second,
  secondsOf,
} from './course.ts'
import { draftNote } from './draft-note.ts'
import { KillAlone } from './kill-alone.tsx'
import { Receivers } from './receivers.tsx'
import { correctAll, type KillBy, killAll } from './take-course.ts'

const NOTHING = '0'.repeat(64)
const LONGEST = 2000

/** What has to happen with an article that is out: three short questions, and what follows from the answers. */
export const Composer = ({ asked, close }: { asked: Asked; close: () => void }): ReactNode => {
  const detail = useDeskQuery('items.get', { item: asked.item })
  if (detail.error) {
    return (
      <Dialog open close={close} title="">
        <FaultBanner fault={detail.error.fault} item={asked.item} />
      </Dialog>
    )
  }
  return detail.data ? <Asking asked={asked} detail={detail.data} close={close} /> : null
}

const Asking = ({
  asked,
  detail,
  close,
}: {
  asked: Asked
  detail: ItemDetail
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('after')
  const common = useTranslation('common')
  const { language } = useSession()
  const overview = useOverview()
  const form = useId()
  const { row, state, actions } = detail
  const first = asked.course === null ? { matter: null, second: null } : answersFor(asked.course)
  const [matter, setMatter] = useState<Matter | null>(first.matter)
  const [second, setSecond] = useState<Second | null>(first.second)
  const [reason, setReason] = useState(state.killAsked?.reason ?? reasonKept(row.id))
  const [own, setOwn] = useState<string | null>(null)
  const [alone, setAlone] = useState(false)
  const [why, setWhy] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set())
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Fault | null>(null)

  const course = courseOf({ matter, second })
  const about = course === 'correct' ? 'change' : 'all'
  const version = state.live?.version ?? state.unpublished?.version ?? 0
  const revision = state.live?.revision ?? state.unpublished?.revision ?? NOTHING
  const live = useDeskQuery('items.revision', { item: row.id, revision }, { enabled: revision !== NOTHING })
  const ready = course !== null && course !== 'update' && !(course === 'correct' && !row.changed)
  const carrying = useDeskQuery('items.carrying', { item: row.id, about }, { enabled: ready })
  const replaced: readonly Replaced[] = carrying.data?.replaced ?? []
  const note = own ?? draftNote(live.data?.copy.language ?? 'nl', version, replaced)
  const along = (carrying.data?.found ?? []).filter(
    (one: Carrier) => course !== null && chosen.has(one.row.id) && comesAlong(one, course),
  )
  const best = killWay(detail)
  const way = alone ? 'alone' : best
  const watched = areWatching({
    approvers: (overview?.people ?? []).filter((one) => one.active && one.roles.includes('chief')).length,
    chiefMayFix: false,
  })
  const title = row.headline || common.t('untitledBrief')
  /** Why the way is closed to this person, or null. */
  const closed =
    course === 'kill'
      ? way === null
        ? (actions.kill ?? 'refused-state')
        : null
      : course === null
        ? null
        : actions[course === 'correct' ? 'submit' : course === 'update' ? 'follow' : 'unpublish']
  const wantsReason = course !== null && course !== 'update'
  const missing = wantsReason && reason.trim() === ''
  const missingWhy = course === 'kill' && way === 'alone' && why.trim() === ''

  const act = (): string => {
    if (course === null) return t('act.none')
    if (course === 'correct') return t(row.changed ? 'act.correct' : 'act.toText')
    return course === 'kill' ? t(`act.kill.${way ?? 'ask'}`) : t(`act.${course}`)
  }
  const tellOf = (decided: Decided, done: string): void =>
    tellDecided(decided, { done, partly: t('done.partly', { count: decided.failed.length }) }, null)
  /** Says what became of it; what went through for none of them is answered instead, and is said in the dialog. */
  const say = (decided: Decided, done: string): Fault | null => {
    const [wrong] = decided.failed
    if (wrong && decided.done.length === 0) return wrong.fault
    tellOf(decided, done)
    return null
  }

  const follow = async (): Promise<Fault | null> => {
    const id = crypto.randomUUID() as Id
    const update = { id, kind: row.kind, section: row.section, copy: {}, shownAt: null, follows: row.id }
    try {
      await call('desk', 'items.create', { items: [update] })
      openItem(id, 'headline')
      tell(t('done.update'))
      return null
    } catch (thrown) {
      return faultOf(thrown)
    }
  }
  /** Why none of it went through, or null. */
  const take = async (): Promise<Fault | null> => {
    switch (course) {
      case null:
        return null
      case 'update':
        return await follow()
      case 'unpublish': {
        const ids = [row.id, ...along.map((one) => one.row.id)]
        return say(
          await decide(ids, { type: 'unpublish', reason }),
          t('done.unpublish', { count: ids.length }),
        )
      }
      case 'kill': {
        const by: KillBy = way === 'alone' ? { way, why } : { way: way ?? 'ask' }
        const decided = await killAll(row.id, along, by, { reason, fourEyes: watched })
        return say(
          decided,
          t(by.way === 'ask' ? 'done.askKill' : 'done.kill', { count: decided.done.length }),
        )
      }
      case 'correct': {
        if (!row.changed) {
          keepReason(row.id, reason.trim())
          openItem(row.id, 'body')
          tell(t('done.toText'))
          return null
        }
        const decided = await correctAll(row.id, along, replaced, { reason, note: note.trim() })
        if (decided.failed.length === 0) keepReason(row.id, '')
        return say(decided, t('done.correct', { count: decided.done.length }))
      }
    }
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (course === null || closed !== null || missing || missingWhy || busy) return
    setBusy(true)
    const wrong = await take()
    setBusy(false)
    setRefused(wrong)
    // What was written about it stays until it went through.
    if (!wrong) close()
  }
  const drop = (): void => {
    close()
    void decide([row.id], { type: 'drop-kill' }).then((decided) => tellOf(decided, t('done.drop')))
  }

  const askedBy = detail.history.find(({ by, type }) => type === 'kill-asked' && by === state.killAsked?.by)
  return (
    <Dialog
      open
      close={close}
      size="wide"
      title={t('title')}
      actions={
        <>
          {state.killAsked && actions['drop-kill'] === null ? (
            <Button look="quiet" onClick={drop}>
              {t('act.drop')}
            </Button>
          ) : null}
          <Button onClick={close}>{common.t('cancel')}</Button>
          <Button
            look={course === 'kill' && way !== 'ask' ? 'danger' : 'ink'}
            type="submit"
            form={form}
            disabled={course === null || closed !== null || busy}
          >
            {act()}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={(event) => void submit(event)}>
        {refused ? <FaultBanner fault={refused} item={row.id} /> : null}
        <p className={styles['what']}>
          <strong>{title}</strong> <span className={styles['quiet']}>{t('version', { version })}</span>
        </p>
        {state.killAsked ? (
          <Banner look="stop" title={t('killAsked', { name: askedBy?.byName ?? '' })}>
            {state.killAsked.reason}
          </Banner>
        ) : null}
        <Choices
          question={t('first.question')}
          options={MATTERS.map((value) => ({
            value,
            label: t(`first.${value}.label`),
            leads: t(`first.${value}.leads`),
          }))}
          value={matter}
          choose={(value) => {
            setMatter(value)
            setSecond(null)
          }}
          autoFocus={asked.course === null}
        />
        {matter === null ? null : (
          <Choices
            question={t(`second.${matter}`)}
            options={secondsOf(matter).map((value) => ({
              value,
              label: t(`second.${value}.label`),
              leads: t(`second.${value}.leads`),
            }))}
            value={second}
            choose={setSecond}
          />
        )}
        {course === null ? null : (
          <p className={styles['course']} role="status">
            {t(`course.${course}`, { next: version + 1, version })}
          </p>
        )}
        {closed === null ? null : (
          <p className={styles['closed']}>{faultSentences({ code: closed, params: {} }, language).what}</p>
        )}
        {wantsReason ? (
          <Field
            label={t('third')}
            hint={t(course === 'kill' ? 'reasonGoes' : 'reasonStays')}
            error={tried && missing ? t('reasonMissing') : null}
          >
            {(slot) => (
              <TextInput
                {...slot}
                value={reason}
                maxLength={LONGEST}
                autoFocus={asked.course !== null}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        {course === 'correct' && row.changed ? (
          <Field label={t('note')} hint={t('noteHint')}>
            {(slot) => (
              <TextArea
                {...slot}
                lang={live.data?.copy.language}
                value={note}
                rows={2}
                maxLength={LONGEST}
                spellCheck={false}
                onChange={(event) => setOwn(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        {course === 'kill' && best !== 'kill' && actions['kill-alone'] === null ? (
          <KillAlone
            alone={way === 'alone'}
            only={best === 'alone'}
            setAlone={setAlone}
            why={why}
            setWhy={setWhy}
            missing={tried && missingWhy}
          />
        ) : null}
        {course === null ? null : (
          <Receivers item={row.id} copy={live.data?.copy} course={course} version={version} />
        )}
        {ready && course !== null ? (
          <Carriers
            found={carrying.data?.found}
            course={course}
            chosen={chosen}
            choose={setChosen}
            close={close}
          />
        ) : null}
      </form>
    </Dialog>
  )
}
