import { ArrowLeft, RotateCcw } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeCopy } from '../../../shared/document/write-copy.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import type { ItemDetail, RevisionLine } from '../../../shared/domain/view.ts'
import type { Id, RevisionHash } from '../../../shared/ids.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { offerStepBack } from '../../lib/undo-offer.ts'
import { Button, EmptyState, Select } from '../../ui/index.ts'
import { useRestedCopy, type WorkingCopy } from '../editor/index.ts'
import { useSayMoment } from '../times/index.ts'
import { DifferenceView } from './difference-view.tsx'
import styles from './history-view.module.css'
import { firstPair, WORKING } from './pair.ts'

/** A revision as copy; `working` is the text as it stands, which no request is needed for. */
const useSide = (
  item: Id,
  side: string,
  working: Copy,
): { copy: Copy | null; fault: Parameters<typeof FaultBanner>[0]['fault'] | null } => {
  const asked = useDeskQuery(
    'items.revision',
    { item, revision: side as RevisionHash },
    { enabled: side !== WORKING },
  )
  if (side === WORKING) return { copy: working, fault: null }
  return { copy: asked.data?.copy ?? null, fault: asked.error?.fault ?? null }
}

/**
 * The revisions of an item, any two of them compared, and any of them brought back. Bringing one back is a step like
 * typing: it changes the working copy, can be undone, and decides nothing.
 */
export const HistoryView = ({
  detail,
  copy,
  start,
  editable,
  close,
}: {
  detail: ItemDetail
  copy: WorkingCopy
  /** `difference` begins with what was approved or is out, against the text as it stands. */
  start: 'history' | 'difference'
  editable: boolean
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('history')
  const { t: common } = useTranslation('common')
  const say = useSayMoment()
  const working = useRestedCopy(copy)
  const newest = useMemo(() => [...detail.revisions].sort((a, b) => b.number - a.number), [detail.revisions])
  const [pair, setPair] = useState(() => firstPair(newest, detail.state, start))
  const before = useSide(detail.row.id, pair.before, working)
  const after = useSide(detail.row.id, pair.after, working)
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => back.current?.focus(), [])

  const nameOf = (side: string): string => {
    const revision = newest.find(({ hash }) => hash === side)
    return revision ? t('version', { number: revision.number }) : t('working')
  }
  const options = [
    { value: WORKING, label: t('working') },
    ...newest.map(({ hash, number }) => ({ value: hash as string, label: t('version', { number }) })),
  ]
  const restore = (revision: RevisionLine, content: Copy): void => {
    const step = copy.restoring(revision.hash, (origin) => {
      const { kind: _kind, ...words } = content
      writeCopy(copy.doc, words, origin)
    })
    close()
    offerStepBack(t('restored', { number: revision.number }), step)
  }
  const chosen =
    newest.find(({ hash }) => hash === pair.before) ?? newest.find(({ hash }) => hash === pair.after)
  const chosenCopy = chosen ? (chosen.hash === pair.before ? before.copy : after.copy) : null
  const fault = before.fault ?? after.fault

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape goes back to writing from anywhere in it.
    <div
      className={styles['history']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        close()
      }}
    >
      <div className={styles['bar']}>
        <Button ref={back} look="quiet" icon={<ArrowLeft />} keys={['Esc']} onClick={close}>
          {t('close')}
        </Button>
        {newest.length > 0 ? (
          <span className={styles['pair']}>
            <Select
              aria-label={t('before')}
              options={options}
              value={pair.before}
              choose={(side) => setPair({ ...pair, before: side })}
            />
            <span aria-hidden="true">→</span>
            <Select
              aria-label={t('after')}
              options={options}
              value={pair.after}
              choose={(side) => setPair({ ...pair, after: side })}
            />
          </span>
        ) : null}
        {editable && chosen && chosenCopy ? (
          <Button icon={<RotateCcw />} onClick={() => restore(chosen, chosenCopy)}>
            {t('restore', { number: chosen.number })}
          </Button>
        ) : null}
      </div>
      {newest.length === 0 ? (
        <div className={styles['none']}>
          <EmptyState title={t('title')}>{t('none')}</EmptyState>
        </div>
      ) : (
        <div className={styles['columns']}>
          <nav className={styles['list']} aria-label={t('list')}>
            <ol>
              {newest.map((revision, index) => (
                <li key={revision.hash}>
                  <button
                    type="button"
                    className={styles['version']}
                    aria-current={revision.hash === pair.after ? 'true' : undefined}
                    onClick={() =>
                      setPair({ before: newest[index + 1]?.hash ?? revision.hash, after: revision.hash })
                    }
                  >
                    <b>{t('version', { number: revision.number })}</b>
                    <span>{t('by', { name: revision.byName, when: say(revision.at) })}</span>
                  </button>
                </li>
              ))}
            </ol>
          </nav>
          <section
            className={styles['difference']}
            aria-label={t('what', { before: nameOf(pair.before), after: nameOf(pair.after) })}
          >
            {fault ? <FaultBanner fault={fault} item={detail.row.id} /> : null}
            {before.copy && after.copy ? (
              <DifferenceView before={before.copy} after={after.copy} />
            ) : fault ? null : (
              <p className={styles['loading']}>{common('loading')}</p>
            )}
          </section>
        </div>
      )}
    </div>
  )
}
