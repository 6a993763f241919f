import {
  AppWindow,
  ArrowUpRight,
  Clipboard,
  CornerUpLeft,
  FolderOutput,
  Paperclip,
  Send,
  Trash,
  Trash2,
  Triangle,
  Undo2,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { call } from '../../lib/client.ts'
import { useCommands, useKeyCaps } from '../../lib/keyboard.ts'
import { useSession } from '../../lib/session.tsx'
import type { MenuEntry } from '../../ui/index.ts'
import { askErase } from './ask-erase.tsx'
import { askRelease } from './ask-release.tsx'
import { decide } from './decide.ts'
import { actionsFor, type RowAction } from './row-actions.ts'
import { rowTitle } from './row-title.ts'
import { copyItems, exportItems } from './take-out.ts'

const ICONS: Record<RowAction, ReactNode> = {
  submit: <Triangle />,
  withdraw: <CornerUpLeft />,
  release: <Send />,
  spike: <Paperclip />,
  unspike: <Undo2 />,
  delete: <Trash2 />,
  undelete: <Undo2 />,
  erase: <Trash />,
}

/** What can be done with these rows, ready to be put in a menu or on buttons. */
export const useRowActions = (
  rows: readonly ItemRow[],
): Map<RowAction, { count: number; run: () => void }> => {
  const { t: desk } = useTranslation('desk')
  const { t: common } = useTranslation('common')
  const { person } = useSession()
  const words = { desk, title: (row: ItemRow) => rowTitle(row, common) }
  return new Map(
    [...actionsFor(person, rows)].map(([action, allowed]) => [
      action,
      {
        count: allowed.length,
        run: () => {
          // What is released cannot be taken back, so it is asked about (ui.md, rule 2).
          if (action === 'release') askRelease(allowed, () => void decide(action, allowed, words))
          else if (action === 'erase') askErase(allowed, (reason) => decide(action, allowed, words, reason))
          else void decide(action, allowed, words)
        },
      },
    ]),
  )
}

/**
 * The menu of a list: for the chosen rows when the row under the pointer is one of them, else for that row alone.
 * `aim` says which row that is.
 */
export const useRowMenu = ({
  chosen,
  open,
  enter,
}: {
  chosen: readonly ItemRow[]
  open: ItemRow | null
  enter: () => void
}): { entries: MenuEntry[]; aim: (row: ItemRow | null) => void } => {
  const { t } = useTranslation('desk')
  const caps = useKeyCaps()
  const [aimed, aim] = useState<ItemRow | null>(null)
  const target = aimed ?? open
  const rows = target && !chosen.some((row) => row.id === target.id) ? [target] : chosen
  const actions = useRowActions(rows)
  const marked = useRowActions(chosen.length > 0 ? chosen : open ? [open] : [])

  useCommands([
    {
      id: 'list.spike',
      title: t('spike'),
      group: 'list',
      keys: ['Delete'],
      icon: Paperclip,
      when: () => marked.has('spike'),
      run: () => marked.get('spike')?.run(),
    },
    {
      id: 'list.unspike',
      title: t('unspike'),
      group: 'list',
      keys: ['U'],
      icon: Undo2,
      when: () => marked.has('unspike'),
      run: () => marked.get('unspike')?.run(),
    },
    {
      id: 'list.delete',
      title: t('delete'),
      group: 'list',
      keys: ['Shift+Delete'],
      icon: Trash2,
      when: () => marked.has('delete'),
      run: () => marked.get('delete')?.run(),
    },
    {
      id: 'list.undelete',
      title: t('undelete'),
      group: 'list',
      keys: ['U'],
      icon: Undo2,
      when: () => marked.has('undelete'),
      run: () => marked.get('undelete')?.run(),
    },
    {
      id: 'list.export',
      title: t('exportItems'),
      group: 'list',
      icon: FolderOutput,
      when: () => chosen.length > 0 || open !== null,
      run: () => take('export', chosen.length > 0 ? chosen : open ? [open] : []),
    },
    {
      id: 'list.copy',
      title: t('copyItems'),
      group: 'list',
      icon: Clipboard,
      when: () => chosen.length > 0 || open !== null,
      run: () => take('copy', chosen.length > 0 ? chosen : open ? [open] : []),
    },
  ])

  const take = (how: 'export' | 'copy', from: readonly ItemRow[]): void => {
    const ids = from.map((row) => row.id)
    if (how === 'export') void exportItems(ids)
    else void copyItems(ids)
  }

  const entries: MenuEntry[] = [
    ...(rows.length === 1
      ? ([
          { type: 'item', label: t('openItem'), icon: <ArrowUpRight />, keys: ['↵'], run: enter },
          {
            type: 'item',
            label: t('openWindow'),
            icon: <AppWindow />,
            run: () => void call('shell', 'shell.new-window', { item: rows[0]?.id ?? null }),
          },
        ] satisfies MenuEntry[])
      : ([{ type: 'heading', label: t('selected', { count: rows.length }) }] satisfies MenuEntry[])),
    ...(actions.size > 0 ? [{ type: 'line' } satisfies MenuEntry] : []),
    ...[...actions].map(
      ([action, { run }]): MenuEntry => ({
        type: 'item',
        label: t(action),
        icon: ICONS[action],
        run,
        ...(action === 'spike' ? { keys: caps('Delete') } : {}),
        ...(action === 'delete' ? { keys: caps('Shift+Delete') } : {}),
        ...(action === 'erase' ? { danger: true } : {}),
      }),
    ),
    { type: 'line' },
    { type: 'item', label: t('copyItems'), icon: <Clipboard />, run: () => take('copy', rows) },
    { type: 'item', label: t('exportItems'), icon: <FolderOutput />, run: () => take('export', rows) },
  ]
  return { entries, aim }
}
