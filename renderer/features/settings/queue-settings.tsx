import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskSettingsChange } from '../../../shared/domain/desk-settings.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { Announce, Checkbox, Field, TextInput } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import { type Bounds, numberIn } from './number-in.ts'
import styles from './settings.module.css'
import type { PartProps } from './settings.tsx'
import { useTyped } from './use-typed.ts'

/** A number of the settings, kept when it is left. */
const NumberField = ({
  label,
  hint,
  value,
  optional = false,
  may,
  keep,
  ...bounds
}: Bounds & {
  label: string
  hint: string
  value: number | null
  optional?: boolean
  may: boolean
  keep: (value: number | null) => void
}): ReactNode => {
  const { t } = useTranslation('settings')
  const shown = value === null ? '' : String(value)
  const [typed, setTyped] = useTyped(shown)
  const [bad, setBad] = useState(false)
  return (
    <Field label={label} hint={hint} error={bad ? t('queue.between', bounds) : null}>
      {(slot) => (
        <TextInput
          {...slot}
          disabled={!may}
          inputMode="numeric"
          maxLength={5}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => {
            const next = numberIn(typed, bounds, optional)
            setBad(next === undefined)
            if (next === undefined) return
            setTyped(next === null ? '' : String(next))
            if (next !== value) keep(next)
          }}
        />
      )}
    </Field>
  )
}

/** The rules of the queue: what it says of times, what happens to slots that were missed, who releases briefs alone. */
export const QueueSettings = ({ overview, may }: PartProps): ReactNode => {
  const { t } = useTranslation('settings')
  const { settings, people } = overview
  const { queue, missed, releaseThemselves } = settings
  const { attempt, fault } = useAttempt()
  const [saved, setSaved] = useState(false)
  const change = async (part: DeskSettingsChange): Promise<void> => {
    setSaved(false)
    setSaved(
      await attempt(async () => {
        await call('desk', 'desk.change-settings', part)
      }),
    )
  }
  const writers = people.filter(
    ({ active, roles }) => active && (roles.includes('editor') || roles.includes('chief')),
  )
  return (
    <div className={styles['form']}>
      {fault ? <FaultBanner fault={fault} /> : null}
      <NumberField
        {...{ may, least: 0, most: 120, value: queue.apart }}
        label={t('queue.apart')}
        hint={t('queue.apartHint')}
        keep={(apart) => void change({ queue: { ...queue, apart: apart ?? 0 } })}
      />
      <NumberField
        {...{ may, least: 0, most: 60, value: queue.railKeeps }}
        label={t('queue.railKeeps')}
        hint={t('queue.railKeepsHint')}
        keep={(railKeeps) => void change({ queue: { ...queue, railKeeps: railKeeps ?? 0 } })}
      />
      <NumberField
        {...{ may, least: 1, most: 1440, value: queue.longestGap, optional: true }}
        label={t('queue.longestGap')}
        hint={t('queue.longestGapHint')}
        keep={(longestGap) => void change({ queue: { ...queue, longestGap } })}
      />
      <NumberField
        {...{ may, least: 0, most: 720, value: missed.sendWithin }}
        label={t('queue.sendWithin')}
        hint={t('queue.sendWithinHint')}
        keep={(sendWithin) => void change({ missed: { sendWithin: sendWithin ?? 0 } })}
      />
      <NumberField
        {...{ may, least: 5, most: 400, value: settings.lengthOfBrief }}
        label={t('queue.lengthOfBrief')}
        hint={t('queue.lengthOfBriefHint')}
        keep={(lengthOfBrief) => (lengthOfBrief === null ? undefined : void change({ lengthOfBrief }))}
      />
      <NumberField
        {...{ may, least: 1, most: 240, value: settings.rhythm }}
        label={t('queue.rhythm')}
        hint={t('queue.rhythmHint')}
        keep={(rhythm) => (rhythm === null ? undefined : void change({ rhythm }))}
      />
      <fieldset>
        <legend className={styles['label']}>{t('queue.releaseThemselves')}</legend>
        <p className={styles['hint']}>{t('queue.releaseThemselvesHint')}</p>
        {writers.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={releaseThemselves.includes(id)}
            disabled={!may}
            change={(on) =>
              void change({
                releaseThemselves: on
                  ? [...releaseThemselves, id]
                  : releaseThemselves.filter((each) => each !== id),
              })
            }
          />
        ))}
      </fieldset>
      <Announce>{saved ? t('saved') : ''}</Announce>
    </div>
  )
}
