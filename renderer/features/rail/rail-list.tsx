import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ageInWords } from '../../../shared/domain/age.ts'
import type { ReaderPage } from '../../../shared/domain/reader-page.ts'
import { readerWords } from '../../../shared/formats/words.ts'
import { call } from '../../lib/client.ts'
import { CopyBlocks } from '../preview/index.ts'
import styles from './rail.module.css'

const openLink = (url: string): void => void call('shell', 'shell.open-link', { url }).catch(() => undefined)

/** The rail itself, in the words and with the ages that readers see at the moment of the page. */
export const RailList = ({ page, language }: { page: ReaderPage; language: 'nl' | 'en' }): ReactNode => {
  const { t } = useTranslation('rail')
  const words = readerWords(language)
  return (
    <div className={styles['readers']} lang={language}>
      <h3>{words.moreFrom(page.section)}</h3>
      {page.briefs.length === 0 ? <p className={styles['nothing']}>{t('nothing')}</p> : null}
      <ol>
        {page.briefs.map(({ item, copy, shownAt }) => (
          <li key={item} lang={copy.language}>
            {copy.headline ? <p className={styles['headline']}>{copy.headline}</p> : null}
            {copy.kind === 'brief' || copy.headline === '' ? (
              <CopyBlocks copy={copy} openLink={openLink} />
            ) : null}
            <time lang={language} dateTime={new Date(shownAt).toISOString()}>
              {ageInWords(shownAt, page.at, language)}
            </time>
          </li>
        ))}
      </ol>
    </div>
  )
}
