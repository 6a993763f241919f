import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClockTime, type RecurringSlot } from '../../../shared/domain/recurring-slot.ts'
import { timeIn } from '../../../shared/domain/when-time.ts'
import { call } from '../../lib/client.ts'
import { newItemId } from '../../lib/item-id.ts'
import { useOverview } from '../../lib/session.tsx'
import { Checkbox, Field, Select, TextInput, useZone } from '../../ui/index.ts'
import { NamedForm } from './named-form.tsx'
import styles from './templates.module.css'
import { useSaving } from './use-saving.ts'

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** `7u`, `7.30` or `07:30` as a clock shows it; null for no time of day. */
const clockOf = (typed: string): string | null => {
  const minutes = timeIn(typed.trim().toLowerCase(), { bare: true, half: null })
  if (minutes === null) return null
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return ClockTime.safeParse(clock).success ? clock : null
}

/** A slot that returns, as somebody types it. */
export const SlotForm = ({ slot, done }: { slot: RecurringSlot | null; done: () => void }): ReactNode => {
  const { t, i18n } = useTranslation('templates')
  const overview = useOverview()
  const zone = useZone()
  const sections = (overview?.sections ?? []).filter(({ active }) => active)
  const [name, setName] = useState(slot?.name ?? '')
  const [section, setSection] = useState(slot?.section ?? sections[0]?.id ?? '')
  const [time, setTime] = useState<string>(slot?.time ?? '')
  const [days, setDays] = useState<readonly number[]>(slot?.days ?? DAYS)
  const [template, setTemplate] = useState(slot?.template ?? '')
  const [tried, setTried] = useState(false)
  const { fault, save } = useSaving(done)
  const clock = clockOf(time)
  const dayName = new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' })

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || clock === null || days.length === 0 || section === '') return
    const saved: RecurringSlot = {
      ...{ id: slot?.id ?? newItemId(), name: name.trim(), section, time: clock, zone: slot?.zone ?? zone },
      ...{ days: [...days].sort(), template: template === '' ? null : template, who: slot?.who ?? null },
    }
    save(() => call('desk', 'recurring.save', saved), t('saved', { name: saved.name }))
  }
  return (
    <NamedForm {...{ name, setName, tried, fault, submit, done }}>
      <div className={styles['two']}>
        <Field label={t('slot.time')} error={tried && clock === null ? t('slot.timeMissing') : null}>
          {(of) => (
            <TextInput
              {...of}
              value={time}
              placeholder="07:00"
              autoComplete="off"
              onChange={(event) => setTime(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('section')}>
          {(of) => (
            <Select
              {...of}
              value={section}
              choose={setSection}
              options={sections.map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
        </Field>
      </div>
      <fieldset className={styles['days']}>
        <legend>{t('slot.days')}</legend>
        {DAYS.map((day) => (
          <Checkbox
            key={day}
            // The first of June 2026 was a Monday.
            label={dayName.format(Date.UTC(2026, 5, day))}
            checked={days.includes(day)}
            change={(checked) => setDays(checked ? [...days, day] : days.filter((one) => one !== day))}
          />
        ))}
      </fieldset>
      {tried && days.length === 0 ? (
        <p className={styles['wrong']} role="alert">
          {t('slot.daysMissing')}
        </p>
      ) : null}
      <Field label={t('slot.template')}>
        {(of) => (
          <Select
            {...of}
            value={template}
            choose={setTemplate}
            options={[
              { value: '', label: t('slot.noTemplate') },
              ...(overview?.templates ?? []).map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        )}
      </Field>
    </NamedForm>
  )
}
