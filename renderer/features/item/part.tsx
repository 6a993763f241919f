import { type ReactNode, useId } from 'react'
import styles from './inspector.module.css'

/** A part of the inspector, under its heading. */
export const Part = ({
  title,
  beside,
  children,
}: {
  title: string
  /** What stands at the end of the heading's line. */
  beside?: ReactNode
  children: ReactNode
}): ReactNode => {
  const id = useId()
  return (
    <section className={styles['part']} aria-labelledby={id}>
      <h2 className={styles['title']}>
        <span id={id}>{title}</span>
        {beside}
      </h2>
      {children}
    </section>
  )
}
