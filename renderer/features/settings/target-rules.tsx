import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { Id } from '../../../shared/ids.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useOverview } from '../../lib/session.tsx'
import { Checkbox, Field, Segmented, TextInput } from '../../ui/index.ts'
import { type PartOfTarget, useBad } from './target-fields.ts'
import { codesIn } from './target-form.ts'
import styles from './targets.module.css'

/** What the rules of the form do with one item, asked of the desk: nothing is guessed here. */
const Tried = ({ form, sample }: { form: PartOfTarget['form']; sample: Id }): ReactNode => {
  const { t } = useTranslation('targets')
  const tried = useDeskQuery('targets.try-rules', { rules: form.rules, items: [sample] }, { keep: true })
  if (tried.error) return <FaultBanner fault={tried.error.fault} />
  const [answer] = tried.data ?? []
  if (!answer) return null
  return (
    <p role="status" className={styles['answer']} data-good={answer.keptBy === null}>
      {answer.keptBy === null ? t('rules.goes') : t(`rules.keptBy.${answer.keptBy}`)}
    </p>
  )
}

const Sections = ({ form, change, bad, may }: PartOfTarget): ReactNode => {
  const { t } = useTranslation('targets')
  const says = useBad(bad)
  const error = says('sections')
  const { rules } = form
  const sections = (useOverview()?.sections ?? [])
    .filter((section) => section.active || rules.sections?.includes(section.id))
    .sort((a, b) => a.order - b.order)
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['label']}>{t('rules.sections')}</legend>
      <div>
        <Segmented<'all' | 'some'>
          label={t('rules.sections')}
          value={rules.sections === null ? 'all' : 'some'}
          disabled={!may}
          options={[
            { value: 'all', label: t('rules.allSections') },
            { value: 'some', label: t('rules.someSections') },
          ]}
          choose={(value) => change({ rules: { ...rules, sections: value === 'all' ? null : [] } })}
        />
      </div>
      {rules.sections === null ? null : (
        <div className={styles['columns']}>
          {sections.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={rules.sections?.includes(id) ?? false}
              disabled={!may}
              change={(chosen) =>
                change({
                  rules: {
                    ...rules,
                    sections: sections
                      .map((section) => section.id)
                      .filter((each) => (each === id ? chosen : rules.sections?.includes(each))),
                  },
                })
              }
            />
          ))}
        </div>
      )}
      {error === null ? null : (
        <span className={styles['error']} role="alert">
          {error}
        </span>
      )}
    </fieldset>
  )
}

const KINDS = { all: null, lead: ['lead'], brief: ['brief'] } as const

/** Which items go to a target, and what that means for one of them. */
export const TargetRulesPart = ({
  sample,
  picker,
  ...part
}: PartOfTarget & {
  sample: ItemRow | null
  /** The field in which the item is chosen: the same one as for the example. */
  picker: ReactNode
}): ReactNode => {
  const { t } = useTranslation('targets')
  const { form, change, bad, may } = part
  const { rules } = form
  const register = useOverview()?.agencies ?? []
  // What is typed stays as it is typed; what it means is in the rules.
  const [typed, setTyped] = useState((rules.agencies ?? []).join(', '))
  const says = useBad(bad)
  const known = new Set(register.map(({ code }) => code.toUpperCase()))
  const strange = (rules.agencies ?? []).filter((code) => !known.has(code.toUpperCase()))
  const [kind] = rules.kinds ?? []
  return (
    <>
      <p className={styles['intro']}>{t('rules.intro')}</p>
      <Sections {...part} />
      <div className={styles['group']}>
        <span className={styles['label']} aria-hidden="true">
          {t('rules.kinds')}
        </span>
        <div>
          <Segmented<'all' | 'lead' | 'brief'>
            label={t('rules.kinds')}
            value={rules.kinds === null || rules.kinds.length > 1 ? 'all' : (kind ?? null)}
            disabled={!may}
            options={[
              { value: 'all', label: t('rules.allKinds') },
              { value: 'lead', label: t('rules.leads') },
              { value: 'brief', label: t('rules.briefs') },
            ]}
            choose={(value) => {
              const kinds = KINDS[value]
              change({ rules: { ...rules, kinds: kinds === null ? null : [...kinds] } })
            }}
          />
        </div>
      </div>
      <Field
        label={t('rules.agencies')}
        hint={
          strange.length > 0
            ? t('rules.agenciesUnknown', { codes: strange.join(', ') })
            : t('rules.agenciesHint')
        }
        error={says('agencies')}
      >
        {(slot) => (
          <TextInput
            {...slot}
            spellCheck={false}
            readOnly={!may}
            maxLength={2000}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              const agencies = codesIn(event.target.value)
              change({ rules: { ...rules, agencies: agencies.length === 0 ? null : agencies } })
            }}
          />
        )}
      </Field>
      <section className={styles['try']} aria-label={t('rules.tryTitle')}>
        <h3 className={styles['label']}>{t('rules.tryTitle')}</h3>
        {sample === null ? (
          <p className={styles['hint']}>{t('rules.tryNothing')}</p>
        ) : (
          <>
            {picker}
            {rules.sections?.length === 0 ? null : <Tried form={form} sample={sample.id} />}
          </>
        )}
        <p className={styles['hint']}>{t('rules.everKept')}</p>
      </section>
    </>
  )
}
