import type { DoorField } from '../../../shared/domain/door-profile.ts'
import type { Id } from '../../../shared/ids.ts'
import { openAtField } from '../../lib/at-field.ts'
import { askTime } from './pane-mode.ts'

/** Puts the caret or the focus where a field of the open item is filled in. Null: it is about the times. */
export const goToField = (item: Id, field: DoorField | null): void => {
  if (field === null) askTime(item, 'publish')
  else openAtField(item, field)
}
