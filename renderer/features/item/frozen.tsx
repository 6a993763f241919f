import { type KeyboardEvent, lazy, type ReactNode, Suspense, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Copy } from '../../../shared/domain/copy.ts'
import { Banner } from '../../ui/index.ts'
import styles from './item-pane.module.css'

const Galley = lazy(() => import('../preview/index.ts').then((part) => ({ default: part.Galley })))

/** Keys that write. Somebody who tries to here means the text, and never the list beside it. */
const writes = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && (key.length === 1 || ['Delete', 'Backspace', 'Enter'].includes(key))

/**
 * An item that a newer Kopij wrote in: read from the shared text itself, with what this build does not know as grey
 * blocks, to be selected and copied. No editor stands on it.
 */
export const Frozen = ({ copy }: { copy: Copy }): ReactNode => {
  const { t } = useTranslation('editor')
  const box = useRef<HTMLDivElement>(null)
  const press = (event: KeyboardEvent): void => {
    const all = event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)
    if (!all && !writes(event)) return
    event.stopPropagation()
    if (!all || !box.current) return
    event.preventDefault()
    getSelection()?.selectAllChildren(box.current)
  }
  return (
    <>
      <Banner look="note">{t('frozen')}</Banner>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it keeps keys from the list, it does nothing itself. */}
      <div className={styles['frozenBox']} onKeyDown={press}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled and selected by keys. */}
        <div ref={box} className={styles['frozen']} tabIndex={0}>
          <Suspense fallback={null}>
            <Galley copy={copy} />
          </Suspense>
        </div>
      </div>
    </>
  )
}
