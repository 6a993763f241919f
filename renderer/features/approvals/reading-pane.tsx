import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { goesOutAt } from '../../../shared/domain/goes-out.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Id, RevisionHash } from '../../../shared/ids.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useCommands } from '../../lib/keyboard.ts'
import { go, here } from '../../lib/navigation.tsx'
import { useOverview, useSession } from '../../lib/session.tsx'
import { offerUndo, tell, tellFault, tellFinal } from '../../lib/strip.ts'
import { Banner } from '../../ui/index.ts'
import { decide } from '../decisions/index.ts'
import { DifferenceView } from '../history/index.ts'
import { Galley } from '../preview/index.ts'
import { useSayMoment } from '../times/index.ts'
import { DecideBar, ReasonField } from './decide-bar.tsx'
import { rememberSeen } from './last-seen.ts'
import { ReadingBar } from './reading-bar.tsx'
import styles from './reading-pane.module.css'
import { Refusal } from './refusal.tsx'
import type { Reading } from './use-reading.ts'

/** What the foot of the pane asks for: a decision, or the words that belong to one. */
type Asking = 'decision' | 'note' | 'reason'

/** A decision in words names what was on screen when they were begun; it was refused if that has been followed since. */
const isSuperseded = ({ code }: Fault): boolean => code === 'refused-revision-superseded'

/** A hand that was on its way to a key or a button when the text under it changed has stopped after this, ms. */
const STOPPED_SHORT = 1000

/**
 * False for a moment after another text came on screen by itself: somebody decided about the one that was read, or
 * submitted a newer revision of it. The key that is struck then was meant for what stood there before.
 */
const useCalm = (revision: RevisionHash | null, byItself: boolean): boolean => {
  const [calm, setCalm] = useState(!byItself)
  const [shown, setShown] = useState(revision)
  if (shown !== revision) {
    setShown(revision)
    if (shown !== null) setCalm(false)
  }
  // A newer one still begins the wait anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (calm) return
    const timer = setTimeout(() => setCalm(true), STOPPED_SHORT)
    return () => clearTimeout(timer)
  }, [calm, shown])
  return calm
}

/**
 * The submitted revision and the decision about it. `byItself`: it came up because the one before was decided about,
 * here or elsewhere. `decided` is told when the item leaves the list of this reader,
 * so that the next one comes up; `walk` steps through the list.
 */
export const ReadingPane = ({
  item,
  byItself,
  reading,
  decided,
  walk,
}: {
  item: Id
  byItself: boolean
  reading: Reading
  decided: (item: Id) => void
  walk: (steps: number) => void
}): ReactNode => {
  const { t } = useTranslation('approvals')
  const { session, person } = useSession()
  const overview = useOverview()
  const say = useSayMoment()
  const [asking, setAsking] = useState<Asking>('decision')
  const [deciding, setDeciding] = useState(false)
  const [about, setAbout] = useState<RevisionHash | null>(null)
  const [wish, setWish] = useState<boolean | null>(null)
  const scroll = useRef<HTMLElement>(null)
  const { detail, revision, copy, before, comparison, seenAlready, fault } = reading

  const [read, setRead] = useState(revision)
  if (read === null && revision !== null) setRead(revision)
  const superseded = read !== null && revision !== null && read !== revision

  const hasDifference = comparison !== null && before !== undefined
  const showDifference = hasDifference && (wish ?? !seenAlready)
  const headline = detail?.row.headline ?? ''
  const refusal = detail?.actions.approve ?? null
  const mayReturn = detail?.actions.return === null
  const mayBypass = refusal === 'refused-own-copy' && detail?.actions.bypass === null

  const ask = (words: 'note' | 'reason'): void => {
    setAbout(revision)
    setAsking(words)
  }
  /** Says why it was refused. Words about what has been followed stay, and are about what is on screen from now on. */
  const sayRefusal = (wrong: Fault): void => {
    if (isSuperseded(wrong)) setAbout(revision)
    tellFault(wrong, '', item)
  }
  const leave = (): void => {
    setAsking('decision')
    // Back to the text that is being read: the field that had focus is going away.
    scroll.current?.focus()
  }
  const remember = (): void => {
    if (revision !== null) {
      rememberSeen(localStorage, { desk: session.desk.id, person: person.id }, item, revision)
    }
  }

  const approve = async (bypass: string | null): Promise<void> => {
    const named = bypass === null ? revision : about
    if (named === null || !detail || deciding) return
    setDeciding(true)
    const { failed } = await decide([item], { type: 'approve', revision: named, bypass })
    setDeciding(false)
    const [wrong] = failed
    if (wrong) return sayRefusal(wrong.fault)
    remember()
    const at = goesOutAt(detail.row)
    if (at === null) tellFinal(t('done.approved', { headline }))
    else if (at <= Date.now()) tellFinal(t('done.due', { headline }))
    else tellFinal(t('done.scheduled', { headline, when: say(at, detail.row.publishAt?.zone) }))
    decided(item)
  }

  const giveBack = async (note: string): Promise<void> => {
    if (about === null || deciding) return
    setDeciding(true)
    const { failed } = await decide([item], { type: 'return', note, revision: about })
    setDeciding(false)
    const [wrong] = failed
    if (wrong) return sayRefusal(wrong.fault)
    remember()
    offerUndo(t('done.returned', { headline }), () => {
      void decide([item], { type: 'submit' }).then(({ failed: [refused] }) => {
        if (refused) return tellFault(refused.fault)
        tell(t('done.resubmitted', { headline }))
        // Back to what was being read, unless the window has gone elsewhere.
        if (here().view === 'approve') go({ item })
      })
    })
    decided(item)
  }

  const open = (): void => go({ view: 'desk', item })
  const calm = useCalm(revision, byItself)
  const ready = copy !== undefined && asking === 'decision' && calm && !deciding
  useCommands([
    {
      id: 'approvals.approve',
      title: t('commands.approve'),
      group: 'decide',
      keys: ['A'],
      when: () => ready && refusal === null,
      run: () => void approve(null),
    },
    {
      id: 'approvals.return',
      title: t('commands.return'),
      group: 'decide',
      keys: ['R'],
      when: () => ready && mayReturn,
      run: () => ask('note'),
    },
    {
      id: 'approvals.bypass',
      title: t('commands.bypass'),
      group: 'decide',
      when: () => ready && mayBypass,
      run: () => ask('reason'),
    },
    {
      id: 'approvals.difference',
      title: t('commands.difference'),
      group: 'decide',
      keys: ['D'],
      when: () => hasDifference,
      run: () => setWish(!showDifference),
    },
    { id: 'approvals.open', title: t('commands.open'), group: 'decide', keys: ['O'], run: open },
  ])

  const foot = (): ReactNode => {
    if (!detail) return null
    // Words that are being written stay while a newer revision is on its way to the screen.
    if (asking === 'note' && mayReturn) {
      return (
        <ReasonField
          label={t('noteLabel')}
          hint={t('noteHint')}
          missing={t('noteMissing')}
          sendLabel={t('returnNow')}
          send={(note) => void giveBack(note)}
          cancel={leave}
        />
      )
    }
    if (asking === 'reason' && mayBypass) {
      return (
        <ReasonField
          label={t('reasonLabel')}
          hint={t('reasonHint')}
          missing={t('reasonMissing')}
          sendLabel={t('bypassNow')}
          send={(reason) => void approve(reason)}
          cancel={leave}
        />
      )
    }
    if (!copy) return null
    if (refusal !== null) {
      const wrote = new Set(detail.authors.map(({ id }) => id))
      const others = (overview?.people ?? [])
        .filter(
          (one) => one.active && one.roles.includes('chief') && !wrote.has(one.id) && one.id !== person.id,
        )
        .map(({ name }) => name)
      const decides = refusal === 'refused-own-copy' || refusal === 'refused-role'
      return (
        <Refusal
          reason={refusal}
          who={decides ? others : null}
          askNote={mayReturn ? () => ask('note') : null}
          askReason={mayBypass ? () => ask('reason') : null}
          open={open}
        />
      )
    }
    return (
      <DecideBar
        ready={ready}
        approve={() => void approve(null)}
        askNote={() => ask('note')}
        open={open}
        previous={() => walk(-1)}
        next={() => walk(1)}
      />
    )
  }

  return (
    <section className={styles['pane']} data-pane="item" aria-label={t('reading')}>
      <ReadingBar reading={reading} difference={showDifference} setDifference={setWish} />
      {superseded ? <Banner look="note">{t('superseded')}</Banner> : null}
      {fault ? <FaultBanner fault={fault} item={item} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the text scrolls by keys, so it has to take focus */}
      <section ref={scroll} className={styles['scroll']} aria-label={t('text')} tabIndex={0} data-pane-focus>
        {copy ? (
          showDifference && before ? (
            <DifferenceView before={before} after={copy} />
          ) : (
            <Galley copy={copy} />
          )
        ) : null}
      </section>
      {foot()}
    </section>
  )
}
