import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { ReasonDialog } from '../../ui/index.ts'
import { decide, tellDecided } from '../decisions/index.ts'
import styles from './kill-dialog.module.css'

/** Asks for the reason and for certainty before items are killed: every target is told, and nothing undoes it. */
export const KillDialog = ({ rows, close }: { rows: readonly ItemRow[]; close: () => void }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const kill = async (reason: string): Promise<void> => {
    const decided = await decide(
      rows.map(({ id }) => id),
      { type: 'kill', reason },
    )
    tellDecided(
      decided,
      {
        done: t('kill.done', { count: decided.done.length }),
        partly: t('done.partly', { ns: 'queue', count: decided.failed.length }),
      },
      null,
    )
  }
  return (
    <ReasonDialog
      title={t('kill.title', { count: rows.length })}
      label={t('kill.reason')}
      hint={t('kill.reasonHint')}
      missing={t('kill.reasonMissing')}
      act={t('kill.confirm')}
      danger
      answer={(reason) => void kill(reason)}
      close={close}
    >
      <ul className={styles['what']}>
        {rows.map((row) => (
          <li key={row.id}>{row.headline || t('untitledBrief', { ns: 'common' })}</li>
        ))}
      </ul>
      <p>{t('kill.text')}</p>
    </ReasonDialog>
  )
}
