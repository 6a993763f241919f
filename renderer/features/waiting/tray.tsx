import { Check, Hourglass, RefreshCw, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault, FaultCode } from '../../../shared/errors.ts'
import type { Language } from '../../../shared/i18n/index.ts'
import type { WaitingLine } from '../../../shared/ipc/syncing.ts'
import { FaultBanner, faultSentences } from '../../lib/faults.tsx'
import { openItem } from '../../lib/navigation.tsx'
import { readAgain, useDeskQuery } from '../../lib/queries.ts'
import { quoted } from '../../lib/quoted.ts'
import { hub, putAway, type Refused, refusals, safety } from '../../lib/safety.ts'
import { useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { clockTime, dayOf, shortDate } from '../../lib/time.ts'
import { Announce, Button, IconButton, LinkButton, useNow, useZone } from '../../ui/index.ts'
import { openQuestion } from './panels.ts'
import styles from './tray.module.css'
import { sentenceOf, sortTray } from './tray-lines.ts'
import { useHubStory } from './use-hub-story.ts'
import { useTrying } from './use-trying.ts'

/** What has not reached the desk yet, in words and in order, and what became of what did. */
export const Tray = ({ close }: { close: () => void }): ReactNode => {
  const { t } = useTranslation('waiting')
  const { language, person } = useSession()
  const refused = useStore(refusals)
  const story = useHubStory()
  const count = useStore(safety, (now) => now?.waiting ?? 0)
  const { data, error } = useDeskQuery('sync.waiting', {})
  const { trying, fault, tryNow } = useTrying()
  const diverged = useStore(hub, (now) => now?.diverged ?? NONE)
  const panel = useRef<HTMLElement>(null)

  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  // What waits is told by number; its words are read again when the number changes or the way does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what it waits for
  useEffect(() => {
    void readAgain('sync.waiting')
  }, [count, story.way])

  const { waiting, done } = sortTray(data ?? [], person.id)
  // A refusal that still asks for something stands above, with its buttons; it is not said twice.
  const told = new Set(refused.map((each) => `${each.item} ${each.fault.code}`))
  const past = done.filter((line) => !told.has(`${line.item} ${line.fault?.code}`))
  const far = story.way !== 'here'
  const safe =
    story.way === 'stopped' ? t('safeStopped') : story.way === 'offline' ? t('safe') : t('safeConnected')

  return (
    <section
      ref={panel}
      tabIndex={-1}
      className={styles['tray']}
      aria-label={t('title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        close()
      }}
    >
      <header className={styles['head']}>
        <h2 className={styles['title']}>{t('title')}</h2>
        <IconButton label={t('close')} icon={<X />} onClick={close} />
      </header>
      <p className={styles['safe']}>
        {count > 0 ? safe : <strong className={styles['strong']}>{t('empty')}</strong>}{' '}
        {count > 0 ? null : t('emptyText')}
      </p>
      {story.way === 'stopped' ? (
        <div className={styles['try']}>
          <Button look="ink" onClick={openQuestion}>
            {t(`stopped.${story.stop ?? 'look'}`)}
          </Button>
        </div>
      ) : far ? (
        <div className={styles['try']}>
          {story.way === 'offline' && story.fault ? (
            <p className={styles['reason']}>{reasonAndStep(story.fault, language)}</p>
          ) : null}
          <Button icon={<RefreshCw />} aria-disabled={trying} onClick={trying ? undefined : tryNow}>
            {trying ? t('trying') : t('now')}
          </Button>
        </div>
      ) : null}
      {fault ? <FaultBanner fault={fault} /> : null}
      {error && count > 0 ? (
        <p className={styles['line']}>
          <Hourglass aria-hidden="true" />
          <Count count={count} />
        </p>
      ) : null}
      {refused.length > 0 ? (
        <ul className={styles['list']}>
          {refused.map((each) => (
            <Refusal
              key={`${each.item}-${each.at}`}
              refused={each}
              close={close}
              // Its buttons are gone, and the focus with them: Escape must still close the tray.
              left={() => panel.current?.focus()}
            />
          ))}
        </ul>
      ) : null}
      {waiting.map(({ by, name, mine, lines }) => (
        <section key={by}>
          <h3 className={styles['group']}>
            {waiting.length === 1 && mine ? t('waits') : mine ? t('ofMe') : t('of', { name })}
          </h3>
          {story.way === 'connected' && !mine ? (
            <p className={styles['safe']}>{t('held', { name })}</p>
          ) : null}
          <ol className={styles['list']}>
            {lines.map((line) => (
              <li key={line.id} className={styles['line']}>
                <Hourglass aria-hidden="true" />
                <Words line={line} open={close} />
                <When at={line.at} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {diverged.length > 0 ? <Diverged items={diverged} close={close} /> : null}
      {past.length > 0 ? (
        <section>
          <h3 className={styles['group']}>{t('became')}</h3>
          <ol className={styles['list']}>
            {past.map((line) => (
              <Past key={line.id} line={line} close={close} />
            ))}
          </ol>
        </section>
      ) : null}
      <Announce>{count > 0 ? '' : t('empty')}</Announce>
    </section>
  )
}
const NONE: readonly string[] = []

/** Why there is no connection, and what helps; what is safe stands above it already. */
const reasonAndStep = (fault: Fault, language: Language): string => {
  const { what, action } = faultSentences(fault, language)
  return [what, action].filter((part) => part !== undefined).join(' ')
}

const Count = ({ count }: { count: number }): ReactNode => {
  const { t } = useTranslation('desk')
  return <span>{t('waiting', { count })}</span>
}

/** `14:03`, with the date when that was another day. */
const When = ({ at }: { at: number }): ReactNode => {
  const { language } = useSession()
  const zone = useZone()
  const now = useNow()
  const today = dayOf(at, zone) === dayOf(now, zone)
  return (
    <time className={styles['when']} dateTime={new Date(at).toISOString()}>
      {today ? '' : `${shortDate(at, now, zone, language)} `}
      {clockTime(at, zone)}
    </time>
  )
}

/** A line in words: approve "Kanselier ..." as chief. Its item opens with it. */
const Words = ({ line, open }: { line: WaitingLine; open: () => void }): ReactNode => {
  const { t } = useTranslation('waiting')
  const headline = quoted(line.headline)
  const title = headline === null ? t('untitled') : `"${headline}"`
  const sentence = sentenceOf(line.what)
  const role = line.role === null || line.role === 'editor' ? '' : ` ${t(`as.${line.role}`)}`
  const words = `${t(`what.${sentence}`, { title })}${role}`
  const { item } = line
  if (item === null) return <span>{words}</span>
  return (
    <span>
      <LinkButton
        onClick={() => {
          openItem(item)
          open()
        }}
      >
        {words}
      </LinkButton>
    </span>
  )
}

const ASIDE: ReadonlySet<FaultCode> = new Set(['hub-other', 'hub-older', 'hub-empty'])

/** Why something did not go through. What was put aside by a choice about the hub is not asked about once more. */
const useReason = (fault: Fault | null): string => {
  const { t } = useTranslation('waiting')
  const { language } = useSession()
  if (!fault) return ''
  if (ASIDE.has(fault.code)) {
    const { kept } = fault.params
    return typeof kept === 'string' ? t('aside', { kept }) : t('asideOld')
  }
  const { what, safe, action } = faultSentences(fault, language)
  return [what, safe, action].filter(Boolean).join(' ')
}

/** What was ruled on after it had waited. */
const Past = ({ line, close }: { line: WaitingLine; close: () => void }): ReactNode => {
  const { t } = useTranslation('waiting')
  const { person } = useSession()
  const reason = useReason(line.fault)
  return (
    <li className={styles['line']} data-status={line.status}>
      {line.status === 'refused' ? <X aria-hidden="true" /> : <Check aria-hidden="true" />}
      <div>
        <Words line={line} open={close} />
        <p className={styles['fate']}>
          {line.status === 'refused' ? t('refused') : t('accepted')}
          {line.by === person.id ? '' : `, ${line.byName}`}
          {reason === '' ? '' : `. ${reason}`}
        </p>
      </div>
      <When at={line.at} />
    </li>
  )
}

/** A decision of this person that did not go through: the reason, and the next step. */
const Refusal = ({
  refused,
  close,
  left,
}: {
  refused: Refused
  close: () => void
  left: () => void
}): ReactNode => {
  const { t } = useTranslation('waiting')
  const reason = useReason(refused.fault)
  return (
    <li className={styles['no']}>
      <X className={styles['cross']} aria-hidden="true" />
      <p>
        <strong>{t('refusedTitle')}:</strong> <em>{refused.headline}</em>
      </p>
      <When at={refused.at} />
      <p className={styles['why']}>{reason}</p>
      <div className={styles['acts']}>
        <Button
          look="ink"
          onClick={() => {
            putAway(refused.item, refused.fault)
            openItem(refused.item)
            close()
          }}
        >
          {t('viewItem')}
        </Button>
        <Button
          onClick={() => {
            left()
            putAway(refused.item, refused.fault)
          }}
        >
          {t('leaveIt')}
        </Button>
      </div>
    </li>
  )
}

/** Items whose text here is not what the hub has: named, and never settled behind anybody's back. */
const Diverged = ({ items, close }: { items: readonly string[]; close: () => void }): ReactNode => {
  const { t } = useTranslation('waiting')
  return (
    <section className={styles['warn']}>
      <h3 className={styles['group']}>{t('divergedTitle')}</h3>
      <p className={styles['safe']}>{t('divergedText')}</p>
      <ul className={styles['list']}>
        {items.map((item) => (
          <DivergedItem key={item} item={item} close={close} />
        ))}
      </ul>
    </section>
  )
}

const DivergedItem = ({ item, close }: { item: string; close: () => void }): ReactNode => {
  const { t } = useTranslation('waiting')
  const { data } = useDeskQuery('items.get', { item })
  const headline = quoted(data?.row.headline ?? '')
  return (
    <li className={styles['line']}>
      <span />
      <LinkButton
        onClick={() => {
          openItem(item)
          close()
        }}
      >
        {headline === null ? t('untitled') : `"${headline}"`}
      </LinkButton>
    </li>
  )
}
