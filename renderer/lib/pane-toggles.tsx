/** The buttons that show and hide the panes beside an item; the item's own bar carries them. */
import { PanelLeft, PanelRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/index.ts'
import { useRoom } from './media.ts'
import { go, usePlace } from './navigation.tsx'

/** Shows the list where it does not stand: as a drawer in a tiny window, or where it was collapsed. */
export const ListToggle = (): ReactNode => {
  const { t } = useTranslation('desk')
  const room = useRoom()
  const stands = usePlace((place) => place.list)
  if (room !== 'tiny' && stands) return null
  return (
    <IconButton
      label={t('showList')}
      icon={<PanelLeft />}
      onClick={() => go(room === 'tiny' ? { drawer: 'list' } : { list: true })}
    />
  )
}

/** Shows or hides the details. `findings` is how many things the checks found; it stands beside the icon. */
export const InspectorToggle = ({ findings = 0 }: { findings?: number }): ReactNode => {
  const { t } = useTranslation('desk')
  const room = useRoom()
  const stands = usePlace((place) => place.inspector)
  const drawn = usePlace((place) => place.drawer === 'inspector')
  const open = room === 'wide' ? stands : drawn
  const found = open ? 0 : findings
  return (
    <IconButton
      // What stands on a button is in its name, for who says it aloud.
      label={
        open ? t('hideInspector') : found > 0 ? t('showInspectorFound', { count: found }) : t('showInspector')
      }
      pressed={open}
      icon={<PanelRight />}
      onClick={() => {
        if (room === 'wide') go({ inspector: !open })
        else go({ drawer: open ? 'none' : 'inspector' })
      }}
    >
      {found > 0 ? found : null}
    </IconButton>
  )
}
