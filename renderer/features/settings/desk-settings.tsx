import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskSettings } from '../../../shared/domain/event.ts'
import { IANAZone } from '../../../shared/domain/wall-time.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { Announce, Checkbox, Field, Segmented, TextInput } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import styles from './settings.module.css'
import type { PartProps } from './settings.tsx'
import { useTyped } from './use-typed.ts'

/** All zones that this computer knows, for completing what is typed. */
const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone')

/** Name, language and zone of the desk, and whether a chief may mend copy. Each is kept when it is left. */
export const DeskForm = ({ overview, may }: PartProps): ReactNode => {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const { settings } = overview
  const { attempt, fault } = useAttempt()
  const [name, setName] = useTyped(settings.name)
  const [zone, setZone] = useTyped(settings.zone)
  const [badZone, setBadZone] = useState(false)
  const [saved, setSaved] = useState(false)

  const change = async (part: Partial<DeskSettings>): Promise<void> => {
    setSaved(false)
    setSaved(
      await attempt(async () => {
        await call('desk', 'desk.change-settings', part)
      }),
    )
  }
  const leaveZone = (): void => {
    const known = IANAZone.safeParse(zone.trim())
    setBadZone(!known.success)
    if (!known.success) return
    setZone(known.data)
    if (known.data !== settings.zone) void change({ zone: known.data })
  }

  return (
    <div className={styles['form']}>
      {fault ? <FaultBanner fault={fault} /> : null}
      <Field label={t('desk.name')}>
        {(slot) => (
          <TextInput
            {...slot}
            disabled={!may}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onBlur={() => {
              const next = name.trim() || settings.name
              setName(next)
              if (next !== settings.name) void change({ name: next })
            }}
          />
        )}
      </Field>
      <div className={styles['choice']}>
        <span className={styles['label']}>{t('desk.language')}</span>
        <Segmented
          label={t('desk.language')}
          disabled={!may}
          options={[
            { value: 'nl', label: common('dutch') },
            { value: 'en', label: common('english') },
          ]}
          value={settings.language}
          choose={(language) => void change({ language })}
        />
        <span className={styles['hint']}>{t('desk.languageHint')}</span>
      </div>
      <Field label={t('desk.zone')} hint={t('desk.zoneHint')} error={badZone ? t('desk.zoneUnknown') : null}>
        {(slot) => (
          <>
            <TextInput
              {...slot}
              disabled={!may}
              list="kopij-zones"
              spellCheck={false}
              value={zone}
              onChange={(event) => setZone(event.target.value)}
              onBlur={leaveZone}
            />
            <datalist id="kopij-zones">
              {ZONES.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Checkbox
        label={t('desk.chiefMayFix')}
        hint={t('desk.chiefMayFixHint')}
        checked={settings.chiefMayFix}
        disabled={!may}
        change={(chiefMayFix) => void change({ chiefMayFix })}
      />
      <Announce>{saved ? t('saved') : ''}</Announce>
    </div>
  )
}
