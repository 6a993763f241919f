import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Checkbox, Field, TextInput } from '../../ui/index.ts'

/** The way out when nobody else is there to look at a kill: with a reason, which is listed. */
export const KillAlone = ({
  alone,
  only,
  setAlone,
  why,
  setWhy,
  missing,
}: {
  alone: boolean
  /** There is no other way left: somebody else has been asked already. */
  only: boolean
  setAlone: (alone: boolean) => void
  why: string
  setWhy: (why: string) => void
  missing: boolean
}): ReactNode => {
  const { t } = useTranslation('after')
  return (
    <>
      <Checkbox
        label={t('alone.label')}
        hint={t('alone.hint')}
        checked={alone}
        disabled={only}
        change={setAlone}
      />
      {alone ? (
        <Field label={t('alone.why')} error={missing ? t('alone.missing') : null}>
          {(slot) => (
            <TextInput
              {...slot}
              value={why}
              maxLength={2000}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setWhy(event.target.value)}
            />
          )}
        </Field>
      ) : null}
    </>
  )
}
