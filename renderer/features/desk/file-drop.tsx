/** Files dropped anywhere on the window are imported. Text that is dragged has its own way, through the galley. */
import { FileInput } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bringIn } from '../../lib/incoming.ts'
import styles from './file-drop.module.css'

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true

export const FileDrop = (): ReactNode => {
  const { t } = useTranslation('desk')
  const [over, setOver] = useState(false)
  useEffect(() => {
    const drag = (event: DragEvent): void => {
      if (!bringsFiles(event)) return
      event.preventDefault()
      event.stopPropagation()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      // Between two elements of the window there is always another one.
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      setOver(false)
      if (!bringsFiles(event)) return
      event.preventDefault()
      event.stopPropagation()
      bringIn([...(event.dataTransfer?.files ?? [])])
    }
    // Before the galley, which would take them for text.
    const early = { capture: true }
    addEventListener('dragenter', drag, early)
    addEventListener('dragover', drag, early)
    addEventListener('dragleave', leave, early)
    addEventListener('drop', drop, early)
    return () => {
      removeEventListener('dragenter', drag, early)
      removeEventListener('dragover', drag, early)
      removeEventListener('dragleave', leave, early)
      removeEventListener('drop', drop, early)
    }
  }, [])
  if (!over) return null
  return (
    <div className={styles['veil']} aria-hidden="true">
      <p className={styles['word']}>
        <FileInput />
        {t('dropToImport')}
      </p>
    </div>
  )
}
