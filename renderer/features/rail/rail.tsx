import { Eye, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultBanner } from '../../lib/faults.tsx'
import { useCommands } from '../../lib/keyboard.ts'
import { useDeskQuery } from '../../lib/queries.ts'
import { useOverview, useSession } from '../../lib/session.tsx'
import { IconButton, Segmented, Select, useNow, useZone } from '../../ui/index.ts'
import styles from './rail.module.css'
import { RailList } from './rail-list.tsx'
import { RailPage } from './rail-page.tsx'
import { RailSlider } from './rail-slider.tsx'
import { withoutInWords } from './without-words.ts'

/** How far a key moves the minute, ms. */
const STEP = 5 * 60_000

/**
 * What readers have at a minute: exactly what the hub will let out by then if nobody decides anything more, with the ages
 * that they see, and a sentence about what will be missing. It fills the pane that it is put in.
 */
export const Rail = ({
  at,
  onAt,
  section: wanted,
}: {
  /** ms UTC; null runs along with the clock. */
  at: number | null
  onAt: (at: number | null) => void
  /** Which section's rail; null leaves the choice to whoever looks. */
  section: string | null
}): ReactNode => {
  const { t, i18n } = useTranslation('rail')
  const { session } = useSession()
  const overview = useOverview()
  const zone = useZone()
  const now = useNow()
  /** Whoever walks to another section of the page stays there until the window shows another one. */
  const [walked, setWalked] = useState<{ from: string | null; to: string } | null>(null)
  const [language, setLanguage] = useState<'nl' | 'en'>(session.settings.language)
  const [whole, setWhole] = useState(false)

  const sections = (overview?.sections ?? []).filter(({ active }) => active).sort((a, b) => a.order - b.order)
  const fullest = [...sections].sort(
    (a, b) => (overview?.sectionCounts[b.id] ?? 0) - (overview?.sectionCounts[a.id] ?? 0),
  )[0]
  const section = (walked?.from === wanted ? walked.to : null) ?? wanted ?? fullest?.id ?? null
  // One question at a time: a slider that is dragged over a day asks for where it is, not for every minute on the way.
  const [asked, setAsked] = useState(at)
  const { data, error, isFetching } = useDeskQuery(
    'rail.at',
    { section: section ?? '', at: asked, lead: null },
    { enabled: section !== null, keep: true },
  )
  useEffect(() => {
    if (!isFetching) setAsked(at)
  }, [isFetching, at])
  // The clock of the window may lag by a tick: what went out a moment ago is not younger than nothing.
  const shown = at ?? Math.max(now, data?.page.at ?? 0)
  const page = data && (at === null ? { ...data.page, at: shown } : data.page)
  const without = withoutInWords(data?.without ?? [], { t, zone, language: i18n.language })

  useCommands([
    {
      id: 'rail.earlier',
      title: t('commands.earlier'),
      group: 'queue',
      keys: [','],
      repeats: true,
      run: () => onAt(shown - STEP),
    },
    {
      id: 'rail.later',
      title: t('commands.later'),
      group: 'queue',
      keys: ['.'],
      repeats: true,
      run: () => onAt(shown + STEP),
    },
    {
      id: 'rail.now',
      title: t('commands.now'),
      group: 'queue',
      keys: ['0'],
      when: () => at !== null,
      run: () => onAt(null),
    },
    {
      id: 'rail.page',
      title: t('commands.page'),
      group: 'queue',
      keys: ['Shift+P'],
      when: () => page !== undefined,
      run: () => setWhole(true),
    },
  ])

  const setChosen = (to: string): void => setWalked({ from: wanted, to })
  const openSection = (name: string): void => {
    const found = sections.find((one) => one.name === name)
    if (found) setChosen(found.id)
  }
  return (
    <>
      <header className={styles['bar']}>
        <h2>{t('title')}</h2>
        <IconButton label={t('asPage')} icon={<Eye />} onClick={() => setWhole(true)} disabled={!page} />
      </header>
      <RailSlider at={at} onAt={onAt} />
      <div className={styles['choices']}>
        {sections.length > 1 && section !== null ? (
          <Select
            aria-label={t('section')}
            options={sections.map(({ id, name }) => ({ value: id, label: name }))}
            value={section}
            choose={setChosen}
          />
        ) : (
          <span />
        )}
        <Segmented
          label={t('language')}
          value={language}
          choose={setLanguage}
          options={[
            { value: 'nl', label: 'nl' },
            { value: 'en', label: 'en' },
          ]}
        />
      </div>
      {without === null ? null : (
        <p className={styles['without']} role="status">
          <TriangleAlert aria-hidden="true" />
          <span>{without}</span>
        </p>
      )}
      {error ? <FaultBanner fault={error.fault} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the rail scrolls by keys, so it has to take focus */}
      <section className={styles['scroll']} aria-label={t('title')} tabIndex={0}>
        {page?.lead ? (
          <p className={styles['leads']}>{t('leads', { headline: page.lead.copy.headline })}</p>
        ) : null}
        {page ? <RailList page={page} language={language} /> : null}
      </section>
      {whole && page ? (
        <RailPage page={page} language={language} openSection={openSection} close={() => setWhole(false)} />
      ) : null}
    </>
  )
}
