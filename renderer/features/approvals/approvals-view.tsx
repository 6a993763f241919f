import { useQueries } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { FaultCode } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useCommands } from '../../lib/keyboard.ts'
import { go, usePlace } from '../../lib/navigation.tsx'
import { deskKey, useDeskQuery } from '../../lib/queries.ts'
import { tell } from '../../lib/strip.ts'
import { Button, EmptyState, Tabs, useNow } from '../../ui/index.ts'
import { About } from './about.tsx'
import styles from './approvals-view.module.css'
import { ReadingPane } from './reading-pane.tsx'
import { useReading } from './use-reading.ts'
import { WaitingList } from './waiting-list.tsx'
import { waitingOrder } from './waiting-order.ts'
import { afterLeaving, walk } from './walk.ts'

type Tab = 'mine' | 'all'

/** Beyond this many rows nobody reads ahead; the rest is asked when it is opened. */
const LOOKED_INTO = 40

/** Why the reader may not approve each waiting item, or null; what is not known yet is absent. */
const useRefusals = (rows: readonly ItemRow[]): ReadonlyMap<Id, FaultCode | null> =>
  useQueries({
    queries: rows.slice(0, LOOKED_INTO).map(({ id }) => ({
      queryKey: deskKey('items.get', { item: id }),
      queryFn: () => call('desk', 'items.get', { item: id }),
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }): [Id, FaultCode | null][] =>
          data ? [[data.row.id, data.actions.approve]] : [],
        ),
      ),
  })

const Reader = ({
  item,
  byItself,
  decided,
  walk: step,
}: {
  item: Id
  byItself: boolean
  decided: (item: Id) => void
  walk: (steps: number) => void
}): ReactNode => {
  const reading = useReading(item)
  useEffect(() => {
    // What is read here is no longer new in any list. Should that not go through, it stays new: no harm done.
    call('desk', 'items.seen', { item }).catch(() => undefined)
  }, [item])
  return (
    <>
      <ReadingPane item={item} byItself={byItself} reading={reading} decided={decided} walk={step} />
      <About item={item} reading={reading} />
    </>
  )
}

/** What waits for approval: a list, the text with what changed in it, and a decision in one key and one look. */
export const ApprovalsView = (): ReactNode => {
  const { t } = useTranslation('approvals')
  const panel = useId()
  const now = useNow()
  const section = usePlace((place) => place.section)
  const wanted = usePlace((place) => place.item)
  const [tab, setTab] = useState<Tab>('mine')
  const list = useDeskQuery(
    'items.list',
    { list: 'approve', section, kind: null, states: [], offset: 0, limit: 500 },
    { keep: true },
  )
  const all = useMemo(() => waitingOrder(list.data?.rows ?? [], now), [list.data, now])
  const refusals = useRefusals(all)
  const mine = all.filter((row) => (refusals.get(row.id) ?? null) === null)
  const rows = tab === 'mine' ? mine : all
  const ids = rows.map((row) => row.id)

  // What is being read stays, also when something more pressing comes in above it.
  const [held, setHeld] = useState<{ item: Id | null; byItself: boolean }>({ item: null, byItself: false })
  // What came up behind the reader's own decision was not chosen either.
  const [behind, setBehind] = useState<Id | null>(null)
  const chosen = [wanted, held.item].find((item) => item !== null && ids.includes(item)) ?? ids[0] ?? null
  if (chosen !== held.item) {
    const isAfterAnother = chosen !== wanted && !all.some(({ id }) => id === held.item)
    setHeld({ item: chosen, byItself: held.item !== null && (isAfterAnother || chosen === behind) })
  }
  const choose = (item: Id | null): void => {
    setBehind(null)
    go({ item })
  }

  const decidedHere = useRef(new Set<Id>())
  const before = useRef<{ chosen: Id | null; ids: Id[] }>({ chosen: null, ids: [] })
  useEffect(() => {
    const was = before.current
    before.current = { chosen, ids }
    const left = was.chosen !== null && list.data && !all.some((row) => row.id === was.chosen)
    if (!left || was.chosen === null) return
    if (!decidedHere.current.delete(was.chosen)) tell(t('gone'))
  })

  const decided = (item: Id): void => {
    decidedHere.current.add(item)
    const next = afterLeaving(ids, item)
    setBehind(next)
    go({ item: next })
  }
  const step = (steps: number): void => choose(walk(ids, chosen, steps))
  useCommands([
    {
      id: 'approvals.next',
      title: t('commands.next'),
      group: 'decide',
      keys: ['J'],
      when: () => ids.length > 0,
      run: () => step(1),
      keyOnly: true,
      repeats: true,
    },
    {
      id: 'approvals.previous',
      title: t('commands.previous'),
      group: 'decide',
      keys: ['K'],
      when: () => ids.length > 0,
      run: () => step(-1),
      keyOnly: true,
      repeats: true,
    },
  ])

  const nothing = (): ReactNode => {
    if (list.error) return <FaultBanner fault={list.error.fault} />
    if (!list.data) return null
    if (all.length > 0) {
      return (
        <EmptyState
          title={t('emptyMine.title')}
          action={<Button onClick={() => setTab('all')}>{t('emptyMine.all')}</Button>}
        >
          {t('emptyMine.text')}
        </EmptyState>
      )
    }
    return (
      <EmptyState
        title={t('empty.title')}
        action={<Button onClick={() => go({ view: 'desk' })}>{t('empty.toDesk')}</Button>}
      >
        {t('empty.text')}
      </EmptyState>
    )
  }

  return (
    <div className={styles['view']}>
      <section className={styles['list']} data-pane="list" aria-label={t('list')}>
        <header className={styles['bar']}>
          <h1>{t('title')}</h1>
          <span className={styles['count']}>{all.length}</span>
        </header>
        <div className={styles['tabs']}>
          <Tabs
            label={t('which')}
            controls={panel}
            value={tab}
            choose={setTab}
            tabs={[
              { value: 'mine', label: t('tabs.mine'), badge: mine.length },
              { value: 'all', label: t('tabs.all'), badge: all.length },
            ]}
          />
        </div>
        <div id={panel} role="tabpanel" aria-label={t(`tabs.${tab}`)} className={styles['panel']}>
          {rows.length > 0 ? (
            <WaitingList rows={rows} refusals={refusals} chosen={chosen} choose={choose} />
          ) : null}
        </div>
        {rows.length > 0 ? <p className={styles['hint']}>{t('hint')}</p> : null}
      </section>
      {chosen === null ? (
        <section className={styles['nothing']} data-pane="item" aria-label={t('reading')}>
          {nothing()}
        </section>
      ) : (
        <Reader key={chosen} item={chosen} byItself={held.byItself} decided={decided} walk={step} />
      )}
    </div>
  )
}
