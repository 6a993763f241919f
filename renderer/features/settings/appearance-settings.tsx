import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { prefer, usePreferences } from '../../lib/preferences.ts'
import { Segmented } from '../../ui/index.ts'
import styles from './settings.module.css'

/** Language and colours of Kopij on this computer. */
export const AppearanceSettings = (): ReactNode => {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const { language, theme } = usePreferences()
  return (
    <div className={styles['form']}>
      <div className={styles['choice']}>
        <span className={styles['label']}>{t('appearance.language')}</span>
        <Segmented
          label={t('appearance.language')}
          options={[
            { value: 'system', label: t('appearance.system') },
            { value: 'nl', label: common('dutch') },
            { value: 'en', label: common('english') },
          ]}
          value={language}
          choose={(chosen) => void prefer({ language: chosen })}
        />
      </div>
      <div className={styles['choice']}>
        <span className={styles['label']}>{t('appearance.theme')}</span>
        <Segmented
          label={t('appearance.theme')}
          options={[
            { value: 'system', label: t('appearance.system') },
            { value: 'light', label: t('appearance.light') },
            { value: 'dark', label: t('appearance.dark') },
          ]}
          value={theme}
          choose={(chosen) => void prefer({ theme: chosen })}
        />
      </div>
      <div className={styles['choice']}>
        <span className={styles['label']}>{t('appearance.zoom')}</span>
        <span className={styles['hint']}>{t('appearance.zoomHint')}</span>
      </div>
    </div>
  )
}
