import { useTranslation } from 'react-i18next'
import { faultOf } from '../../../shared/errors.ts'
import type { QueueSlot } from '../../../shared/ipc/queue.ts'
import { call } from '../../lib/client.ts'
import { newItemId } from '../../lib/item-id.ts'
import { useCommands } from '../../lib/keyboard.ts'
import { openItem } from '../../lib/navigation.tsx'
import { offerUndo, tell, tellFault } from '../../lib/strip.ts'
import { decide } from '../decisions/index.ts'
import type { QueueModel } from './timetable/model.ts'

type Said = { followed: string; notOut: string }

/** Makes an item that goes on from what readers have of `row`, and opens it at its text. */
const followUp = async ({ id: follows, kind, section, outAt }: QueueSlot, said: Said): Promise<void> => {
  if (outAt === null) return tell(said.notOut)
  const id = newItemId()
  try {
    await call('desk', 'items.create', { items: [{ id, kind, section, copy: {}, shownAt: null, follows }] })
  } catch (thrown) {
    return tellFault(faultOf(thrown), '', follows)
  }
  openItem(id, 'body')
  offerUndo(said.followed, () => {
    void decide([id], { type: 'spike' }).then(({ failed: [wrong] }) => wrong && tellFault(wrong.fault))
  })
}

/** Registers the key that duplicates the brief at the cursor as a follow-up. */
export const useFollowUp = (model: QueueModel): void => {
  const { t } = useTranslation('templates')
  const atCursor = (): QueueSlot | undefined => model.row(model.selection.get().cursor ?? '')
  useCommands([
    {
      id: 'queue.follow',
      title: t('entry.follow'),
      group: 'queue',
      keys: ['F'],
      when: () => atCursor() !== undefined,
      run: () => {
        const row = atCursor()
        if (row) void followUp(row, { followed: t('entry.followed'), notOut: t('entry.notOut') })
      },
    },
  ])
}
