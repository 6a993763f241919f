import type { DoorField } from '../../../shared/domain/door-profile.ts'
import type { Id } from '../../../shared/ids.ts'
import { go, here } from '../../lib/navigation.tsx'
import { focusGalley, goToFinding } from '../editor/index.ts'
import { askTime } from './pane-mode.ts'

/** The fields that stand in the details, by the name that `Details` gives them. */
const BESIDE: readonly DoorField[] = ['byline', 'section', 'slug', 'urgency', 'language']

/** Puts the caret or the focus where a field of the open item is filled in. Null: it is about the times. */
export const goToField = (item: Id, field: DoorField | null): void => {
  if (field === null) askTime(item, 'publish')
  else if (field === 'kicker' || field === 'headline') focusGalley(item, 'headline')
  else if (BESIDE.includes(field)) {
    if (!matchMedia('(max-width: 1099px)').matches && !here().inspector) go({ inspector: true })
    document.querySelector<HTMLElement>(`[data-field="${field}"] :is(input, select, button)`)?.focus()
  } else if (field === 'dateline' || field === 'credits') goToFinding(item, { field })
  else focusGalley(item, 'body')
}
