import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ageInWords } from '../../../shared/domain/age.ts'
import type { ReaderPage as Page, ReaderItem as PageItem } from '../../../shared/domain/reader-page.ts'
import { readerWords } from '../../../shared/formats/words.ts'
import { CopyBlocks, type OpenLink } from './copy-blocks.tsx'
import styles from './reader-page.module.css'

/** How wide the reader's screen is. */
export type Width = 'screen' | 'tablet' | 'phone'

const isoOf = (instant: number): string => new Date(instant).toISOString()

const Age = ({ at, page, language }: { at: number; page: Page; language: string }): ReactNode => (
  <time dateTime={isoOf(at)}>{ageInWords(at, page.at, language)}</time>
)

const Lead = ({
  page,
  language,
  openLink,
}: {
  page: Page
  language: string
  openLink: OpenLink
}): ReactNode => {
  if (!page.lead) return null
  const { copy, shownAt } = page.lead
  return (
    <article className={styles['galley']} lang={copy.language}>
      {copy.kicker ? <p className={styles['kicker']}>{copy.kicker}</p> : null}
      <h1 className={styles['headline']}>{copy.headline}</h1>
      <p className={styles['byline']}>
        {copy.byline ? (
          <>
            {readerWords(language).by(copy.byline)}
            {' · '}
          </>
        ) : null}
        <Age at={shownAt} page={page} language={language} />
      </p>
      <CopyBlocks copy={copy} openLink={openLink} />
    </article>
  )
}

/** A brief stands there whole; of another lead only the headline, because its text is an article of its own. */
const RailItem = ({
  item,
  page,
  language,
  openLink,
}: {
  item: PageItem
  page: Page
  language: string
  openLink: OpenLink
}): ReactNode => {
  const { copy } = item
  const Title = page.lead === null ? 'h2' : 'h3'
  const whole = copy.kind === 'brief' || copy.headline === ''
  return (
    <li>
      <article lang={copy.language}>
        {copy.headline ? <Title className={styles['title']}>{copy.headline}</Title> : null}
        {whole ? <CopyBlocks copy={copy} openLink={openLink} /> : null}
      </article>
      <Age at={item.shownAt} page={page} language={language} />
    </li>
  )
}

const Rail = ({
  page,
  language,
  openLink,
}: {
  page: Page
  language: string
  openLink: OpenLink
}): ReactNode => {
  const heading = useId()
  const words = readerWords(language)
  // A page without a lead still needs a heading of the first level.
  const Heading = page.lead === null ? 'h1' : 'h2'
  return (
    <aside className={styles['rail']} aria-labelledby={heading}>
      <Heading id={heading} className={styles['more']}>
        {words.moreFrom(page.section)}
      </Heading>
      {page.briefs.length === 0 ? (
        <p className={styles['nothing']}>{words.nothingYet(page.section)}</p>
      ) : (
        <ol>
          {page.briefs.map((item) => (
            <RailItem key={item.item} item={item} page={page} language={language} openLink={openLink} />
          ))}
        </ol>
      )}
    </aside>
  )
}

/**
 * The page of a section as a reader has it at `page.at`: the same words, in the same order and with the same ages,
 * as the page that a target gets (shared/formats/page.ts). `language` is that of the page's own words.
 */
export const ReaderPage = ({
  page,
  width,
  language,
  openLink,
  openSection,
}: {
  page: Page
  width: Width
  language: 'nl' | 'en'
  openLink: OpenLink
  openSection: (name: string) => void
}): ReactNode => {
  const { t } = useTranslation('preview')
  return (
    <div className={styles['page']} data-width={width} lang={language}>
      <header className={styles['nameplate']}>
        <b>{page.deskName}</b>
        <nav aria-label={t('sections')}>
          {page.sections.map((name) => (
            <button
              key={name}
              type="button"
              {...(name === page.section ? { 'aria-current': 'page' as const } : {})}
              onClick={() => openSection(name)}
            >
              {name}
            </button>
          ))}
        </nav>
        <time dateTime={isoOf(page.at)}>{readerWords(language).moment(page.at, page.zone)}</time>
      </header>
      <div className={styles['columns']}>
        <Lead page={page} language={language} openLink={openLink} />
        <Rail page={page} language={language} openLink={openLink} />
      </div>
    </div>
  )
}
