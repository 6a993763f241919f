import { Hourglass, RefreshCw, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../lib/keyboard.ts'
import { useStore } from '../../lib/store.ts'
import { HubQuestion } from './hub-question.tsx'
import { closePanel, openQuestion, openTray, panel } from './panels.ts'
import { Tray } from './tray.tsx'
import { useHubStory } from './use-hub-story.ts'
import { useTrying } from './use-trying.ts'

/** The tray and the question, and the commands that open them. Mount once in the desk. */
export const WayPanels = (): ReactNode => {
  const { t } = useTranslation('waiting')
  const open = useStore(panel)
  const { way } = useHubStory()
  const { tryNow } = useTrying()
  // Whoever sits down next begins without the panels of the one before.
  useEffect(() => closePanel, [])
  // Somebody else chose, or it goes again: there is nothing left to ask.
  useEffect(() => {
    if (way !== 'stopped' && panel.get() === 'question') closePanel()
  }, [way])
  useCommands([
    {
      id: 'sync.tray',
      title: t('command'),
      group: 'desk',
      keys: ['G W'],
      icon: Hourglass,
      run: openTray,
    },
    {
      id: 'sync.now',
      title: t('nowCommand'),
      group: 'desk',
      icon: RefreshCw,
      when: () => way !== 'here',
      run: tryNow,
    },
    {
      id: 'sync.choose',
      title: t('ask.command'),
      group: 'desk',
      icon: TriangleAlert,
      when: () => way === 'stopped',
      run: openQuestion,
    },
  ])
  if (open === 'tray') return <Tray close={closePanel} />
  if (open === 'question' && way === 'stopped') return <HubQuestion close={closePanel} />
  return null
}
