import { X } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from './button.tsx'
import { cx } from './cx.ts'
import styles from './undo-strip.module.css'

/** How long a strip stands, ms. The same as `--d-undo`. */
const UNDO_PERIOD = 10_000

/**
 * What just happened, with ten seconds to take it back. It takes its own room under a pane and covers nothing;
 * the clock stands still while the pointer or focus is on it (WCAG 2.2.1). Without `undo` it only tells.
 */
export const UndoStrip = ({
  text,
  aside = null,
  undo,
  end,
  keys,
  remedy = null,
  stop = false,
}: {
  text: string
  /** What is to be known of it beside. */
  aside?: string | null
  undo: (() => void) | null
  end: () => void
  keys?: readonly string[]
  /** The one thing that helps, where something did not go through. */
  remedy?: { label: string; run: () => void } | null
  stop?: boolean
}): ReactNode => {
  const { t } = useTranslation('common')
  // Reduced motion stops the running line; the strip then ends by a timer of its own.
  useEffect(() => {
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const timer = setTimeout(end, UNDO_PERIOD)
    return () => clearTimeout(timer)
  }, [end])
  return (
    <div className={cx(styles['strip'], stop && styles['stop'])} role="status">
      <span className={styles['text']}>
        <span>{text}</span>
        {aside === null ? null : <span className={styles['aside']}> {aside}</span>}
      </span>
      {remedy ? (
        <Button
          look="quiet"
          onClick={() => {
            end()
            remedy.run()
          }}
        >
          {remedy.label}
        </Button>
      ) : null}
      {undo ? (
        <Button look="quiet" onClick={undo} {...(keys ? { keys } : {})}>
          {t('undo')}
        </Button>
      ) : (
        <IconButton label={t('close')} icon={<X />} onClick={end} />
      )}
      <span className={styles['clock']} onAnimationEnd={end} aria-hidden="true" />
    </div>
  )
}
