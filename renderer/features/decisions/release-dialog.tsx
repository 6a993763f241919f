import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '../../../shared/ids.ts'
import { Button, Dialog } from '../../ui/index.ts'
import { decide, tellDecided } from './decide.ts'
import styles from './release-dialog.module.css'

/** Asks once before items go out, because nothing brings them back (ui.md, rule 2), and releases them. */
export const ReleaseDialog = ({
  items,
  headlines,
  close,
}: {
  items: readonly Id[]
  headlines: readonly string[]
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('queue')
  const release = async (): Promise<void> => {
    close()
    const decided = await decide(items, { type: 'release' })
    tellDecided(
      decided,
      {
        done: t('done.release', { count: decided.done.length }),
        partly: t('done.partly', { count: decided.failed.length }),
      },
      'final',
    )
  }
  return (
    <Dialog
      open
      close={close}
      title={t('release.title', { count: items.length })}
      actions={
        <>
          <Button onClick={close}>{t('cancel', { ns: 'common' })}</Button>
          <Button look="ink" autoFocus onClick={() => void release()}>
            {t('release.confirm')}
          </Button>
        </>
      }
    >
      <ul className={styles['what']}>
        {headlines.map((headline) => (
          <li key={headline}>{headline}</li>
        ))}
      </ul>
      <p>{t('release.text')}</p>
    </Dialog>
  )
}
