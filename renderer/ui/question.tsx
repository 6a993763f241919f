import { ShieldQuestion } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from './button.tsx'
import styles from './question.module.css'

/**
 * A question about safety in the middle of a form: what follows from a yes, and no answer made beforehand. It takes the
 * focus while it is there and gives it back, unless whoever asked puts it elsewhere; Escape says no.
 */
export const Question = ({
  title,
  yes,
  no,
  agree,
  decline,
  alert = false,
  children,
}: {
  title: string
  yes: string
  no: string
  agree: () => void
  decline: () => void
  /** It came by itself, in answer to something else, and has to be heard. */
  alert?: boolean
  children: ReactNode
}): ReactNode => {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <section
      ref={panel}
      tabIndex={-1}
      {...(alert ? { role: 'alert' } : {})}
      className={styles['question']}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        decline()
      }}
    >
      <p className={styles['title']}>
        <ShieldQuestion aria-hidden="true" />
        {title}
      </p>
      <p>{children}</p>
      <div className={styles['acts']}>
        <Button onClick={agree}>{yes}</Button>
        <Button look="quiet" onClick={decline}>
          {no}
        </Button>
      </div>
    </section>
  )
}
