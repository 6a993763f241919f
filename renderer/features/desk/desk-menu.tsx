import { ChevronDown, FileInput, FileOutput, FolderOpen, Plus, Settings, UserPlus, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { bringIn } from '../../lib/incoming.ts'
import { useKeyCaps } from '../../lib/keyboard.ts'
import { go } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { chooseDesk, openDesk, useSession } from '../../lib/session.tsx'
import { Menu, type MenuEntry, VisuallyHidden } from '../../ui/index.ts'
import { openDeskFile, revealData, saveDeskAs } from './desk-files.ts'
import styles from './rail.module.css'

/** The name of the desk, and what concerns it as a whole: other desks, files, settings. */
export const DeskMenu = (): ReactNode => {
  const { t } = useTranslation('desk')
  const caps = useKeyCaps()
  const { session } = useSession()
  const { name } = session.settings
  const desks = useDeskQuery('desks.list', {}).data ?? []
  const others = desks.filter((desk) => desk.id !== session.desk.id)
  const entries: MenuEntry[] = [
    ...(others.length > 0
      ? ([
          { type: 'heading', label: t('otherDesks') },
          ...others.map(
            (desk): MenuEntry => ({
              type: 'item',
              label: desk.example ? `${desk.name} (${t('exampleMark')})` : desk.name,
              run: () => void openDesk(desk.id),
            }),
          ),
          { type: 'line' },
        ] satisfies MenuEntry[])
      : []),
    {
      type: 'item',
      label: t('importFiles'),
      icon: <FileInput />,
      keys: caps('Mod+O'),
      run: () => bringIn(),
    },
    { type: 'line' },
    { type: 'item', label: t('newDesk'), icon: <Plus />, run: () => void chooseDesk() },
    {
      type: 'item',
      label: t('joinDesk'),
      icon: <UserPlus />,
      run: () => void chooseDesk(null, 'join'),
    },
    { type: 'item', label: t('openDeskFile'), icon: <FileInput />, run: () => void openDeskFile() },
    {
      type: 'item',
      label: t('saveDeskAs'),
      icon: <FileOutput />,
      run: () => void saveDeskAs(name, t('deskSaved')),
    },
    { type: 'item', label: t('revealData'), icon: <FolderOpen />, run: revealData },
    { type: 'line' },
    {
      type: 'item',
      label: t('shareDesk'),
      icon: <Users />,
      run: () => go({ view: 'settings', settings: 'sharing' }),
    },
    {
      type: 'item',
      label: t('settings'),
      icon: <Settings />,
      keys: caps('Mod+,'),
      run: () => go({ view: 'settings' }),
    },
  ]
  return (
    <Menu entries={entries}>
      <button type="button" className={styles['masthead']} title={name}>
        <span className={styles['initial']} aria-hidden="true">
          {[...name][0]}
        </span>
        <span className={styles['word']}>
          {name}
          <VisuallyHidden>: {t('menu')}</VisuallyHidden>
        </span>
        <ChevronDown className={styles['arrow']} aria-hidden="true" />
      </button>
    </Menu>
  )
}
