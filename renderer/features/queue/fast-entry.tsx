import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useId,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../../../shared/errors.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { newItemId } from '../../lib/item-id.ts'
import { usePlace } from '../../lib/navigation.tsx'
import { useOverview, useSession } from '../../lib/session.tsx'
import { Announce, Button, Select, useNow, useZone } from '../../ui/index.ts'
import { type ChosenTime, readTypedTime, type TypedTime, useSayMoment } from '../times/index.ts'
import { type BriefLine, readBriefLine } from './brief-line.ts'
import { keepDraft, readDraft } from './entry-draft.ts'
import { EntryReading } from './entry-reading.tsx'
import styles from './fast-entry.module.css'
import { makeBrief, type NewBrief, newBrief } from './make-brief.ts'
import { briefsInPaste, type PastedBrief } from './pasted-briefs.ts'
import { PastedOffer } from './pasted-offer.tsx'

/** Why a line was not made into a brief: the sentence is in `queue.entry` or `queue.time`. */
type Refusal = 'empty' | 'time' | null

const firstWords = (text: string): string => (text.length > 60 ? `${text.slice(0, 58).trimEnd()}…` : text)

/** Which moment a line is for. A time that is no single moment keeps the line where it is, until it is one. */
const momentOf = (read: BriefLine<TypedTime>): { ok: true; time: ChosenTime | null } | { ok: false } => {
  if (read.time === null) return { ok: true, time: null }
  if (read.time.type === 'read' && read.time.when.kind === 'moment') {
    return { ok: true, time: read.time.when.time }
  }
  return { ok: false }
}

/** Briefs one after another: a line, Enter, the next line. Dateline, credits and time are read while typing. */
export const FastEntry = ({ field }: { field: RefObject<HTMLTextAreaElement | null> }): ReactNode => {
  const { t } = useTranslation('queue')
  const { session, person } = useSession()
  const overview = useOverview()
  const zone = useZone()
  const now = useNow()
  const say = useSayMoment()
  const id = useId()
  const shown = usePlace((place) => place.section)
  const [draft, setDraft] = useState(() => readDraft(session.desk.id, person.id))
  const [takeOffer, setTakeOffer] = useState(false)
  const [chosenTime, setChosenTime] = useState<ChosenTime | null>(null)
  const [refusal, setRefusal] = useState<Refusal>(null)
  const [lost, setLost] = useState<{ brief: NewBrief; fault: Fault }[]>([])
  const [pasted, setPasted] = useState<readonly PastedBrief[]>([])
  const [said, setSaid] = useState('')

  const sections = (overview?.sections ?? []).filter(({ active }) => active).sort((a, b) => a.order - b.order)
  const wanted = [draft.section, shown].find((one) => sections.some((section) => section.id === one))
  const section = wanted ?? sections[0]?.id ?? ''
  const read = readBriefLine<TypedTime>(draft.line, {
    agencies: overview?.agencies ?? [],
    takeOffer,
    readTime: (typed) => {
      const time = readTypedTime(typed, { now, zone, past: 'refused' })
      return time.kind === 'none' ? null : time
    },
  })

  const change = (next: Partial<typeof draft>): void => {
    const made = { ...draft, ...next }
    setDraft(made)
    keepDraft(session.desk.id, person.id, made)
    setRefusal(null)
    if (next.line !== undefined) setChosenTime(null)
    if (next.line === '') setTakeOffer(false)
  }

  const make = async (brief: NewBrief): Promise<void> => {
    const fault = await makeBrief(brief)
    setLost((before) => [
      ...before.filter((one) => one.brief.id !== brief.id),
      ...(fault ? [{ brief, fault }] : []),
    ])
    if (fault) return
    const headline = firstWords(brief.line)
    const sentence = brief.time
      ? t('entry.madeAt', { headline, when: say(brief.time.instant, brief.time.zone) })
      : t('entry.made', { headline })
    setSaid(sentence)
  }

  const enter = (): void => {
    const moment = chosenTime ? { ok: true as const, time: chosenTime } : momentOf(read)
    if (draft.line.trim() === '') setRefusal(null)
    else if (read.text === '') setRefusal('empty')
    else if (!moment.ok) setRefusal('time')
    else {
      void make(newBrief(newItemId(), draft.line.trim(), read, section, moment.time))
      change({ line: '' })
    }
  }

  const onPaste = (event: ClipboardEvent): void => {
    const plain = event.clipboardData.getData('text/plain')
    const html = event.clipboardData.getData('text/html')
    const found = briefsInPaste(
      { plain, ...(html === '' ? {} : { html }) },
      { agencies: overview?.agencies ?? [], sections, now },
    )
    if (found.length === 0) return
    event.preventDefault()
    setPasted(found)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' && !event.shiftKey && read.offer) {
      // As a completion is taken anywhere; the next Tab walks on.
      event.preventDefault()
      setTakeOffer(true)
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    enter()
  }

  return (
    <form
      className={styles['entry']}
      aria-label={t('entry.title')}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className={styles['line']}>
        <div className={styles['section']}>
          <Select
            aria-label={t('entry.section')}
            options={sections.map(({ id: value, name: label }) => ({ value, label }))}
            value={section}
            choose={(value) => change({ section: value })}
          />
        </div>
        <textarea
          ref={field}
          rows={1}
          className={styles['text']}
          aria-label={t('entry.label')}
          aria-describedby={`${id}-reading ${id}-hint`}
          aria-invalid={refusal !== null}
          placeholder={t('entry.placeholder')}
          lang={session.settings.language}
          value={draft.line}
          data-pane-focus
          // A brief is one paragraph: what is pasted over several lines becomes one line.
          onChange={(event) => change({ line: event.target.value.replace(/\s*\n\s*/gu, ' ') })}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
        />
        <Button look="ink" tall keys={['↵']} onClick={enter}>
          {t('add', { ns: 'common' })}
        </Button>
      </div>
      <div id={`${id}-reading`}>
        {draft.line.trim() === '' ? (
          <p id={`${id}-hint`} className={styles['hint']}>
            {t('entry.hint')}
          </p>
        ) : (
          <EntryReading
            read={read}
            refused={refusal}
            chosen={chosenTime}
            choose={(time) => {
              setChosenTime(time)
              setRefusal(null)
            }}
            take={() => setTakeOffer(true)}
          />
        )}
      </div>
      {pasted.length > 0 ? (
        <PastedOffer
          briefs={pasted}
          section={section}
          close={() => {
            setPasted([])
            field.current?.focus()
          }}
        />
      ) : null}
      {lost.map(({ brief, fault }) => (
        <div key={brief.id} className={styles['lost']}>
          <p lang={session.settings.language}>{brief.line}</p>
          <FaultBanner
            fault={fault}
            after={<Button onClick={() => void make(brief)}>{t('retry', { ns: 'common' })}</Button>}
          />
        </div>
      ))}
      <Announce>{said}</Announce>
    </form>
  )
}
