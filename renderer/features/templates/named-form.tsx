import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../../../shared/errors.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { Button, Field, TextInput } from '../../ui/index.ts'
import styles from './templates.module.css'

/** What is kept under a name: the name first, its own fields, what went wrong with saving it, and both answers. */
export const NamedForm = ({
  name,
  setName,
  tried,
  fault,
  submit,
  done,
  children,
}: {
  name: string
  setName: (name: string) => void
  /** Whether somebody tried to save it: only then a name that is missing is said. */
  tried: boolean
  fault: Fault | null
  submit: (event: FormEvent) => void
  done: () => void
  children: ReactNode
}): ReactNode => {
  const { t } = useTranslation('templates')
  const { t: common } = useTranslation('common')
  return (
    <form className={styles['form']} onSubmit={submit}>
      <Field label={t('name')} error={tried && name.trim() === '' ? t('nameMissing') : null}>
        {(slot) => (
          <TextInput
            {...slot}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {children}
      {fault ? <FaultBanner fault={fault} /> : null}
      <span className={styles['answers']}>
        <Button onClick={done}>{common('cancel')}</Button>
        <Button type="submit" look="ink">
          {common('save')}
        </Button>
      </span>
    </form>
  )
}
