import { Check, DoorClosed, TriangleAlert } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Copy } from '../../../shared/domain/copy.ts'
import { checkCopy, type Finding } from '../../../shared/domain/house-style.ts'
import type { ItemState } from '../../../shared/domain/workflow.ts'
import { faultOfDoor, heldUp } from '../../../shared/formats/desk-door.ts'
import { faultSentences } from '../../lib/faults.tsx'
import { useOverview, useSession } from '../../lib/session.tsx'
import { placed } from '../preview/index.ts'
import styles from './about.module.css'

/**
 * What would keep the revision that is read from going out, and what house style would point at in it. The latter advises; the
 * decision is the reader's.
 */
export const Checks = ({ copy, state }: { copy: Copy; state: ItemState }): ReactNode => {
  const { t } = useTranslation('approvals')
  const item = useTranslation('item')
  // The types ask for the parameters of one sentence; here any of them may come.
  const say = item.t as (key: string, params: Finding['params']) => string
  const overview = useOverview()
  const findings = useMemo(
    () => (overview ? checkCopy(copy, { agencies: overview.agencies }) : []),
    [copy, overview],
  )
  const { language } = useSession()
  const held = useMemo(() => {
    if (!overview) return []
    const embargoUntil = state.embargoUntil?.instant ?? null
    const publishAt = state.publishAt?.instant ?? embargoUntil ?? 0
    return heldUp({ copy, live: null, publishAt, embargoUntil }, overview)
  }, [copy, state, overview])
  return (
    <section>
      <h2>{t('checks.title')}</h2>
      {held.length > 0 ? (
        <ul>
          {held.map((problem) => (
            <li key={JSON.stringify(problem)} className={styles['mark']} data-held={true}>
              <DoorClosed aria-hidden="true" />
              <span>{faultSentences(faultOfDoor(problem), language).what}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {findings.length === 0 && held.length === 0 ? (
        <p className={styles['mark']} data-clear={true}>
          <Check aria-hidden="true" />
          <span>{t('checks.none')}</span>
        </p>
      ) : (
        <ul>
          {placed(findings).map(({ one, place }) => (
            <li key={place} className={styles['mark']} data-finding={true}>
              <TriangleAlert aria-hidden="true" />
              <span>{say(`finding.${one.code}`, one.params)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
