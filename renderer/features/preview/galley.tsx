import { Fragment, type ReactNode } from 'react'
import type { Copy } from '../../../shared/domain/copy.ts'
import { readerWords } from '../../../shared/formats/words.ts'
import { call } from '../../lib/client.ts'
import { useOverview } from '../../lib/session.tsx'
import { Chip } from '../../ui/index.ts'
import { CopyBlocks } from './copy-blocks.tsx'
import styles from './galley.module.css'

/** The dateline as chips that read as print: `KALMINSK (ANP/RTR) - `. Unknown agencies are marked, never hidden. */
const Dateline = ({
  copy,
  known,
}: {
  copy: Pick<Copy, 'dateline' | 'credits'>
  known: ReadonlySet<string>
}): ReactNode => (
  <span className={styles['dateline']}>
    {copy.dateline.map((place, index) => (
      <Fragment key={place}>
        {index > 0 ? '/' : null}
        <Chip look="place">{place}</Chip>
      </Fragment>
    ))}
    {copy.dateline.length > 0 && copy.credits.length > 0 ? ' ' : null}
    {copy.credits.length > 0 ? '(' : null}
    {copy.credits.map((code, index) => (
      <Fragment key={code}>
        {index > 0 ? '/' : null}
        <Chip look={known.has(code) ? 'plain' : 'odd'}>{code}</Chip>
      </Fragment>
    ))}
    {copy.credits.length > 0 ? ')' : null}
    {' - '}
  </span>
)

/** Copy set as a galley, to be read and not to be changed: what a revision says. */
export const Galley = ({ copy }: { copy: Copy }): ReactNode => {
  const overview = useOverview()
  const known = new Set(overview?.agencies.map(({ code }) => code) ?? copy.credits)
  const openLink = (url: string): void =>
    void call('shell', 'shell.open-link', { url }).catch(() => undefined)
  return (
    <article className={styles['galley']} lang={copy.language}>
      {copy.kicker ? <p className={styles['kicker']}>{copy.kicker}</p> : null}
      {copy.headline ? <h2 className={styles['headline']}>{copy.headline}</h2> : null}
      {copy.byline ? <p className={styles['byline']}>{readerWords(copy.language).by(copy.byline)}</p> : null}
      <div className={styles['body']}>
        <CopyBlocks
          copy={copy}
          openLink={openLink}
          dateline={(of) =>
            of.dateline.length + of.credits.length === 0 ? null : <Dateline copy={of} known={known} />
          }
        />
      </div>
    </article>
  )
}
