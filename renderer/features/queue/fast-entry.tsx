import { LayoutTemplate } from 'lucide-react'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Placeholder } from '../../../shared/domain/recurring.ts'
import type { Template } from '../../../shared/domain/template.ts'
import type { Id } from '../../../shared/ids.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { newItemId } from '../../lib/item-id.ts'
import { openTemplates } from '../../lib/making.ts'
import { usePlace } from '../../lib/navigation.tsx'
import { useOverview, useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { offerUndo } from '../../lib/strip.ts'
import { clockTime } from '../../lib/time.ts'
import { Announce, Banner, Button, IconButton, Select, useNow, useZone } from '../../ui/index.ts'
import { type ChosenTime, readTypedTime, type TypedTime, useSayMoment } from '../times/index.ts'
import { type BriefLine, readBriefLine } from './brief-line.ts'
import { type EnteredLine, enteredLines } from './entered-lines.ts'
import { keepDraft, readDraft, type StoredLine } from './entry-draft.ts'
import { useFollowUp } from './entry-follow.ts'
import { EntryReading } from './entry-reading.tsx'
import { filling } from './entry-slots.tsx'
import { lineOfTemplate, templatesFor } from './entry-templates.ts'
import styles from './fast-entry.module.css'
import { newBrief } from './make-brief.ts'
import { briefsInPaste, type PastedBrief } from './pasted-briefs.ts'
import { PastedOffer } from './pasted-offer.tsx'
import type { QueueModel } from './timetable/model.ts'

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
export const FastEntry = ({
  field,
  model,
  leave,
}: {
  field: RefObject<HTMLTextAreaElement | null>
  model: QueueModel
  /** To the briefs; `made` is the one that was made here last. */
  leave: (made: Id | null) => void
}): ReactNode => {
  const { t } = useTranslation('queue')
  const { t: tt } = useTranslation('templates')
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
  /** The returning slot that the line is for. A time in the line goes before its time. */
  const [slot, setSlot] = useState<Placeholder | null>(null)
  const [refusal, setRefusal] = useState<Refusal>(null)
  useFollowUp(model)
  const entered = enteredLines(session.desk.id, person.id)
  useEffect(() => entered.show(), [entered])
  const left = useStore(entered.lines).filter(({ fault, found }) => fault !== null || found)
  const [pasted, setPasted] = useState<readonly PastedBrief[]>([])
  const [said, setSaid] = useState('')
  const last = useRef<Id | null>(null)

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

  // A slot of this morning is filled without its time: that one is over, and the brief gets one by hand.
  const slotTime: ChosenTime | null =
    slot && slot.at > now ? { wall: slot.wall, zone: slot.slot.zone, instant: slot.at } : null

  const change = (next: Partial<typeof draft>): void => {
    const made = { ...draft, ...next }
    setDraft(made)
    keepDraft(session.desk.id, person.id, made)
    setRefusal(null)
    if (next.line !== undefined) setChosenTime(null)
    if (next.line === '') {
      setTakeOffer(false)
      setSlot(null)
    }
  }

  const make = async (line: StoredLine): Promise<void> => {
    const headline = firstWords(line.brief.line)
    const brief = await entered.make(line, t('entry.waits', { headline }))
    if (!brief) return
    last.current = brief.id
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
      const line = draft.line.trim()
      const time = moment.time ?? slotTime
      const key = newItemId()
      const brief = newBrief(key, line, read, section, time)
      void make({ key, fills: slot?.brief ?? null, brief, fault: null })
      change({ line: '' })
    }
  }

  const letGo = (line: EnteredLine): void => {
    const putBack = entered.letGo(line)
    offerUndo(t('entry.gone', { headline: firstWords(line.brief.line) }), putBack)
    field.current?.focus()
  }

  const offered = templatesFor(draft.line, overview?.templates ?? [])
  const take = (template: Template | null, wanted: string | null): void => {
    change({
      line: template ? lineOfTemplate(template) : '',
      section: wanted ?? template?.section ?? draft.section,
    })
    field.current?.focus()
  }
  const fill = useEffectEvent((placeholder: Placeholder): void => {
    const { template, section: of } = placeholder.slot
    take((overview?.templates ?? []).find(({ id }) => id === template) ?? null, of)
    setSlot(placeholder)
    filling.set(null)
  })
  const asked = useStore(filling)
  useEffect(() => {
    if (asked) fill(asked)
  }, [asked])

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
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      // The line stays as it is. The keys of the queue are letters here, and its own again there.
      event.preventDefault()
      leave(last.current)
      return
    }
    const [first] = offered ?? []
    if (first && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
      event.preventDefault()
      take(first, null)
      return
    }
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
        <IconButton label={tt('entry.manage')} icon={<LayoutTemplate />} onClick={openTemplates} />
      </div>
      {slot ? (
        <p className={styles['for']}>
          {tt('entry.forSlot', { name: slot.slot.name, time: clockTime(slot.at, zone) })}
          <Button look="quiet" onClick={() => setSlot(null)}>
            {tt('entry.leaveSlot')}
          </Button>
        </p>
      ) : null}
      <div id={`${id}-reading`}>
        {offered ? (
          <p id={`${id}-hint`} className={styles['offered']}>
            {offered.length === 0 ? tt('entry.noMatch') : null}
            {offered.slice(0, 6).map((template, index) => (
              <Button
                key={template.id}
                {...(index === 0 ? { keys: ['↵'] } : {})}
                onClick={() => take(template, null)}
              >
                {template.name}
              </Button>
            ))}
          </p>
        ) : draft.line.trim() === '' ? (
          <p id={`${id}-hint`} className={styles['hint']}>
            {t('entry.hint')}
          </p>
        ) : (
          <EntryReading
            read={read}
            refused={refusal}
            chosen={chosenTime ?? (read.time === null ? slotTime : null)}
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
      {left.map((line) => {
        const ways = (
          <>
            <Button disabled={line.asking} onClick={() => void make(line)}>
              {t('retry', { ns: 'common' })}
            </Button>
            <Button look="quiet" disabled={line.asking} onClick={() => letGo(line)}>
              {t('entry.letGo')}
            </Button>
          </>
        )
        return (
          <div key={line.key} className={styles['lost']}>
            <p lang={session.settings.language}>{line.brief.line}</p>
            {line.fault ? (
              <FaultBanner fault={line.fault} after={ways} />
            ) : (
              <Banner actions={ways}>{t('entry.unanswered')}</Banner>
            )}
          </div>
        )
      })}
      <Announce>{said}</Announce>
    </form>
  )
}
