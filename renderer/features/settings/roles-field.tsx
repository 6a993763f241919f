import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Role } from '../../../shared/domain/person.ts'
import { Checkbox } from '../../ui/index.ts'
import styles from './settings.module.css'

/** Which tasks somebody has at the desk, each with what it allows. `error` is said where it is not null. */
export const RolesField = ({
  roles,
  change,
  error,
}: {
  roles: readonly Role[]
  change: (roles: readonly Role[]) => void
  error: string | null
}): ReactNode => {
  const { t } = useTranslation('settings')
  const { t: session } = useTranslation('session')
  return (
    <fieldset>
      <legend className={styles['label']}>{t('people.roles')}</legend>
      {Role.options.map((role) => (
        <Checkbox
          key={role}
          label={session(`role.${role}`)}
          hint={t(`people.roleHint.${role}`)}
          checked={roles.includes(role)}
          change={(on) => change(on ? [...roles, role] : roles.filter((each) => each !== role))}
        />
      ))}
      {error === null ? null : (
        <p className={styles['error']} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
