import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { RevisionHash } from '../../../shared/ids.ts'
import { call } from '../../lib/client.ts'
import { deskKey } from '../../lib/queries.ts'
import { Button, Dialog, StateMark } from '../../ui/index.ts'
import { decide, tellDecided, together } from '../decisions/index.ts'
import { CopyBlocks } from '../preview/index.ts'
import { useSayMoment } from '../times/index.ts'
import styles from './read-dialog.module.css'

const openLink = (url: string): void => void call('shell', 'shell.open-link', { url }).catch(() => undefined)

/** The submitted revision of an item that this person may approve; null for any other. */
const readSubmitted = async (item: string) => {
  const { row, state, actions } = await call('desk', 'items.get', { item })
  if (state.submitted === null || actions.approve !== null) return null
  const { copy, number } = await call('desk', 'items.revision', { item, revision: state.submitted })
  return { row, revision: state.submitted, copy, number }
}

/**
 * Several briefs read whole and approved at once. Approval names the revisions that stand here, so nothing is
 * approved that was not on screen; what this person may not approve is left out, and said.
 */
export const ReadDialog = ({
  rows,
  close,
}: {
  rows: readonly Pick<ItemRow, 'id' | 'state'>[]
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('queue')
  const say = useSayMoment()
  const submitted = rows.filter(({ state }) => state === 'submitted')
  const results = useQueries({
    queries: submitted.map(({ id }) => ({
      queryKey: [...deskKey('items.get', { item: id }), 'submitted'],
      queryFn: () => readSubmitted(id),
      gcTime: 0,
    })),
  })
  const reading = results.some(({ isPending }) => isPending)
  const found = results.flatMap(({ data }) => (data ? [data] : []))
  const left = rows.length - found.length

  const approve = async (): Promise<void> => {
    close()
    const decided = together(
      await Promise.all(
        found.map(({ row, revision }: { row: ItemRow; revision: RevisionHash }) =>
          decide([row.id], { type: 'approve', revision, bypass: null }),
        ),
      ),
    )
    tellDecided(
      decided,
      {
        done: t('done.approve', { count: decided.done.length }),
        partly: t('done.partly', { count: decided.failed.length }),
      },
      'final',
    )
  }
  const nothing = !reading && found.length === 0
  return (
    <Dialog
      open
      size="wide"
      close={close}
      title={t('read.title', { count: reading ? submitted.length : found.length })}
      actions={
        <>
          <Button onClick={close}>{t('cancel', { ns: 'common' })}</Button>
          {nothing ? null : (
            <Button look="ink" autoFocus aria-disabled={reading} onClick={() => !reading && void approve()}>
              {t('read.approve', { count: found.length })}
            </Button>
          )}
        </>
      }
    >
      <p className={styles['intro']}>{nothing ? t('read.none') : t('read.intro')}</p>
      {!reading && left > 0 && !nothing ? (
        <p className={styles['intro']}>{t('read.left', { count: left })}</p>
      ) : null}
      <ul className={styles['list']}>
        {found.map(({ row, copy }) => (
          <li key={row.id} lang={copy.language}>
            {copy.headline ? <h3>{copy.headline}</h3> : null}
            <CopyBlocks copy={copy} openLink={openLink} />
            <p className={styles['when']}>
              <StateMark state={row.state} />
              {row.publishAt ? say(row.publishAt.instant, row.publishAt.zone) : t('entry.noTime')}
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
