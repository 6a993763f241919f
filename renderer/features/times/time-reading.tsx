import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { locale } from '../../lib/time.ts'
import { Button, useNow } from '../../ui/index.ts'
import { distanceInWords } from './moment-words.ts'
import styles from './time-field.module.css'
import { useSayMoment } from './time-words.ts'
import { type ChosenTime, offsetName, type TypedTime } from './typed-time.ts'

/** The calendar day and the clock time of a wall time, for the sentences about a clock change. */
const wallWords = (wall: string, language: string): { day: string; time: string } => {
  const [date = '', time = ''] = wall.split('T')
  // A wall time has no zone: its date is printed as if it were UTC, so that nothing shifts it.
  const day = new Intl.DateTimeFormat(locale(language), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${date}T12:00:00Z`))
  return { day, time }
}

/** What a typed time was understood to be, in a sentence. `empty`: nothing was typed yet. */
export const ReadingWords = ({
  reading,
  empty = false,
}: {
  reading: TypedTime
  empty?: boolean
}): ReactNode => {
  const { t, i18n } = useTranslation('queue')
  const say = useSayMoment()
  const now = useNow()
  switch (reading.kind) {
    case 'moment':
      return `${say(reading.time.instant, reading.time.zone)}, ${distanceInWords(reading.time.instant, now, i18n.language)}`
    case 'question':
      return t('time.overlap', wallWords(reading.wall, i18n.language))
    case 'gap':
      return t('time.gap', wallWords(reading.wall, i18n.language))
    case 'past':
      return t('time.past')
    case 'none':
      return empty ? t('time.placeholder') : t('time.unread')
  }
}

/** The two answers to "which one do you mean?", for an hour that comes twice. */
export const WhichOne = ({
  question,
  choose,
  first,
}: {
  question: Extract<TypedTime, { kind: 'question' }>
  choose: (time: ChosenTime) => void
  first?: Ref<HTMLButtonElement>
}): ReactNode => {
  const { t } = useTranslation('queue')
  const name = ({ instant, zone }: ChosenTime): string => offsetName(instant, zone)
  return (
    <>
      <Button {...(first ? { ref: first } : {})} onClick={() => choose(question.first)}>
        {t('time.earlier', { offset: name(question.first) })}
      </Button>
      <Button onClick={() => choose(question.second)}>
        {t('time.later', { offset: name(question.second) })}
      </Button>
    </>
  )
}

/** A typed time in words, with the question that it leaves: for a line in which the time is only a part. */
export const TimeReading = ({
  reading,
  choose,
}: {
  reading: TypedTime
  choose: (time: ChosenTime) => void
}): ReactNode => (
  <>
    <span className={styles['words']} data-wrong={reading.kind !== 'moment'}>
      <ReadingWords reading={reading} />
    </span>
    {reading.kind === 'question' ? <WhichOne question={reading} choose={choose} /> : null}
  </>
)
