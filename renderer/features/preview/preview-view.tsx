import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { goesOutAt } from '../../../shared/domain/goes-out.ts'
import type { Id } from '../../../shared/ids.ts'
import type { Overview } from '../../../shared/ipc/desk.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useCommands } from '../../lib/keyboard.ts'
import { go, usePlace } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useOverview, useSession } from '../../lib/session.tsx'
import { Banner, useNow } from '../../ui/index.ts'
import { instantOf, type Moment } from './moment.ts'
import { PreviewBar } from './preview-bar.tsx'
import styles from './preview-view.module.css'
import { ReaderPage, type Width } from './reader-page.tsx'
import { TimeBar } from './time-bar.tsx'
import { withBrief } from './with-brief.ts'

/** How far a key moves the moment, ms. */
const STEP = 5 * 60_000
const openLink = (url: string): void => void call('shell', 'shell.open-link', { url }).catch(() => undefined)

/** Where most of the desk's work is: the page to begin with when nobody chose one. */
const fullestSection = (overview: Overview | undefined): string | null => {
  const counts = overview?.sectionCounts ?? {}
  const active = (overview?.sections ?? []).filter((one) => one.active)
  return active.sort((a, b) => (counts[b.id] ?? 0) - (counts[a.id] ?? 0) || a.order - b.order)[0]?.id ?? null
}

/** The item that the preview was opened for; without one it shows the page as it is. */
const useItem = (item: Id | null) => {
  const detail = useDeskQuery('items.get', { item: item ?? NO_ITEM }, { enabled: item !== null })
  return item === null ? undefined : detail.data
}
const NO_ITEM = '00000000-0000-4000-8000-000000000000'

/**
 * The reader's page at now or at any minute: as if everything that is planned goes out on time, and with the working
 * copy of the item that the writer came from.
 */
export const PreviewView = (): ReactNode => {
  const { t } = useTranslation('preview')
  const { session } = useSession()
  const overview = useOverview()
  const place = usePlace((now) => now.item)
  const section = usePlace((now) => now.section)
  const detail = useItem(place)
  // The shared clock may lag by a tick: what was pasted a moment ago must not look younger than it is told.
  const [opened] = useState(() => Date.now())
  const now = Math.max(useNow(), opened)
  const [width, setWidth] = useState<Width>('screen')
  const [moment, setMoment] = useState<Moment>({ type: 'now' })
  const [language, setLanguage] = useState<'nl' | 'en'>(session.settings.language)
  /** Set when the reader walks to another section of the page: the item stays where it belongs. */
  const [walked, setWalked] = useState<string | null>(null)

  const home = detail?.row.section ?? section ?? fullestSection(overview)
  const shown = walked ?? home
  const publishAt = detail?.row.publishAt?.instant ?? null
  const at = instantOf(moment, now, publishAt)
  const lead = detail?.row.kind === 'lead' && shown === detail.row.section ? detail.row.id : null
  const page = useDeskQuery(
    'page.at',
    { section: shown ?? '', at, lead, planned: true },
    { enabled: shown !== null && (place === null || detail !== undefined), keep: true },
  )

  // A brief stands in the rail: there is no page of which it is the lead.
  const brief = detail?.row.kind === 'brief' && shown === detail.row.section ? detail : undefined
  const text = useDeskQuery(
    'items.copy',
    { item: brief?.row.id ?? NO_ITEM },
    { enabled: brief !== undefined },
  )
  const drawn =
    page.data && brief && text.data
      ? withBrief(
          page.data,
          { item: brief.row.id, copy: text.data },
          goesOutAt(brief.row) ?? brief.row.shownAt,
        )
      : page.data

  const back = (): void => go({ view: 'desk' })
  useCommands([
    { id: 'preview.back', title: t('commands.back'), group: 'window', keys: ['Escape'], run: back },
    {
      id: 'preview.now',
      title: t('commands.now'),
      group: 'window',
      keys: ['N'],
      run: () => setMoment({ type: 'now' }),
    },
    {
      id: 'preview.publication',
      title: t('commands.publication'),
      group: 'window',
      keys: ['P'],
      when: () => publishAt !== null,
      run: () => setMoment({ type: 'publication' }),
    },
    ...(['screen', 'tablet', 'phone'] as const).map((each, index) => ({
      id: `preview.${each}`,
      title: t(`commands.${each}`),
      group: 'window' as const,
      keys: [String(index + 1)],
      run: () => setWidth(each),
    })),
    {
      id: 'preview.later',
      title: t('commands.later'),
      group: 'window',
      keys: ['Plus'],
      repeats: true,
      run: () => setMoment({ type: 'chosen', at: at + STEP }),
    },
    {
      id: 'preview.earlier',
      title: t('commands.earlier'),
      group: 'window',
      keys: ['-'],
      repeats: true,
      run: () => setMoment({ type: 'chosen', at: at - STEP }),
    },
  ])

  const openSection = (name: string): void => {
    const found = overview?.sections.find((one) => one.active && one.name === name)
    if (found) setWalked(found.id)
  }
  const empty = drawn && drawn.lead === null && drawn.briefs.length === 0
  return (
    <section className={styles['view']} data-pane="item" aria-label={t('title')}>
      <PreviewBar
        detail={detail}
        publishAt={publishAt}
        moment={moment}
        setMoment={setMoment}
        width={width}
        setWidth={setWidth}
        language={language}
        setLanguage={setLanguage}
        back={back}
      />
      <TimeBar at={at} live={moment.type === 'now'} choose={setMoment} />
      {empty ? (
        <Banner look="note" title={t('empty.title')}>
          {t('empty.text')}
        </Banner>
      ) : null}
      {page.error ? <FaultBanner fault={page.error.fault} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the page scrolls by keys, so it has to take focus */}
      <section className={styles['stage']} aria-label={t('page')} tabIndex={0} data-pane-focus>
        {drawn ? (
          <ReaderPage
            page={drawn}
            width={width}
            language={language}
            openLink={openLink}
            openSection={openSection}
          />
        ) : null}
      </section>
    </section>
  )
}
