import { Copy, FolderOutput } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '../../../shared/ids.ts'
import { Button } from '../../ui/index.ts'
import { useTakeOut } from './use-take-out.ts'

/** Writes items into a folder that is chosen on the spot. */
export const ExportButton = ({
  items,
  keys,
}: {
  items: readonly Id[]
  keys?: readonly string[]
}): ReactNode => {
  const { t } = useTranslation('deliveries')
  const { busy, exportItems } = useTakeOut()
  return (
    <Button
      look="quiet"
      icon={<FolderOutput />}
      keys={keys}
      disabled={items.length === 0 || busy}
      onClick={() => void exportItems(items)}
    >
      {busy ? t('export.busy') : t('export.button')}
    </Button>
  )
}

/** Puts items on the clipboard as HTML and as text. */
export const CopyOutButton = ({
  items,
  keys,
}: {
  items: readonly Id[]
  keys?: readonly string[]
}): ReactNode => {
  const { t } = useTranslation('deliveries')
  const { copyItems } = useTakeOut()
  return (
    <Button
      look="quiet"
      icon={<Copy />}
      keys={keys}
      disabled={items.length === 0}
      onClick={() => void copyItems(items)}
    >
      {t('copyOut.button')}
    </Button>
  )
}
