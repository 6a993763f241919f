import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseDateline, printDateline } from '../../../shared/domain/dateline.ts'
import type { Template } from '../../../shared/domain/template.ts'
import { call } from '../../lib/client.ts'
import { newItemId } from '../../lib/item-id.ts'
import { useOverview } from '../../lib/session.tsx'
import { Field, Select, TextArea } from '../../ui/index.ts'
import { NamedForm } from './named-form.tsx'
import { useSaving } from './use-saving.ts'

/** A template as somebody types it: the line as it will stand in the entry, dateline and credits in front. */
export const TemplateForm = ({
  template,
  done,
}: {
  template: Template | null
  done: () => void
}): ReactNode => {
  const { t } = useTranslation('templates')
  const overview = useOverview()
  const [name, setName] = useState(template?.name ?? '')
  const [section, setSection] = useState(template?.section ?? '')
  const [line, setLine] = useState(
    template ? printDateline({ places: template.dateline, credits: template.credits }) + template.text : '',
  )
  const [tried, setTried] = useState(false)
  const { fault, save } = useSaving(done)
  const sections = (overview?.sections ?? []).filter(({ active }) => active)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '') return
    const read = parseDateline(line, { agencies: overview?.agencies ?? [] })
    const found = read.kind === 'found' ? read : { places: [], credits: [], length: 0 }
    const saved: Template = {
      ...{ id: template?.id ?? newItemId(), kind: 'brief', headline: '', kicker: '', ...template },
      ...{ name: name.trim(), section: section === '' ? null : section },
      ...{ dateline: found.places, credits: found.credits.map(({ code }) => code) },
      text: line.slice(found.length).trim(),
    }
    save(() => call('desk', 'templates.save', saved), t('saved', { name: saved.name }))
  }
  return (
    <NamedForm {...{ name, setName, tried, fault, submit, done }}>
      <Field label={t('section')}>
        {(slot) => (
          <Select
            {...slot}
            value={section}
            choose={setSection}
            options={[
              { value: '', label: t('anySection') },
              ...sections.map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        )}
      </Field>
      <Field label={t('template.line')} hint={t('template.lineHint')}>
        {(slot) => <TextArea {...slot} value={line} onChange={(event) => setLine(event.target.value)} />}
      </Field>
    </NamedForm>
  )
}
