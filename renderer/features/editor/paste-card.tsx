import { ClipboardPaste, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { blockText } from '../../../shared/document/counts.ts'
import { printDateline } from '../../../shared/domain/dateline.ts'
import type { PasteBrief, PastePage } from '../../../shared/paste/page-types.ts'
import type { PasteCode, PasteReportEntry } from '../../../shared/paste/report.ts'
import { Button, IconButton } from '../../ui/index.ts'
import styles from './paste-card.module.css'

type Group = 'found' | 'look' | 'changed' | 'dropped'

/** What kind of news a line of the report is (report.ts lists them in this order). */
const GROUPS: Record<PasteCode, Group> = {
  'headline-found': 'found',
  'kicker-found': 'found',
  'byline-found': 'found',
  'dateline-found': 'found',
  'section-found': 'found',
  'section-unknown': 'look',
  paragraphs: 'found',
  subheads: 'found',
  briefs: 'found',
  ages: 'found',
  'dateline-offered': 'look',
  'agency-unknown': 'look',
  'dateline-normalised': 'changed',
  'date-dropped': 'dropped',
  'quotes-straightened': 'changed',
  'spaces-normalised': 'changed',
  'soft-hyphens-removed': 'changed',
  'invisible-removed': 'changed',
  'tables-flattened': 'changed',
  'pictures-dropped': 'dropped',
  'captions-dropped': 'dropped',
  'scripts-dropped': 'dropped',
  'embeds-dropped': 'dropped',
  'controls-dropped': 'dropped',
  'hidden-dropped': 'dropped',
  'links-dropped': 'dropped',
  'left-over': 'dropped',
  'html-ignored': 'look',
}

const ORDER: readonly Group[] = ['look', 'found', 'changed', 'dropped']

/** The most that is quoted of a found headline or a left-over line. */
const QUOTED = 60

const short = (params: PasteReportEntry['params']): PasteReportEntry['params'] =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > QUOTED ? `${value.slice(0, QUOTED).trimEnd()} ...` : value,
    ]),
  )

/** What pasting a page found, changed and left out, and the briefs that stood on it. Stays until it is answered. */
export const PasteCard = ({
  page,
  stands,
  make,
  close,
}: {
  page: PastePage
  /** Whether the text is structured now; taken back there is nothing to say, and no brief that is not in the text. */
  stands: boolean
  /** Makes items of these briefs. */
  make: (briefs: readonly PasteBrief[]) => void
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('editor')
  const { t: common } = useTranslation('common')
  const [offered, setOffered] = useState(page.briefs.length > 0)
  const said = (group: Group): string[] =>
    page.report
      .filter(({ code }) => GROUPS[code] === group)
      .map(({ code, params }) =>
        String(t(`paste.report.${code}` as 'paste.report.paragraphs', short(params) as { count: number })),
      )

  if (!stands) return null
  return (
    <section className={styles['card']} aria-label={t('paste.title')}>
      <header className={styles['head']}>
        <ClipboardPaste aria-hidden="true" className={styles['icon']} />
        <p>
          <strong>{t('paste.title')}.</strong> {t('paste.structured')}
        </p>
        <IconButton label={common('close')} icon={<X />} onClick={close} />
      </header>
      <div className={styles['scroll']}>
        {offered ? (
          <div className={styles['briefs']}>
            <div className={styles['offer']}>
              <strong>{t('paste.briefs', { count: page.briefs.length })}</strong>
              <Button
                look="ink"
                onClick={() => {
                  make(page.briefs)
                  setOffered(false)
                }}
              >
                {t('paste.make', { count: page.briefs.length })}
              </Button>
              <Button look="quiet" onClick={() => setOffered(false)}>
                {t('paste.leave')}
              </Button>
            </div>
            <ol className={styles['list']}>
              {page.briefs.map((brief) => (
                <li key={brief.order}>
                  <Brief brief={brief} />
                </li>
              ))}
            </ol>
          </div>
        ) : null}
        <dl className={styles['report']}>
          {ORDER.map((group) => {
            const lines = said(group)
            return lines.length === 0 ? null : (
              <div key={group} className={styles['group']} data-group={group}>
                <dt>{t(`paste.${group}`)}</dt>
                {lines.map((line) => (
                  <dd key={line}>{line}</dd>
                ))}
              </div>
            )
          })}
        </dl>
      </div>
    </section>
  )
}

const Brief = ({ brief }: { brief: PasteBrief }): ReactNode => {
  const { t } = useTranslation('editor')
  const { ageMinutes: age } = brief
  const text = brief.headline ?? brief.body.map(blockText).join(' ')
  return (
    <>
      <span className={styles['brief']}>
        <b>{printDateline({ places: brief.dateline, credits: brief.credits })}</b>
        {text}
      </span>
      {age === null ? null : (
        <span className={styles['age']}>
          {age < 60
            ? t('paste.ageMinutes', { count: age })
            : t('paste.ageHours', { count: Math.round(age / 60) })}
        </span>
      )}
    </>
  )
}
