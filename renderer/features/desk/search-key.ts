import { Search } from 'lucide-react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../lib/keyboard.ts'
import { go, usePlace } from '../../lib/navigation.tsx'
import { useOverview } from '../../lib/session.tsx'

/** What the list of a view is called: by the section that it is limited to, else by the view. */
export const useListName = (list: 'desk' | 'mine' | 'spiked' | 'trash'): string => {
  const { t } = useTranslation('desk')
  const overview = useOverview()
  const section = usePlace((place) => place.section)
  return overview?.sections.find(({ id }) => id === section)?.name ?? t(list)
}

/**
 * `/` goes to the search of the list, also when the list is hidden or in its drawer. It is drawn and has focus before
 * the next key is heard: the first letter of a quick hand belongs to the search and is no command.
 */
export const useSearchKey = (list: 'desk' | 'mine' | 'spiked' | 'trash'): void => {
  const { t } = useTranslation('desk')
  const name = useListName(list)
  useCommands([
    {
      id: 'search.focus',
      title: t('searchIn', { name }),
      group: 'list',
      keys: ['/', 'Mod+Shift+F'],
      icon: Search,
      run: () => {
        flushSync(() => go({ list: true, drawer: 'list' }))
        const box = document.querySelector<HTMLInputElement>('[data-pane="list"] [data-search]')
        box?.focus()
        box?.select()
      },
    },
  ])
}
