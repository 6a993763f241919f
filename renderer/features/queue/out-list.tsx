import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ageInWords } from '../../../shared/domain/age.ts'
import type { ReaderPage } from '../../../shared/domain/reader-page.ts'
import { readerWords } from '../../../shared/formats/words.ts'
import { call } from '../../lib/client.ts'
import { go, usePlace } from '../../lib/navigation.tsx'
import { deskKey } from '../../lib/queries.ts'
import { useOverview } from '../../lib/session.tsx'
import { LinkButton, useNow } from '../../ui/index.ts'
import { CopyBlocks } from '../preview/index.ts'
import styles from './out-list.module.css'

const HOUR = 3_600_000

const openLink = (url: string): void => void call('shell', 'shell.open-link', { url }).catch(() => undefined)

/** The rails of these sections. What is out does not depend on the minute, so it is asked for by the hour. */
const useRails = (sections: readonly string[], now: number): ReaderPage[] => {
  const at = Math.ceil(now / HOUR) * HOUR
  return useQueries({
    queries: sections.map((section) => {
      const input = { section, at, lead: null, planned: false }
      return { queryKey: deskKey('page.at', input), queryFn: () => call('desk', 'page.at', input) }
    }),
    combine: (results) => results.flatMap(({ data }) => (data && data.briefs.length > 0 ? [data] : [])),
  })
}

const Rail = ({ page, now }: { page: ReaderPage; now: number }): ReactNode => (
  <section lang={page.language}>
    <h3>{readerWords(page.language).moreFrom(page.section)}</h3>
    <ul>
      {page.briefs.map(({ item, copy, shownAt }) => (
        <li key={item} lang={copy.language}>
          {copy.headline ? <p className={styles['headline']}>{copy.headline}</p> : null}
          {copy.kind === 'brief' ? <CopyBlocks copy={copy} openLink={openLink} /> : null}
          <time dateTime={new Date(shownAt).toISOString()}>{ageInWords(shownAt, now, page.language)}</time>
        </li>
      ))}
    </ul>
  </section>
)

/**
 * What readers have beside the lead at this minute, in their words and with the ages that they see: the rail of the
 * section that the window shows, or of every section.
 */
export const OutList = (): ReactNode => {
  const { t } = useTranslation('queue')
  const overview = useOverview()
  const chosen = usePlace((place) => place.section)
  const now = useNow()
  const sections = (overview?.sections ?? [])
    .filter(({ active, id }) => active && (chosen === null || chosen === id))
    .sort((a, b) => a.order - b.order)
  const rails = useRails(
    sections.map(({ id }) => id),
    now,
  )
  return (
    <div className={styles['out']}>
      {rails.length === 0 ? <p className={styles['empty']}>{t('out.empty')}</p> : null}
      {rails.map((page) => (
        <Rail key={page.section} page={page} now={now} />
      ))}
      {rails.length > 0 ? (
        <p className={styles['more']}>
          <LinkButton onClick={() => go({ view: 'out' })}>{t('out.more')}</LinkButton>
        </p>
      ) : null}
    </div>
  )
}
