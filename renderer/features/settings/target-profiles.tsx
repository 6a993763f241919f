import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemKind } from '../../../shared/domain/copy.ts'
import { DoorField, type DoorProfile, USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import { EVERYTHING } from '../../../shared/domain/target.ts'
import { FaultBanner, faultSentences } from '../../lib/faults.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { Checkbox, Field, Segmented, TextInput } from '../../ui/index.ts'
import { useSayMoment } from '../times/index.ts'
import { type PartOfTarget, useBad } from './target-fields.ts'
import { badLengths, draftOf, type ProfileForm } from './target-form.ts'
import styles from './targets.module.css'

const LONGEST = ['kicker', 'headline', 'byline', 'slug', 'body'] as const

/** What these demands would stop of what is planned: told while they are chosen, and not at the minute itself. */
const WouldStop = ({ form }: { form: PartOfTarget['form'] }): ReactNode => {
  const { t } = useTranslation('targets')
  const { t: common } = useTranslation('common')
  const { language } = useSession()
  const say = useSayMoment()
  const draft = draftOf({ ...form, name: form.name.trim() || t('door.thisTarget') })
  const { data, error } = useDeskQuery(
    'targets.would-stop',
    {
      name: draft?.name ?? '',
      rules: draft?.rules ?? EVERYTHING,
      profiles: draft?.profiles ?? USUAL_PROFILES,
    },
    { keep: true, enabled: draft !== null },
  )
  if (error) return <FaultBanner fault={error.fault} />
  if (draft === null || !data || data.planned === 0) return null
  return (
    <section className={styles['try']} aria-label={t('profiles.planned')}>
      <p role="status" className={styles['answer']} data-good={data.count === 0}>
        {data.count === 0 ? t('profiles.stopsNothing') : t('profiles.stops', { count: data.count })}
      </p>
      {data.first.length > 0 ? (
        <ul className={styles['stopped']}>
          {data.first.map(({ item, headline, at, fault }) => (
            <li key={item}>
              <strong>{say(at)}</strong> {headline || common('untitledBrief')}
              <p>{faultSentences(fault, language).what}</p>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** What an item has to meet before it may go to a target, for each kind of item. */
export const TargetProfilesPart = ({ form, change, bad, may }: PartOfTarget): ReactNode => {
  const { t } = useTranslation('targets')
  const says = useBad(bad)
  const [kind, setKind] = useState<ItemKind>('lead')
  const profile = form.profiles[kind]
  const put = (part: Partial<ProfileForm>): void =>
    change({ profiles: { ...form.profiles, [kind]: { ...profile, ...part } } })
  const error = says('longest')
  const badHere = error === null ? [] : badLengths(profile)
  // It may be the other kind of item that is not right.
  const badKinds = (['lead', 'brief'] as const).filter((each) => badLengths(form.profiles[each]).length > 0)
  return (
    <>
      <p className={styles['intro']}>{t('profiles.intro')}</p>
      <div>
        <Segmented<ItemKind>
          label={t('profiles.which')}
          value={kind}
          options={[
            { value: 'lead', label: t('profiles.lead') },
            { value: 'brief', label: t('profiles.brief') },
          ]}
          choose={setKind}
        />
      </div>
      <fieldset className={styles['group']}>
        <legend className={styles['label']}>{t('profiles.required')}</legend>
        <div className={styles['columns']}>
          {DoorField.options.map((field) => (
            <Checkbox
              key={field}
              label={t(`field.${field}`)}
              checked={profile.required.includes(field)}
              disabled={!may}
              change={(chosen) =>
                put({
                  required: DoorField.options.filter((each) =>
                    each === field ? chosen : profile.required.includes(each),
                  ),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <fieldset className={styles['group']}>
        <legend className={styles['label']}>{t('profiles.longest')}</legend>
        <div className={styles['columns']}>
          {LONGEST.map((field) => (
            <Field key={field} label={t(`field.${field}`)} beside>
              {(slot) => (
                <span className={styles['measure']}>
                  <TextInput
                    {...slot}
                    inputMode="numeric"
                    maxLength={7}
                    readOnly={!may}
                    aria-invalid={badHere.includes(field) ? true : undefined}
                    value={profile.longest[field]}
                    onChange={(event) =>
                      put({ longest: { ...profile.longest, [field]: event.target.value } })
                    }
                  />
                  {field === 'body' ? t('profiles.words') : t('profiles.characters')}
                </span>
              )}
            </Field>
          ))}
        </div>
        <span className={styles['hint']}>{t('profiles.longestHint')}</span>
        {error === null ? null : (
          <span className={styles['error']} role="alert">
            {badKinds.map((each) => t(`profiles.${each}`)).join(', ')}: {error}
          </span>
        )}
      </fieldset>
      <Field label={t('profiles.forbidden')} hint={t('profiles.forbiddenHint')}>
        {(slot) => (
          <TextInput
            {...slot}
            spellCheck={false}
            maxLength={200}
            readOnly={!may}
            value={profile.forbidden}
            onChange={(event) => put({ forbidden: event.target.value })}
          />
        )}
      </Field>
      <div className={styles['group']}>
        <span className={styles['label']} aria-hidden="true">
          {t('profiles.signs')}
        </span>
        <div>
          <Segmented<DoorProfile['signs']>
            label={t('profiles.signs')}
            value={profile.signs}
            disabled={!may}
            options={(['any', 'latin-1', 'ascii'] as const).map((value) => ({
              value,
              label: t(`profiles.${value}`),
            }))}
            choose={(signs) => put({ signs })}
          />
        </div>
      </div>
      {may ? <WouldStop form={form} /> : null}
    </>
  )
}
