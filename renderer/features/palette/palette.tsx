import { Command as CommandIcon, Keyboard } from 'lucide-react'
import { type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../lib/keyboard.ts'
import { KeysOverview } from './keys-overview.tsx'
import { PaletteDialog } from './palette-dialog.tsx'

/** Opens with Ctrl/Cmd+K and `?`; one closes the other. Mount once in the desk. */
export const Palette = (): ReactNode => {
  const { t } = useTranslation('keys')
  const [open, setOpen] = useState<'none' | 'palette' | 'keys'>('none')
  const close = useCallback(() => setOpen('none'), [])
  useCommands([
    {
      id: 'palette.open',
      title: t('palette'),
      group: 'window',
      keys: ['Mod+K'],
      icon: CommandIcon,
      keyOnly: true,
      anywhere: true,
      run: () => setOpen((before) => (before === 'palette' ? 'none' : 'palette')),
    },
    {
      id: 'keys.show',
      title: t('keys'),
      group: 'window',
      keys: ['?', 'F1'],
      icon: Keyboard,
      run: () => setOpen('keys'),
    },
  ])
  return (
    <>
      {open === 'palette' ? <PaletteDialog close={close} showKeys={() => setOpen('keys')} /> : null}
      {open === 'keys' ? <KeysOverview close={close} /> : null}
    </>
  )
}
