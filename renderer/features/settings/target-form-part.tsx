import { type ReactNode, useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type OutFormatName,
  OutFormatName as OutFormats,
  type TargetDraft,
} from '../../../shared/domain/target.ts'
import type { Id } from '../../../shared/ids.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { Checkbox, Field, Select, TextInput } from '../../ui/index.ts'
import { WhatIsSent } from '../deliveries/index.ts'
import { type PartOfTarget, useBad } from './target-fields.ts'
import { draftOf, type TargetForm } from './target-form.ts'
import styles from './targets.module.css'

const Sent = ({ draft, item }: { draft: TargetDraft; item: Id }): ReactNode => {
  const { settings, profiles } = draft
  const preview = useDeskQuery('targets.preview-draft', { settings, profiles, item }, { keep: true })
  if (preview.error) return <FaultBanner fault={preview.error.fault} />
  return preview.data ? <WhatIsSent files={preview.data.files} findings={preview.data.findings} /> : null
}

/** How an item arrives with what stands in the form now, byte for byte. */
const Example = ({ form, sample }: { form: TargetForm; sample: Id | null }): ReactNode => {
  const { t } = useTranslation('targets')
  // A target may be looked at before it has a name.
  const draft = useMemo(() => draftOf({ ...form, name: form.name.trim() || '-' }), [form])
  const shown = useDeferredValue(draft)
  if (sample === null) return <p className={styles['hint']}>{t('form.exampleNone')}</p>
  if (shown === null) return <p className={styles['hint']}>{t('form.exampleBad')}</p>
  return <Sent draft={shown} item={sample} />
}

/** In which formats and under which names a target gets its items, with a living example. */
export const TargetFormPart = ({
  sample,
  picker,
  ...part
}: PartOfTarget & {
  sample: Id | null
  /** The field in which the example is chosen. */
  picker: ReactNode
}): ReactNode => {
  const { t } = useTranslation('targets')
  const { form, change, bad, may } = part
  const says = useBad(bad)
  const takesFiles = form.kind === 'folder' || form.kind === 'sftp'
  const error = says('formats')
  const toggle = (format: OutFormatName, chosen: boolean): void =>
    change({
      formats: OutFormats.options.filter((each) => (each === format ? chosen : form.formats.includes(each))),
    })
  return (
    <>
      {takesFiles ? (
        <>
          <fieldset className={styles['group']}>
            <legend className={styles['label']}>{t('form.formats')}</legend>
            <div className={styles['columns']}>
              {OutFormats.options.map((format) => (
                <Checkbox
                  key={format}
                  label={t(`format.${format}`)}
                  checked={form.formats.includes(format)}
                  disabled={!may}
                  change={(chosen) => toggle(format, chosen)}
                />
              ))}
            </div>
            {error === null ? null : (
              <span className={styles['error']} role="alert">
                {error}
              </span>
            )}
          </fieldset>
          <Field label={t('form.fileName')} hint={t('form.fileNameHint')} error={says('fileName')}>
            {(slot) => (
              <TextInput
                {...slot}
                spellCheck={false}
                maxLength={120}
                readOnly={!may}
                value={form.fileName}
                onChange={(event) => change({ fileName: event.target.value })}
              />
            )}
          </Field>
          <Checkbox
            label={t('pages')}
            hint={t('pagesHint')}
            checked={form.pages}
            disabled={!may}
            change={(pages) => change({ pages })}
          />
        </>
      ) : null}
      {form.kind === 'webhook' ? (
        <Field label={t('form.format')}>
          {(slot) => (
            <Select<OutFormatName>
              {...slot}
              value={form.format}
              disabled={!may}
              options={OutFormats.options.map((value) => ({ value, label: t(`format.${value}`) }))}
              choose={(format) => change({ format })}
            />
          )}
        </Field>
      ) : null}
      <section className={styles['group']} aria-label={t('form.example')}>
        <h3 className={styles['label']}>{t('form.example')}</h3>
        {sample === null ? null : picker}
        <Example form={form} sample={sample} />
      </section>
    </>
  )
}
