import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countBlocks } from '../../../shared/document/counts.ts'
import type { ItemDetail } from '../../../shared/domain/view.ts'
import { lastOut } from '../../../shared/domain/workflow.ts'
import type { Id } from '../../../shared/ids.ts'
import type { PasteBrief, PastePage } from '../../../shared/paste/page-types.ts'
import { SCHEMA_EPOCH } from '../../../shared/sync/entry.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { dropKeys, releaseKeys } from '../../lib/held-keys.ts'
import { useCommands } from '../../lib/keyboard.ts'
import { focusTaken, usePlace } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { reportWords } from '../../lib/words.ts'
import { Button } from '../../ui/index.ts'
import { askAfter } from '../after/index.ts'
import { ReleaseDialog } from '../decisions/index.ts'
import {
  focusGalley,
  GalleyView,
  goToFinding,
  letGoOfWords,
  PasteCard,
  putInWords,
  showCollided,
  useFindings,
  useKeptWords,
  useRestedCopy,
  useWorkingCopy,
  type WorkingCopy,
} from '../editor/index.ts'
import {
  CollisionBanner,
  CollisionPanel,
  useCollided,
  useCollisions,
  usePresence,
  YourWords,
} from '../together/index.ts'
import { Ask } from './ask.tsx'
import { Banners } from './banners.tsx'
import { Frozen } from './frozen.tsx'
import { ItemBar, openPreview, openWindow } from './item-bar.tsx'
import { itemMenu } from './item-menu.ts'
import styles from './item-pane.module.css'
import { makeBriefs } from './make-briefs.ts'
import { nextStep, submits } from './next-step.ts'
import { showMode, usePaneMode } from './pane-mode.ts'
import { titleOf } from './title-of.ts'
import { useDecisions } from './use-decisions.ts'
import { useHeldUp } from './use-held-up.ts'
import { usePasted } from './use-pasted.ts'

const HistoryView = lazy(() => import('../history/index.ts').then((part) => ({ default: part.HistoryView })))

/** How long nothing is shown while an item opens, ms; it takes a few as a rule. */
const PATIENCE = 300

/** The open item: its bar, what there is to know, and the text to write in. */
export const ItemPane = ({ item }: { item: Id }): ReactNode => {
  const { t } = useTranslation('item')
  const detail = useDeskQuery('items.get', { item })
  const opened = useWorkingCopy(item)
  const [late, setLate] = useState(false)

  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => () => reportWords(null), [])
  const fresh = detail.data?.row.fresh ?? false
  const unreadable = detail.error !== null || opened?.standing.phase === 'failed'
  useEffect(() => {
    if (unreadable) dropKeys()
  }, [unreadable])
  useEffect(() => {
    // What it shows the person has now seen; a fault here shows in the list as a dot that stays.
    if (fresh) call('desk', 'items.seen', { item }).catch(() => undefined)
  }, [fresh, item])

  if (detail.error) {
    return (
      <div className={styles['pane']}>
        <FaultBanner fault={detail.error.fault} item={item} />
      </div>
    )
  }
  if (detail.data && opened && opened.standing.phase === 'failed' && opened.standing.fault) {
    return (
      <div className={styles['pane']}>
        <FaultBanner
          fault={opened.standing.fault}
          after={<Button onClick={opened.copy.retry}>{t('banner.retry')}</Button>}
        />
      </div>
    )
  }
  if (!detail.data || !opened || opened.standing.phase === 'opening') {
    return (
      <div className={styles['pane']} aria-busy="true">
        {late ? <p className={styles['opening']}>{t('opening')}</p> : null}
      </div>
    )
  }
  const { copy, standing } = opened
  const unsaved = standing.fault?.code === 'desk-process-gone' ? null : standing.fault
  return <OpenItem detail={detail.data} copy={copy} unsaved={unsaved} newer={standing.epoch > SCHEMA_EPOCH} />
}

const OpenItem = ({
  detail,
  copy,
  unsaved,
  newer,
}: {
  detail: ItemDetail
  copy: WorkingCopy
  unsaved: Parameters<typeof Banners>[0]['unsaved']
  newer: boolean
}): ReactNode => {
  const { t } = useTranslation('item')
  const { t: editor } = useTranslation('editor')
  const { t: common } = useTranslation('common')
  const { language } = useSession()
  const { row } = detail
  const mode = usePaneMode(row.id)
  const focus = usePlace((place) => place.focus)
  const rested = useRestedCopy(copy)
  const findings = useFindings(copy)
  const held = useHeldUp(rested, detail.state)
  const decisions = useDecisions(detail)
  const { pasted, showPasted, closePasted } = usePasted(copy)
  const editable = detail.actions.write === null && !newer
  usePresence(row.id, editable)
  const kept = useKeptWords(row.id)
  const collisions = useCollisions(row.id, ({ part, block }) => showCollided(row.id, part, block))
  const collided = useCollided(collisions)
  const step = nextStep(detail)
  const title = titleOf(row, common)

  useEffect(() => reportWords(countBlocks(rested.body).words), [rested])
  useEffect(() => {
    if (focus === 'none') return
    if (focus === 'dateline') goToFinding(row.id, { field: 'dateline' })
    else focusGalley(row.id, focus)
    focusTaken()
    // What a newer Kopij wrote is only read here: no caret comes.
    if (newer) releaseKeys()
  }, [focus, row.id, newer])
  useCommands([
    {
      id: 'item.submit',
      title: t('action.submit'),
      group: 'item',
      keys: ['Mod+Enter'],
      when: () => submits(step),
      run: () => {
        if (step !== null) decisions.takeStep(step)
      },
    },
    {
      id: 'item.after',
      title: t('action.after'),
      group: 'item',
      keys: ['Mod+Shift+X'],
      when: () => lastOut(detail.state) !== null && row.state !== 'killed',
      run: () => askAfter(row.id),
    },
    {
      id: 'item.withdraw',
      title: t('action.withdraw'),
      group: 'item',
      when: () => row.state === 'submitted' && detail.actions.withdraw === null,
      run: () => decisions.take({ type: 'withdraw' }),
    },
    {
      id: 'item.spike',
      title: t('action.spike'),
      group: 'item',
      when: () => detail.actions.spike === null,
      run: () => decisions.take({ type: 'spike' }),
    },
    {
      id: 'item.delete',
      title: t('action.delete'),
      group: 'item',
      when: () => detail.actions.delete === null,
      run: () => decisions.take({ type: 'delete' }),
    },
    {
      id: 'item.undelete',
      title: t('action.undelete'),
      group: 'item',
      when: () => detail.actions.undelete === null,
      run: () => decisions.take({ type: 'undelete' }),
    },
    {
      id: 'item.erase',
      title: t('action.erase'),
      group: 'item',
      when: () => detail.actions.erase === null,
      run: () => decisions.ask('erase'),
    },
    { id: 'item.history', title: t('action.history'), group: 'item', run: () => showMode(row.id, 'history') },
    { id: 'item.preview', title: t('preview'), group: 'item', run: openPreview },
    { id: 'item.window', title: t('ownWindow'), group: 'item', run: () => openWindow(row.id) },
  ])

  const structured = (page: PastePage): void => {
    showPasted(page)
    if (page.lead.shownAt !== null) decisions.take({ type: 'show', at: page.lead.shownAt })
  }
  const make = (briefs: readonly PasteBrief[]): void => {
    void makeBriefs(briefs, { section: rested.section, language: rested.language }, (count) =>
      editor('paste.made', { count }),
    )
  }
  return (
    <div className={styles['pane']}>
      <ItemBar
        detail={detail}
        step={step}
        take={decisions.takeStep}
        entries={itemMenu(detail, mode, decisions, { t, language })}
        findings={findings.length + held.length}
      />
      <div className={styles['writing']} hidden={mode !== 'write'}>
        <YourWords
          item={row.id}
          kept={kept}
          putIn={editable ? (words) => putInWords(copy, words) : null}
          letGo={() => letGoOfWords(row.id)}
        />
        <CollisionBanner collisions={collisions} />
        <CollisionPanel
          item={row.id}
          collisions={collisions}
          editable={editable}
          tracked={(work) => copy.repairing(work)}
          leave={() => focusGalley(row.id, 'body')}
        />
        <Banners detail={detail} step={step} take={decisions.takeStep} unsaved={unsaved} retry={copy.retry} />
        {newer ? (
          <Frozen copy={rested} />
        ) : (
          <GalleyView
            copy={copy}
            kind={row.kind}
            editable={editable}
            collided={collided}
            structured={structured}
          />
        )}
        {pasted ? <PasteCard {...pasted} make={make} close={closePasted} /> : null}
      </div>
      {mode === 'write' ? null : (
        <Suspense fallback={null}>
          <HistoryView
            detail={detail}
            copy={copy}
            start={mode}
            editable={editable}
            close={() => showMode(row.id, 'write')}
          />
        </Suspense>
      )}
      {decisions.asked === 'return' || decisions.asked === 'erase' ? (
        <Ask
          question={decisions.asked}
          title={title}
          close={() => decisions.ask(null)}
          answer={(text) => decisions.answer(text)}
        />
      ) : null}
      {decisions.asked === 'release' ? (
        <ReleaseDialog items={[row.id]} headlines={[title]} close={() => decisions.ask(null)} />
      ) : null}
    </div>
  )
}
