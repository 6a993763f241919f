import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useCommands, useKeyCaps } from '../../lib/keyboard.ts'
import { go, usePlace } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { Announce, Button, EmptyState } from '../../ui/index.ts'
import { askAfter } from '../after/index.ts'
import { moveCursor, NOTHING_CHOSEN, subjects } from '../decisions/index.ts'
import { KillDialog } from './kill-dialog.tsx'
import { OutList } from './out-list.tsx'
import { OutPane } from './out-pane.tsx'
import styles from './out-view.module.css'
import { CopyOutButton, ExportButton } from './take-out-buttons.tsx'
import { useTakeOut } from './use-take-out.ts'

/** How many are read at once; what is older is found by searching. */
const SHOWN = 500

/** What readers have: version, since when, and what can still be done about it. */
export const OutView = (): ReactNode => {
  const { t } = useTranslation('deliveries')
  const caps = useKeyCaps()
  const { person } = useSession()
  const section = usePlace((place) => place.section)
  const list = useDeskQuery(
    'items.list',
    { list: 'out', section, kind: null, states: [], offset: 0, limit: SHOWN },
    { keep: true },
  )
  const [selection, setSelection] = useState(NOTHING_CHOSEN)
  const [killing, setKilling] = useState<readonly ItemRow[] | null>(null)
  const { exportItems, copyItems } = useTakeOut()

  const rows = useMemo(
    () => [...(list.data?.rows ?? [])].sort((a, b) => (b.shownAt ?? 0) - (a.shownAt ?? 0)),
    [list.data],
  )
  const ids = rows.map(({ id }) => id)
  // Before anybody walks, what is on screen is what the keys act on.
  const hand = selection.cursor === null ? ids.slice(0, 1) : subjects(selection, ids)
  const chosen = rows.filter(({ id }) => hand.includes(id))
  const killable = chosen.filter(({ state }) => state !== 'killed')
  const several = selection.chosen.size > 0
  const mayKill = person.roles.includes('chief') || person.roles.includes('editor')
  const [first] = chosen

  const open = (row: ItemRow): void => go({ view: 'desk', item: row.id, focus: 'body' })
  const correct = (): void => {
    if (first) open(first)
  }
  const after = (): void => {
    const [one] = killable
    if (one) askAfter(one.id)
  }
  const kill = (): void => {
    const [one, another] = killable
    // One has the composer, which looks for what carries the same passage.
    if (one && !another) askAfter(one.id, 'kill')
    else setKilling(killable)
  }
  const step = (steps: number): void => setSelection(moveCursor(selection, ids, steps, false))
  useCommands([
    {
      id: 'out.correct',
      title: t('commands.correct'),
      group: 'decide',
      keys: ['O'],
      when: () => killable.length === 1,
      run: correct,
    },
    {
      id: 'out.kill',
      title: t('commands.kill'),
      group: 'decide',
      keys: ['X'],
      when: () => killable.length > 0 && mayKill,
      run: () => kill(),
    },
    {
      id: 'out.after',
      title: t('commands.after'),
      group: 'decide',
      keys: ['W'],
      when: () => killable.length === 1,
      run: () => after(),
    },
    {
      id: 'out.export',
      title: t('commands.export'),
      group: 'item',
      keys: ['E'],
      when: () => hand.length > 0,
      run: () => void exportItems(hand),
    },
    {
      id: 'out.copy',
      title: t('commands.copy'),
      group: 'item',
      keys: ['Mod+C'],
      // A selected passage is what Ctrl+C is about; the rows are when there is none.
      when: () => hand.length > 0 && (getSelection()?.isCollapsed ?? true),
      run: () => void copyItems(hand),
    },
    {
      id: 'out.next',
      title: t('commands.next'),
      group: 'list',
      keys: ['J'],
      keyOnly: true,
      repeats: true,
      when: () => ids.length > 0,
      run: () => step(1),
    },
    {
      id: 'out.previous',
      title: t('commands.previous'),
      group: 'list',
      keys: ['K'],
      keyOnly: true,
      repeats: true,
      when: () => ids.length > 0,
      run: () => step(-1),
    },
  ])

  const shown = rows.find(({ id }) => id === selection.cursor) ?? rows[0]
  return (
    <div className={styles['view']}>
      <section className={styles['list']} data-pane="list" aria-label={t('out.list')}>
        <header className={styles['bar']}>
          <h1>{t('out.title')}</h1>
          <span className={styles['count']}>{list.data?.total}</span>
        </header>
        {list.error ? <FaultBanner fault={list.error.fault} /> : null}
        {rows.length > 0 ? (
          <>
            <OutList rows={rows} selection={selection} select={setSelection} open={open} />
            <p className={styles['hint']}>{t('out.hint')}</p>
          </>
        ) : null}
      </section>
      <section className={styles['item']} data-pane="item" aria-label={t('out.pane')}>
        {list.data && rows.length === 0 ? (
          <EmptyState
            title={t('out.empty.title')}
            action={<Button onClick={() => go({ view: 'desk' })}>{t('out.empty.toDesk')}</Button>}
          >
            {t('out.empty.text')}
          </EmptyState>
        ) : null}
        {shown ? <OutPane key={shown.id} row={shown} /> : null}
        {chosen.length > 0 ? (
          <div className={styles['actions']} role="toolbar" aria-label={t('out.actions')}>
            {several ? (
              <span className={styles['chosen']}>{t('out.selected', { count: chosen.length })}</span>
            ) : null}
            <Announce>{several ? t('out.selected', { count: chosen.length }) : ''}</Announce>
            {killable.length === 1 ? (
              <Button tall look="ink" keys={caps('O')} onClick={correct}>
                {t('out.correct')}
              </Button>
            ) : null}
            {killable.length === 1 ? (
              <Button tall keys={caps('W')} onClick={after}>
                {t('commands.after')}
              </Button>
            ) : null}
            {killable.length > 0 ? (
              <Button
                tall
                keys={caps('X')}
                disabled={!mayKill}
                title={mayKill ? undefined : t('kill.notAllowed')}
                onClick={kill}
              >
                {t('out.kill')}
              </Button>
            ) : null}
            <ExportButton items={hand} keys={caps('E')} />
            <CopyOutButton items={hand} keys={caps('Mod+C')} />
          </div>
        ) : null}
      </section>
      {killing ? <KillDialog rows={killing} close={() => setKilling(null)} /> : null}
    </div>
  )
}
