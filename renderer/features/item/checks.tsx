import { DoorClosed } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Copy } from '../../../shared/domain/copy.ts'
import type { DoorField } from '../../../shared/domain/door-profile.ts'
import { placeOfNote } from '../../../shared/domain/open-notes.ts'
import { faultOfDoor, type HeldUp } from '../../../shared/formats/desk-door.ts'
import type { Id } from '../../../shared/ids.ts'
import { faultSentences } from '../../lib/faults.tsx'
import { useSession } from '../../lib/session.tsx'
import { LinkButton } from '../../ui/index.ts'
import { goToFinding, leaveFinding, type NumberedFinding } from '../editor/index.ts'
import { goToField } from './go-to-field.ts'
import styles from './inspector.module.css'
import { Part } from './part.tsx'

/** The field that helps; the times are no field. */
const fieldOf = ({ code, field }: HeldUp): DoorField | null =>
  code === 'embargo-after-publish' ? null : (field ?? 'body')

/** What keeps an item in: it cannot be left as it is, because the hub holds it to the same. */
const AtTheDoor = ({ copy, item, held }: { copy: Copy; item: Id; held: readonly HeldUp[] }): ReactNode => {
  const { t } = useTranslation('item')
  const { language } = useSession()
  if (held.length === 0) return null
  const goTo = (problem: HeldUp): void => {
    const note = problem.code === 'notes-open' ? placeOfNote(copy) : null
    if (note) goToFinding(item, note)
    else goToField(item, fieldOf(problem))
  }
  return (
    <>
      <p className={styles['keepsIn']}>{t('inspector.keepsIn')}</p>
      <ul className={styles['findings']} aria-label={t('inspector.keepsIn')}>
        {held.map((problem) => (
          <li key={JSON.stringify(problem)} className={styles['finding']}>
            <span className={styles['door']} aria-hidden="true">
              <DoorClosed />
            </span>
            <p>{faultSentences(faultOfDoor(problem), language).what}</p>
            <span className={styles['acts']}>
              <LinkButton onClick={() => goTo(problem)}>{t('inspector.goThere')}</LinkButton>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/**
 * What keeps the item in, and what the checks found, with the numbers that stand in the margin of the galley. The latter is
 * advice: nothing is changed.
 */
export const Checks = ({
  copy,
  item,
  findings,
  held,
}: {
  copy: Copy
  item: Id
  findings: readonly NumberedFinding[]
  held: readonly HeldUp[]
}): ReactNode => {
  const { t } = useTranslation('item')
  const count = findings.length + held.length
  return (
    <Part
      title={t('inspector.checks')}
      beside={count > 0 ? <span className={styles['quiet']}>{count}</span> : null}
    >
      {count === 0 ? <p className={styles['quiet']}>{t('inspector.noFindings')}</p> : null}
      <AtTheDoor copy={copy} item={item} held={held} />
      <ol className={styles['findings']}>
        {findings.map(({ key, number, code, params, where, severity }) => (
          <li key={key} className={styles['finding']}>
            <span className={styles['number']} data-severity={severity} aria-hidden="true">
              {number}
            </span>
            <p>{String(t(`finding.${code}` as 'finding.dateline-missing', { ...params }))}</p>
            <span className={styles['acts']}>
              <LinkButton onClick={() => goToFinding(item, where)}>{t('inspector.goThere')}</LinkButton>
              <LinkButton onClick={() => leaveFinding(item, key)}>{t('inspector.leave')}</LinkButton>
            </span>
          </li>
        ))}
      </ol>
    </Part>
  )
}
