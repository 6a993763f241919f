import type { TFunction } from 'i18next'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { WordDiff } from '../../../shared/document/diff.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import { VisuallyHidden } from '../../ui/index.ts'
import { placed } from '../preview/index.ts'
import styles from './changes.module.css'
import type { Comparison } from './compare-with.ts'
import { type Change, type ChangePlace, listChanges } from './list-changes.ts'

const SIGNS = { added: '+', removed: '−', changed: '±' } as const satisfies Record<Change['sign'], string>

const placeName = (place: ChangePlace, t: TFunction<'approvals'>): string => {
  if ('field' in place) return t(`changes.${place.field}`)
  if (place.block === 'paragraph') return t('changes.paragraph', { number: place.number })
  return t(`changes.${place.block}`)
}

const changeName = (change: Change, t: TFunction<'approvals'>): string => {
  const what = placeName(change.place, t)
  if ('field' in change.place || change.sign === 'changed') return what
  return t(change.sign === 'added' ? 'changes.added' : 'changes.removed', { what })
}

const Words = ({ parts }: { parts: readonly WordDiff[] }): ReactNode =>
  placed(parts).map(({ one: part, place: key }) => {
    if (part.kind === 'added') return <ins key={key}>{part.text}</ins>
    if (part.kind === 'removed') return <del key={key}>{part.text}</del>
    return <span key={key}>{part.text}</span>
  })

const Detail = ({ change }: { change: Change }): ReactNode => {
  const { t } = useTranslation('approvals')
  if (change.edits.length > 0) {
    return placed(change.edits).map(({ one: edit, place }) => (
      <span key={place} className={styles['edit']}>
        <Words parts={edit} />
      </span>
    ))
  }
  if (change.words === 0) return null
  return (
    <span className={styles['count']}>
      {t(change.words > 0 && change.sign !== 'removed' ? 'changes.wordsMore' : 'changes.wordsLess', {
        count: Math.abs(change.words),
      })}
    </span>
  )
}

/** What changed, in a list beside the text: one look says whether it is a comma or a conclusion. */
export const Changes = ({
  before,
  after,
  comparison,
}: {
  before: Copy
  after: Copy
  comparison: Comparison
}): ReactNode => {
  const { t } = useTranslation('approvals')
  const changes = useMemo(() => listChanges(before, after), [before, after])
  return (
    <section>
      <h2>
        {comparison.why === 'seen' ? t('changes.title') : t('changes.since', { number: comparison.number })}
      </h2>
      {changes.length === 0 ? <p>{t('changes.none')}</p> : null}
      <ul className={styles['changes']}>
        {placed(changes).map(({ one: change, place }) => (
          <li key={place} className={styles['change']}>
            <span className={styles['sign']} aria-hidden="true">
              {SIGNS[change.sign]}
            </span>
            <span>
              {changeName(change, t)}
              <VisuallyHidden>: </VisuallyHidden>
              <Detail change={change} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
