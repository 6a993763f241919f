import {
  Clock as ClockIcon,
  Eye,
  ListChecks,
  type LucideIcon,
  Newspaper,
  Paperclip,
  PenLine,
  Send,
  Trash2,
  TriangleAlert,
  Upload,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/ipc/desk.ts'
import { useNavigation, type View } from '../../lib/navigation.tsx'
import { useOverview } from '../../lib/session.tsx'
import { cx, VisuallyHidden } from '../../ui/index.ts'
import { DeskMenu } from './desk-menu.tsx'
import { PersonMenu } from './person-menu.tsx'
import styles from './rail.module.css'

/** The views of the rail, in its order, with their icons. */
export const VIEWS = [
  { view: 'desk', icon: Newspaper },
  { view: 'mine', icon: PenLine },
  { view: 'approve', icon: ListChecks },
  { view: 'queue', icon: ClockIcon },
  { view: 'out', icon: Send },
  { view: 'deliveries', icon: Upload },
  { view: 'preview', icon: Eye },
  { view: 'spiked', icon: Paperclip },
  { view: 'trash', icon: Trash2 },
] as const satisfies readonly { view: View; icon: LucideIcon }[]

type Shown = (typeof VIEWS)[number]['view']

/** The number beside a view; null shows none. What waits for somebody is heavier, what failed is red. */
const countOf = (view: Shown, overview: Overview | undefined): number | null => {
  if (!overview) return null
  switch (view) {
    case 'deliveries':
      return overview.failedDeliveries > 0 ? overview.failedDeliveries : null
    case 'preview':
    case 'out':
      return null
    case 'spiked':
    case 'trash':
      return overview.counts[view] > 0 ? overview.counts[view] : null
    default:
      return overview.counts[view]
  }
}

const Link = ({
  label,
  icon: Icon,
  count,
  look,
  on,
  current,
  hint,
  pick,
}: {
  label: string
  icon?: LucideIcon
  count: number | null
  look?: 'due' | 'bad'
  on: boolean
  current: boolean
  hint?: string | undefined
  pick: () => void
}): ReactNode => (
  <button
    type="button"
    className={cx(styles['link'], on && styles['on'])}
    {...(current ? { 'aria-current': 'page' as const } : {})}
    title={label}
    onClick={pick}
  >
    {Icon ? <Icon className={styles['icon']} aria-hidden="true" /> : null}
    <span className={styles['word']}>{label}</span>
    {count === null || count === 0 ? null : (
      <span className={cx(styles['count'], look && styles[look])}>
        {look === 'bad' ? <TriangleAlert aria-hidden="true" /> : null}
        {count}
        {hint ? <VisuallyHidden> {hint}</VisuallyHidden> : null}
      </span>
    )}
  </button>
)

/** The rail: which desk, which view, which section, and who sits here. */
export const Rail = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { view, section, go } = useNavigation()
  const overview = useOverview()
  const sections = (overview?.sections ?? []).filter((each) => each.active).sort((a, b) => a.order - b.order)
  return (
    <div className={styles['rail']}>
      <h1 className={styles['name']}>
        <DeskMenu />
      </h1>
      <nav className={styles['nav']} aria-label={t('views')}>
        {VIEWS.map((each) => {
          const count = countOf(each.view, overview)
          const look =
            each.view === 'deliveries'
              ? 'bad'
              : each.view === 'approve' && (count ?? 0) > 0
                ? 'due'
                : undefined
          return (
            <Link
              key={each.view}
              label={t(each.view)}
              icon={each.icon}
              count={count}
              {...(look ? { look } : {})}
              hint={each.view === 'deliveries' ? t('failedHint') : undefined}
              on={view === each.view}
              current={view === each.view}
              pick={() => go({ view: each.view })}
            />
          )
        })}
      </nav>
      <nav className={styles['sections']} aria-label={t('sections')}>
        <h2 className={styles['title']}>{t('sections')}</h2>
        <div className={styles['nav']}>
          <Link
            label={t('allSections')}
            count={null}
            on={section === null}
            current={section === null}
            pick={() => go({ section: null })}
          />
          {sections.map(({ id, name }) => (
            <Link
              key={id}
              label={name}
              count={overview?.sectionCounts[id] ?? 0}
              on={section === id}
              current={section === id}
              pick={() => go({ section: id, ...(view === 'settings' ? { view: 'desk' as const } : {}) })}
            />
          ))}
        </div>
      </nav>
      <PersonMenu />
    </div>
  )
}
