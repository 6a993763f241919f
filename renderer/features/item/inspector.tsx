import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '../../../shared/ids.ts'
import { useCalm } from '../../lib/calm.ts'
import { useDeskQuery } from '../../lib/queries.ts'
import { useFindings, useRestedCopy, useWorkingCopy } from '../editor/index.ts'
import { Checks } from './checks.tsx'
import { Details } from './details.tsx'
import { EventLog } from './event-log.tsx'
import styles from './inspector.module.css'
import { Length } from './length.tsx'
import { Note } from './note.tsx'
import { Part } from './part.tsx'
import { Times } from './times.tsx'
import { useHeldUp } from './use-held-up.ts'

// How it stands at the targets is read when everything that is written with stands already.
const ItemDeliveries = lazy(() =>
  import('../deliveries/index.ts').then((part) => ({ default: part.ItemDeliveries })),
)

const ItemSource = lazy(() => import('../import/index.ts').then((part) => ({ default: part.ItemSource })))

const ItemDayWords = lazy(() =>
  import('../day-words/index.ts').then((part) => ({ default: part.ItemDayWords })),
)

/** Everything about the open item that is not its text. */
export const Inspector = ({ item }: { item: Id }): ReactNode => {
  const detail = useDeskQuery('items.get', { item }).data
  const opened = useWorkingCopy(item)
  if (!detail || opened?.standing.phase !== 'open') return null
  const editable = detail.actions.write === null
  return <Loaded detail={detail} copy={opened.copy} editable={editable} />
}

const Loaded = ({
  detail,
  copy,
  editable,
}: {
  detail: Parameters<typeof Times>[0]['detail']
  copy: Parameters<typeof Details>[0]['copy']
  editable: boolean
}): ReactNode => {
  const { t } = useTranslation('item')
  const rested = useRestedCopy(copy)
  const findings = useFindings(copy)
  const calm = useCalm()
  const held = useHeldUp(rested, detail.state)
  return (
    <div className={styles['inspector']}>
      <section className={styles['part']} aria-label={t('inspector.fields')}>
        <Details copy={copy} editable={editable} />
        <Times detail={detail} />
        {calm && detail.row.publishAt !== null ? (
          <Suspense fallback={null}>
            <ItemDayWords row={detail.row} approved={detail.state.approved !== null} />
          </Suspense>
        ) : null}
      </section>
      <Part title={t('inspector.length')} beside={<Length.Count copy={copy} body={rested.body} />}>
        <Length.Body copy={copy} body={rested.body} editable={editable} />
      </Part>
      <Checks copy={rested} item={detail.row.id} findings={findings} held={held} />
      <Note copy={copy} editable={editable} />
      {calm ? (
        <Suspense fallback={null}>
          <ItemDeliveries row={detail.row} />
          <ItemSource item={detail.row.id} />
        </Suspense>
      ) : null}
      <EventLog detail={detail} />
    </div>
  )
}
