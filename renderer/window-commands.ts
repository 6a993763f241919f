import { FolderOpen, Plus, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { revealData } from './features/desk/index.ts'
import { useCommands } from './lib/keyboard.ts'
import { shellInfo } from './lib/preferences.ts'
import { chooseDesk } from './lib/session.tsx'
import { useStore } from './lib/store.ts'

/**
 * What helps out of a fault in every window, with a desk or without: its faults offer these. Put it before what the window
 * shows, so that a view may do the same in a way of its own.
 */
export const WindowCommands = (): null => {
  const { t } = useTranslation('desk')
  const solo = useStore(shellInfo, (info) => (info?.item ?? null) !== null)
  useCommands([
    {
      id: 'window.reload',
      title: t('reloadWindow'),
      group: 'window',
      icon: RefreshCw,
      keyOnly: true,
      run: () => location.reload(),
    },
    {
      id: 'desk.choose',
      title: t('newDesk'),
      group: 'desk',
      icon: Plus,
      // Out of a fault there has to be a way; by itself a window for one item keeps to its desk.
      keyOnly: solo,
      run: () => void chooseDesk(),
    },
    { id: 'desk.reveal-data', title: t('revealData'), group: 'desk', icon: FolderOpen, run: revealData },
  ])
  return null
}
