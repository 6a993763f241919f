import { FileInput, FileOutput, FolderOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { shellInfo } from '../../lib/preferences.ts'
import { useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { Button } from '../../ui/index.ts'
import { openDeskFile, revealData, saveDeskAs } from '../desk/index.ts'
import styles from './settings.module.css'

/** The desk as a file, and where it is kept. */
export const DataSettings = (): ReactNode => {
  const { t } = useTranslation('settings')
  const { t: desk } = useTranslation('desk')
  const { session } = useSession()
  const info = useStore(shellInfo)
  const parts = [
    {
      key: 'save',
      icon: <FileOutput />,
      run: () => void saveDeskAs(session.settings.name, desk('deskSaved')),
    },
    { key: 'open', icon: <FileInput />, run: () => void openDeskFile() },
    { key: 'folder', icon: <FolderOpen />, run: revealData },
  ] as const
  return (
    <div className={styles['form']}>
      {parts.map(({ key, icon, run }) => (
        <section key={key} className={styles['part']}>
          <h3 className={styles['strong']}>{t(`data.${key}`)}</h3>
          <p className={styles['intro']}>{t(`data.${key}Text`)}</p>
          <div>
            <Button icon={icon} onClick={run}>
              {t(`data.${key}Button`)}
            </Button>
          </div>
        </section>
      ))}
      {info ? (
        <p className={styles['hint']}>
          {t('data.version', { version: info.version, electron: info.electron })}
        </p>
      ) : null}
    </div>
  )
}
