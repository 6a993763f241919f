import { Check, Glasses } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { goesOutAt } from '../../../shared/domain/goes-out.ts'
import { fourEyes } from '../../../shared/domain/permissions.ts'
import type { Id } from '../../../shared/ids.ts'
import { useRoom } from '../../lib/media.ts'
import { listNames } from '../../lib/names.ts'
import { go, usePlace } from '../../lib/navigation.tsx'
import { useOverview, useSession } from '../../lib/session.tsx'
import { cx, useNow } from '../../ui/index.ts'
import { useField, useWorkingCopy, type WorkingCopy } from '../editor/index.ts'
import { useSayMoment } from '../times/index.ts'
import styles from './about.module.css'
import { Changes } from './changes.tsx'
import { Checks } from './checks.tsx'
import type { Reading } from './use-reading.ts'

/** Whether four eyes have seen it, in a sentence. */
const Eyes = ({ reading }: { reading: Reading }): ReactNode => {
  const { t, i18n } = useTranslation('approvals')
  const { person } = useSession()
  const overview = useOverview()
  const { detail } = reading
  if (!detail || !overview) return null
  const approvers = overview.people.filter((one) => one.active && one.roles.includes('chief')).length
  const watched = fourEyes({ approvers, chiefMayFix: overview.settings.chiefMayFix })
  const wrote = detail.authors.some(({ id }) => id === person.id)
  const names = listNames(
    detail.authors.map(({ name }) => name),
    i18n.language,
  )
  const clear = !wrote && detail.authors.length > 0
  return (
    <section>
      <h2>{t('eyes.title')}</h2>
      <p className={styles['mark']} data-clear={clear}>
        {clear ? <Check aria-hidden="true" /> : <Glasses aria-hidden="true" />}
        <span>
          {clear
            ? t('eyes.clear', { names })
            : !watched
              ? t('eyes.alone')
              : detail.actions.approve === 'refused-own-copy'
                ? t('eyes.own')
                : t('eyes.wroteAnyway')}
        </span>
      </p>
    </section>
  )
}

/** Why something that is out is corrected, and what receivers are told: both are approved with the text. */
const Notice = ({ reading }: { reading: Reading }): ReactNode => {
  const { t } = useTranslation('approvals')
  const notice = reading.detail?.state.submittedNotice ?? null
  if (!notice) return null
  return (
    <section>
      <h2>{t('notice.title')}</h2>
      {notice.reason === '' ? null : <p>{t('notice.reason', { reason: notice.reason })}</p>}
      {notice.note === '' ? null : <p className={styles['note']}>{notice.note}</p>}
    </section>
  )
}

/** What approving leads to: when it goes out, and where. */
const Appears = ({ reading }: { reading: Reading }): ReactNode => {
  const { t, i18n } = useTranslation('approvals')
  const overview = useOverview()
  const now = useNow()
  const say = useSayMoment()
  const { detail } = reading
  if (!detail || !overview) return null
  const { row } = detail
  const names = overview.targets.filter(({ active }) => active).map(({ name }) => name)
  const targets = listNames(names, i18n.language)
  const at = goesOutAt(row)
  const sentence = (): string => {
    if (names.length === 0) return t('appears.nowhere')
    if (at === null) return t('appears.byHand', { targets })
    const when = say(at, row.publishAt?.zone)
    return at <= now
      ? t('appears.past', { when, targets })
      : t('appears.at', { when: capital(when), targets })
  }
  return (
    <section>
      <h2>{t('appears.title')}</h2>
      <p>{sentence()}</p>
      {row.embargoUntil && row.embargoUntil.instant > now ? (
        <p>{t('appears.embargo', { when: say(row.embargoUntil.instant, row.embargoUntil.zone) })}</p>
      ) : null}
    </section>
  )
}

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase('nl') + text.slice(1)

const Note = ({ copy }: { copy: WorkingCopy }): ReactNode => {
  const { t } = useTranslation('approvals')
  const note = useField(copy, 'note').trim()
  if (note === '') return null
  return (
    <section>
      <h2>{t('note.title')}</h2>
      <p className={styles['note']}>{note}</p>
    </section>
  )
}

/** The internal note. It is never published, so no revision holds it: it is read from the working copy. */
const WriterNote = ({ item }: { item: Id }): ReactNode => {
  const held = useWorkingCopy(item)
  return held?.standing.phase === 'open' ? <Note copy={held.copy} /> : null
}

/** What belongs to the decision and is not in the text: changes in a list, four eyes, checks, when, and a note. */
export const About = ({ item, reading }: { item: Id; reading: Reading }): ReactNode => {
  const { t } = useTranslation('approvals')
  const room = useRoom()
  const stands = usePlace((place) => place.inspector)
  const drawn = usePlace((place) => place.drawer === 'inspector')
  const drawer = room !== 'wide'
  const open = drawer ? drawn : stands
  const pane = useRef<HTMLElement>(null)
  useEffect(() => {
    // A drawer takes focus while it is open, and gives it back to where it was.
    if (!drawer || !open) return
    const before = document.activeElement
    pane.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [drawer, open])
  if (!open) return null
  return (
    <aside
      ref={pane}
      tabIndex={-1}
      className={cx(styles['about'], drawer && styles['drawer'])}
      data-pane="inspector"
      aria-label={t('about')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && drawer) go({ drawer: 'none' })
      }}
    >
      {reading.copy && reading.before && reading.comparison ? (
        <Changes before={reading.before} after={reading.copy} comparison={reading.comparison} />
      ) : null}
      <Eyes reading={reading} />
      {reading.copy && reading.detail ? <Checks copy={reading.copy} state={reading.detail.state} /> : null}
      <Notice reading={reading} />
      <Appears reading={reading} />
      <WriterNote item={item} />
    </aside>
  )
}
