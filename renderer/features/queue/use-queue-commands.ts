import { useTranslation } from 'react-i18next'
import { useCommands } from '../../lib/keyboard.ts'
import type { BarAction } from './action-bar.tsx'

/** Registers the keys of the queue: the actions of its bar, the entry, and walking. */
export const useQueueCommands = (
  actions: readonly BarAction[],
  { entry, step, walkable }: { entry: () => void; step: (steps: number) => void; walkable: boolean },
): void => {
  const { t } = useTranslation('queue')
  useCommands([
    { id: 'queue.entry', title: t('commands.entry'), group: 'queue', keys: ['N'], run: entry },
    {
      id: 'queue.next',
      title: t('commands.next'),
      group: 'queue',
      keys: ['J'],
      keyOnly: true,
      when: () => walkable,
      run: () => step(1),
    },
    {
      id: 'queue.previous',
      title: t('commands.previous'),
      group: 'queue',
      keys: ['K'],
      keyOnly: true,
      when: () => walkable,
      run: () => step(-1),
    },
    ...actions
      // Enter is the grid's own: a command of that name would take it from every button of the view.
      .filter(({ name }) => name !== 'open')
      .map(({ name, keys, possible, run }) => ({
        id: `queue.${name}`,
        title: t(`commands.${name}`),
        group: 'queue' as const,
        keys: [keys],
        when: () => possible,
        run,
      })),
  ])
}
