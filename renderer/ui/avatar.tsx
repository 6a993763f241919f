import type { ReactNode } from 'react'
import { initials } from '../../shared/domain/person.ts'
import styles from './avatar.module.css'

/** A person as two letters. Decorative: the name stands beside it or in `label`. */
export const Avatar = ({ name, label = false }: { name: string; label?: boolean }): ReactNode => (
  <span
    className={styles['face']}
    title={name}
    {...(label ? { role: 'img', 'aria-label': name } : { 'aria-hidden': true })}
  >
    {initials(name)}
  </span>
)
