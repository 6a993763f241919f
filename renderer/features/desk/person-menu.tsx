import { ArrowLeftRight, Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Preferences } from '../../../shared/ipc/shell.ts'
import { go } from '../../lib/navigation.tsx'
import { prefer, usePreferences } from '../../lib/preferences.ts'
import { changePlaces, useSession } from '../../lib/session.tsx'
import { Avatar, Menu, VisuallyHidden } from '../../ui/index.ts'
import styles from './rail.module.css'

/** Who sits here: change places, language, theme. */
export const PersonMenu = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation('common')
  const { person, session } = useSession()
  const { language, theme } = usePreferences()
  return (
    <Menu
      side="top"
      entries={[
        {
          type: 'choice',
          label: t('language'),
          value: language,
          options: [
            { value: 'system', label: t('themeSystem') },
            { value: 'nl', label: common('dutch') },
            { value: 'en', label: common('english') },
          ],
          choose: (value) => {
            const wish = Preferences.shape.language.safeParse(value)
            if (wish.success) void prefer({ language: wish.data })
          },
        },
        { type: 'line' },
        {
          type: 'choice',
          label: t('theme'),
          value: theme,
          options: [
            { value: 'system', label: t('themeSystem') },
            { value: 'light', label: t('themeLight') },
            { value: 'dark', label: t('themeDark') },
          ],
          choose: (value) => {
            const wish = Preferences.shape.theme.safeParse(value)
            if (wish.success) void prefer({ theme: wish.data })
          },
        },
        { type: 'line' },
        {
          type: 'item',
          label: t('settings'),
          icon: <Settings />,
          run: () => go({ view: 'settings', settings: 'people' }),
        },
        {
          type: 'item',
          label: t('changePlaces'),
          icon: <ArrowLeftRight />,
          // Alone at a desk without a passphrase there is nobody to change places with.
          disabled: session.people.length < 2,
          run: () => void changePlaces(),
        },
      ]}
    >
      <button type="button" className={styles['me']} title={person.name}>
        <Avatar name={person.name} />
        <span className={styles['word']}>
          {person.name}
          <VisuallyHidden>: {t('menu')}</VisuallyHidden>
        </span>
      </button>
    </Menu>
  )
}
