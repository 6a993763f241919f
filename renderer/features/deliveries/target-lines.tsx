import { Circle, CircleCheck, CirclePause, TriangleAlert, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '../../../shared/ids.ts'
import { faultSentences } from '../../lib/faults.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { useNow } from '../../ui/index.ts'
import { useSayMoment } from '../times/index.ts'
import styles from './deliveries-view.module.css'
import { failingSince, type Health, healthOf, type KnownTarget } from './target-health.ts'

const SIGNS = {
  paused: CirclePause,
  works: CircleCheck,
  out: Unplug,
  trouble: TriangleAlert,
  quiet: Circle,
} as const satisfies Record<Health, unknown>

const TargetLine = ({
  target,
  chosen,
  choose,
}: {
  target: KnownTarget
  chosen: boolean
  choose: () => void
}): ReactNode => {
  const { t } = useTranslation('deliveries')
  const { t: targets } = useTranslation('targets')
  const { language } = useSession()
  const say = useSayMoment()
  const now = useNow()
  const last = useDeskQuery('deliveries.list', {
    ...{ item: null, target: target.id, status: 'delivered', limit: 1 },
  }).data?.[0]
  const lastAt = last?.receipt?.at ?? null
  const health = healthOf(target, lastAt, now)
  const since = failingSince(target, health)
  const Sign = SIGNS[health]
  return (
    <li>
      <button
        type="button"
        className={styles['target']}
        data-state={health}
        aria-pressed={chosen}
        title={t('target.only', { name: target.name })}
        onClick={choose}
      >
        <Sign aria-hidden="true" />
        <span className={styles['name']}>
          <strong>{target.name}</strong>
          <span>{targets(`kind.${target.kind}`)}</span>
        </span>
        <span className={styles['how']}>
          <span data-bad={health === 'out' || health === 'trouble'}>
            {health === 'out' && target.pausedUntil !== null
              ? t('target.out', { when: say(target.pausedUntil) })
              : t(`target.${health === 'out' ? 'trouble' : health}`)}
          </span>
          {since === null ? null : <span data-bad="true">{t('target.since', { when: say(since) })}</span>}
          {lastAt === null ? null : <span>{t('target.last', { when: say(lastAt) })}</span>}
          {target.waiting > 0 ? <span>{t('target.waits', { count: target.waiting })}</span> : null}
          {target.failed > 0 ? (
            <span data-bad="true">{t('target.failed', { count: target.failed })}</span>
          ) : null}
        </span>
        {target.fault ? (
          <span className={styles['how']}>{faultSentences(target.fault, language).what}</span>
        ) : null}
      </button>
    </li>
  )
}

/** A line for each target: whether it works, when it last took something, and how many wait. Choosing one filters. */
export const TargetLines = ({
  targets,
  chosen,
  choose,
}: {
  targets: readonly KnownTarget[]
  chosen: Id | null
  choose: (target: Id | null) => void
}): ReactNode => {
  const { t } = useTranslation('deliveries')
  if (targets.length === 0) return null
  return (
    <ul className={styles['targets']} aria-label={t('targets')}>
      {targets.map((target) => (
        <TargetLine
          key={target.id}
          target={target}
          chosen={target.id === chosen}
          choose={() => choose(target.id === chosen ? null : target.id)}
        />
      ))}
    </ul>
  )
}
