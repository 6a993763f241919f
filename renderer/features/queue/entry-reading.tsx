import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { countText } from '../../../shared/document/counts.ts'
import { Button, Chip } from '../../ui/index.ts'
import { type ChosenTime, TimeReading, type TypedTime, useSayMoment } from '../times/index.ts'
import type { BriefLine } from './brief-line.ts'
import styles from './fast-entry.module.css'

const Parts = ({ read }: { read: BriefLine<TypedTime> }): ReactNode => {
  const { t } = useTranslation('queue')
  const { words } = countText(read.text)
  return (
    <>
      {read.places.map((place) => (
        <Chip key={place} look="place">
          {place}
        </Chip>
      ))}
      {read.credits.map(({ code, known }) => (
        <span key={code} {...(known ? {} : { title: t('entry.unknownCredit', { code }) })}>
          <Chip look={known ? 'plain' : 'odd'}>{code}</Chip>
        </span>
      ))}
      {read.places.length === 0 && read.offer === null ? <span>{t('row.noPlace')}</span> : null}
      <span>{t('entry.words', { count: words })}</span>
    </>
  )
}

/** How the line was read: chips, length and time; and the questions that it leaves. */
export const EntryReading = ({
  read,
  refused,
  chosen,
  choose,
  take,
}: {
  read: BriefLine<TypedTime>
  /** Why Enter did not make a brief of it; null before Enter. */
  refused: 'empty' | 'time' | null
  /** Which of the two moments somebody chose, on the night that has an hour twice. */
  chosen: ChosenTime | null
  choose: (time: ChosenTime) => void
  take: () => void
}): ReactNode => {
  const { t } = useTranslation('queue')
  const say = useSayMoment()
  const unknown = read.credits.filter(({ known }) => !known)
  const time = (): ReactNode => {
    if (chosen) return <span className={styles['time']}>{say(chosen.instant, chosen.zone)}</span>
    if (read.time === null) return <span>{t('entry.noTime')}</span>
    if (read.time.type === 'read') return <TimeReading reading={read.time.when} choose={choose} />
    return refused === 'time' ? (
      <span className={styles['wrong']} role="alert">
        {t('entry.unread', { typed: read.time.typed })}
      </span>
    ) : (
      <span>@{read.time.typed}</span>
    )
  }
  return (
    <fieldset className={styles['reading']} aria-label={t('entry.reads')}>
      <Parts read={read} />
      {time()}
      {unknown.map(({ code }) => (
        <span key={code} className={styles['warn']}>
          {t('entry.unknownCredit', { code })}
        </span>
      ))}
      {read.offer ? (
        <Button keys={['Tab']} onClick={take}>
          {t('entry.take', { places: read.offer.places.join('/') })}
        </Button>
      ) : null}
      {refused === 'empty' ? (
        <span className={styles['wrong']} role="alert">
          {t('entry.empty')}
        </span>
      ) : null}
    </fieldset>
  )
}
