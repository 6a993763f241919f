import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportChange, ImportDropped, ImportedItem } from '../../../shared/ipc/import.ts'
import { faultLine } from '../../lib/faults.tsx'
import { useSession } from '../../lib/session.tsx'
import { Banner, Button, LinkButton, useZone } from '../../ui/index.ts'
import styles from './import.module.css'
import type { Told } from './intake.ts'

/** What stands elsewhere than in the file, in sentences. */
export const Changes = ({ changes }: { changes: readonly ImportChange[] }): ReactNode => {
  const { t } = useTranslation('imports')
  const { language } = useSession()
  const zone = useZone()
  const moment = (at: number | null): string =>
    at === null
      ? ''
      : new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(
          at,
        )
  return changes.map(({ what, text, at }) => (
    <li key={`${what} ${text}`}>{t(`change.${what}`, { text, when: moment(at) })}</li>
  ))
}

/** What was left out, word for word, behind a line that says how much it is. */
export const Dropped = ({ dropped }: { dropped: readonly ImportDropped[] }): ReactNode => {
  const { t } = useTranslation('imports')
  if (dropped.length === 0) return null
  return (
    <details className={styles['left']}>
      <summary>{t('left', { count: dropped.length })}</summary>
      <dl>
        {dropped.map(({ what, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same, and they never change places
          <div key={index}>
            <dt>{t(`dropped.${what}`)}</dt>
            <dd>{text === '' ? t('withoutWords') : text}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const Item = ({
  item,
  open,
}: {
  item: ImportedItem
  open: (item: string, apart: boolean) => void
}): ReactNode => {
  const { t } = useTranslation('imports')
  const { known } = item
  const headline = item.headline === '' ? t('headlineNone') : item.headline
  const earlier = known?.headline === '' ? t('headlineNone') : (known?.headline ?? '')
  const made = item.item
  return (
    <li className={styles['item']}>
      {made === null ? (
        <strong>{headline}</strong>
      ) : (
        <LinkButton onClick={() => open(made, item.apart)}>{headline}</LinkButton>
      )}
      <ul className={styles['lines']}>
        {known ? (
          <li>
            {t(`known.${known.how}`, { headline: earlier })}{' '}
            <LinkButton onClick={() => open(known.item, false)}>
              {t('openThat', { headline: earlier })}
            </LinkButton>
          </li>
        ) : null}
        <Changes changes={item.changes} />
        {made !== null && item.changes.length === 0 && item.dropped.length === 0 ? (
          <li>{t('whole')}</li>
        ) : null}
      </ul>
      <Dropped dropped={item.dropped} />
    </li>
  )
}

/** What became of one file. */
export const FileReport = ({
  told,
  open,
  again,
}: {
  told: Told
  open: (item: string, apart: boolean) => void
  /** Absent where it cannot be taken once more. */
  again: (() => void) | null
}): ReactNode => {
  const { t } = useTranslation('imports')
  const { language } = useSession()
  const { report, fault } = told
  const kept = report.items.some(({ item }) => item === null)
  return (
    <li className={styles['file']}>
      <h3 className={styles['name']}>
        <span>{report.name}</span>
        {report.format === null ? null : (
          <span className={styles['format']}>{t(`format.${report.format}`)}</span>
        )}
      </h3>
      {fault ? <Banner look="stop">{faultLine(fault, language)}</Banner> : null}
      {report.refused ? <Banner look="warn">{t(`refused.${report.refused}`)}</Banner> : null}
      {report.items.length > 0 ? (
        <ul className={styles['items']}>
          {report.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items of a file have an order and nothing else
            <Item key={index} item={item} open={open} />
          ))}
        </ul>
      ) : null}
      {kept && again ? <Button onClick={again}>{t('again')}</Button> : null}
    </li>
  )
}
