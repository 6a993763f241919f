import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { askedField, fieldTaken } from '../../lib/at-field.ts'
import { useOverview } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { Field, Segmented, Select, TextInput } from '../../ui/index.ts'
import { setField, undoKey, useField, type WorkingCopy } from '../editor/index.ts'
import { InField } from '../together/index.ts'
import styles from './inspector.module.css'

const URGENCIES = ['1', '2', '3', '4', '5'] as const

/** The fields of the copy beside its text. Every key is kept like text and undone like text. */
export const Details = ({ copy, editable }: { copy: WorkingCopy; editable: boolean }): ReactNode => {
  const { t } = useTranslation('item')
  const overview = useOverview()
  const section = useField(copy, 'section')
  const slug = useField(copy, 'slug')
  const byline = useField(copy, 'byline')
  const urgency = useField(copy, 'urgency')
  const language = useField(copy, 'language')
  const { t: common } = useTranslation('common')
  const box = useRef<HTMLDivElement>(null)
  const asked = useStore(askedField, (now) => (now?.item === copy.item ? now.field : null))
  useEffect(() => {
    if (asked === null) return
    fieldTaken()
    // Behind whatever takes the focus by being opened: a drawer puts it on its first control.
    queueMicrotask(() =>
      box.current
        ?.querySelector<HTMLElement>(`[data-field="${asked}"] :is(input, select, button):not(:disabled)`)
        ?.focus(),
    )
  }, [asked])
  // A retired section stays to be seen on the items that have it.
  const sections = (overview?.sections ?? [])
    .filter(({ active, id }) => active || id === section)
    .sort((a, b) => a.order - b.order)

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: undo works in every field, and this hears it for all.
    <div ref={box} className={styles['fields']} onKeyDown={(event) => undoKey(event, copy)}>
      <Field beside label={t('inspector.section')}>
        {(slot) => (
          <span className={styles['slot']} data-field="section">
            <InField item={copy.item} field="section">
              {(free) => (
                <Select
                  {...slot}
                  bare
                  disabled={!editable || !free}
                  value={section}
                  options={sections.map(({ id, name }) => ({ value: id, label: name }))}
                  choose={(value) => setField(copy, 'section', value)}
                />
              )}
            </InField>
          </span>
        )}
      </Field>
      <Field beside label={t('inspector.slug')}>
        {(slot) => (
          <span className={styles['slot']} data-field="slug">
            <InField item={copy.item} field="slug">
              {(free) => (
                <TextInput
                  {...slot}
                  bare
                  readOnly={!editable || !free}
                  value={slug}
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(event) => setField(copy, 'slug', event.target.value, false)}
                  onBlur={() => copy.steps.cut()}
                />
              )}
            </InField>
          </span>
        )}
      </Field>
      <Field beside label={t('inspector.byline')}>
        {(slot) => (
          <span className={styles['slot']} data-field="byline">
            <InField item={copy.item} field="byline">
              {(free) => (
                <TextInput
                  {...slot}
                  bare
                  readOnly={!editable || !free}
                  value={byline}
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(event) => setField(copy, 'byline', event.target.value, false)}
                  onBlur={() => copy.steps.cut()}
                />
              )}
            </InField>
          </span>
        )}
      </Field>
      <div className={styles['line']}>
        <span className={styles['label']}>{t('inspector.urgency')}</span>
        <span className={styles['slot']} data-field="urgency">
          <InField item={copy.item} field="urgency">
            {(free) => (
              <Segmented
                label={t('inspector.urgency')}
                disabled={!editable || !free}
                options={URGENCIES.map((value) => ({ value, label: value }))}
                value={URGENCIES.find((value) => value === String(urgency)) ?? null}
                choose={(value) => setField(copy, 'urgency', Number(value))}
              />
            )}
          </InField>
        </span>
      </div>
      <Field beside label={t('inspector.language')}>
        {(slot) => (
          <span className={styles['slot']} data-field="language">
            <InField item={copy.item} field="language">
              {(free) => (
                <Select
                  {...slot}
                  bare
                  disabled={!editable || !free}
                  value={language}
                  options={[
                    { value: 'nl', label: common('dutch') },
                    { value: 'en', label: common('english') },
                    ...(language === 'nl' || language === 'en' ? [] : [{ value: language, label: language }]),
                  ]}
                  choose={(value) => setField(copy, 'language', value)}
                />
              )}
            </InField>
          </span>
        )}
      </Field>
    </div>
  )
}
