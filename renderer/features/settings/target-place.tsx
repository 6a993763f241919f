import { FolderOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { unreachable } from '../../../shared/errors.ts'
import type { Grant } from '../../../shared/ipc/shell.ts'
import { call } from '../../lib/client.ts'
import { useOverview } from '../../lib/session.tsx'
import { Button, Checkbox, Field, Segmented, TextInput } from '../../ui/index.ts'
import { type PartOfTarget, useBad } from './target-fields.ts'
import styles from './targets.module.css'

/** A line of text of the form, with its sentence when it is not right. */
const Line = ({
  form,
  change,
  bad,
  may,
  field,
  label,
  hint,
  code = false,
}: PartOfTarget & {
  field: 'host' | 'port' | 'user' | 'folder' | 'fingerprint' | 'url' | 'author'
  label: string
  hint?: string
  /** Addresses and names of machines: no spelling. */
  code?: boolean
}): ReactNode => {
  const says = useBad(bad)
  const error = field === 'url' ? says('url', 'tls') : says(field)
  return (
    <Field label={label} hint={hint} error={error}>
      {(slot) => (
        <TextInput
          {...slot}
          value={form[field]}
          readOnly={!may}
          spellCheck={!code}
          autoComplete="off"
          maxLength={2000}
          inputMode={field === 'port' || field === 'author' ? 'numeric' : field === 'url' ? 'url' : 'text'}
          onChange={(event) => change({ [field]: event.target.value })}
        />
      )}
    </Field>
  )
}

const OwnNetwork = ({ form, change, may }: PartOfTarget): ReactNode => {
  const { t } = useTranslation('targets')
  return (
    <Checkbox
      label={t('ownNetwork')}
      hint={t(form.kind === 'sftp' ? 'ownNetworkPlain' : 'ownNetworkHint')}
      checked={form.ownNetwork}
      disabled={!may}
      change={(ownNetwork) => change({ ownNetwork })}
    />
  )
}

const Folder = ({
  grant,
  choose,
  place,
  ...part
}: PartOfTarget & { grant: Grant | null; choose: (grant: Grant) => void; place: string }): ReactNode => {
  const { t } = useTranslation('targets')
  const says = useBad(part.bad)
  const shown = grant?.label ?? place
  const error = says('place')
  const pick = (): void =>
    void call('shell', 'shell.pick-folder', {}).then(
      (picked) => {
        if (!picked) return
        choose(picked)
        // A target without a name takes the folder's, until somebody thinks of a better one.
        if (part.form.name === '')
          part.change({ name: picked.label.split(/[\\/]/u).filter(Boolean).at(-1)?.slice(0, 80) ?? '' })
      },
      () => undefined,
    )
  return (
    <div className={styles['group']}>
      <span className={styles['label']}>{t('folder.chosen')}</span>
      <span className={styles['place']}>{shown === '' ? t('folder.none') : shown}</span>
      {part.may ? (
        <div>
          <Button icon={<FolderOpen />} onClick={pick}>
            {shown === '' ? t('folder.choose') : t('folder.again')}
          </Button>
        </div>
      ) : null}
      <span className={styles['hint']}>{t('folder.hint')}</span>
      {error === null ? null : (
        <span className={styles['error']} role="alert">
          {error}
        </span>
      )}
    </div>
  )
}

const Sftp = (part: PartOfTarget): ReactNode => {
  const { t } = useTranslation('targets')
  return (
    <>
      <div className={styles['pair']}>
        <Line {...part} field="host" label={t('sftp.host')} hint={t('sftp.hostHint')} code />
        <Line {...part} field="port" label={t('sftp.port')} code />
      </div>
      <Line {...part} field="user" label={t('sftp.user')} code />
      <Line {...part} field="folder" label={t('sftp.folder')} hint={t('sftp.folderHint')} code />
      <Line
        {...part}
        field="fingerprint"
        label={t('sftp.fingerprint')}
        hint={t('sftp.fingerprintHint')}
        code
      />
      <OwnNetwork {...part} />
    </>
  )
}

/** A choice out of a few, under its own words. */
const Choice = <T extends string>({
  label,
  value,
  options,
  choose,
  may,
}: {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  choose: (value: T) => void
  may: boolean
}): ReactNode => (
  <div className={styles['group']}>
    <span className={styles['label']} aria-hidden="true">
      {label}
    </span>
    <div>
      <Segmented<T> label={label} value={value} options={options} choose={choose} disabled={!may} />
    </div>
  </div>
)

const Wordpress = (part: PartOfTarget): ReactNode => {
  const { t } = useTranslation('targets')
  const { form, change, may } = part
  const sections = (useOverview()?.sections ?? []).filter((section) => section.active)
  return (
    <>
      <Line {...part} field="url" label={t('url')} hint={t('siteHint')} code />
      <Line {...part} field="user" label={t('wordpress.user')} hint={t('wordpress.userHint')} code />
      <OwnNetwork {...part} />
      <Choice
        label={t('wordpress.onKill')}
        may={may}
        value={form.onKill}
        options={[
          { value: 'trash', label: t('wordpress.trash') },
          { value: 'draft', label: t('wordpress.draft') },
        ]}
        choose={(onKill) => change({ onKill })}
      />
      <Choice
        label={t('wordpress.onUnpublish')}
        may={may}
        value={form.onUnpublish}
        options={[
          { value: 'draft', label: t('wordpress.draft') },
          { value: 'private', label: t('wordpress.private') },
        ]}
        choose={(onUnpublish) => change({ onUnpublish })}
      />
      <Checkbox
        label={t('wordpress.tags')}
        checked={form.tags}
        disabled={!may}
        change={(tags) => change({ tags })}
      />
      <Checkbox
        label={t('wordpress.handAhead')}
        hint={t('wordpress.handAheadHint')}
        checked={form.handAhead}
        disabled={!may}
        change={(handAhead) => change({ handAhead })}
      />
      <Line {...part} field="author" label={t('wordpress.author')} hint={t('wordpress.authorHint')} code />
      <fieldset className={styles['group']}>
        <legend className={styles['label']}>{t('wordpress.categories')}</legend>
        <span className={styles['hint']}>{t('wordpress.categoriesHint')}</span>
        {sections.map(({ id, name }) => (
          <Field key={id} label={name} beside>
            {(slot) => (
              <TextInput
                {...slot}
                maxLength={200}
                readOnly={!may}
                placeholder={name}
                value={form.categories[id] ?? ''}
                onChange={(event) => change({ categories: { ...form.categories, [id]: event.target.value } })}
              />
            )}
          </Field>
        ))}
      </fieldset>
    </>
  )
}

const NinjsPush = (part: PartOfTarget): ReactNode => {
  const { t } = useTranslation('targets')
  return (
    <>
      <Line {...part} field="url" label={t('url')} hint={t('urlHint')} code />
      <OwnNetwork {...part} />
      <Choice
        label={t('dialect')}
        may={part.may}
        value={part.form.dialect}
        options={(['ninjs-superdesk', 'ninjs-3.1', 'ninjs-2.2'] as const).map((value) => ({
          value,
          label: t(`dialects.${value}`),
        }))}
        choose={(dialect) => part.change({ dialect })}
      />
    </>
  )
}

/** Where a target writes: the fields that belong to its kind. */
export const TargetPlace = (
  part: PartOfTarget & { grant: Grant | null; choose: (grant: Grant) => void; place: string },
): ReactNode => {
  const { t } = useTranslation('targets')
  const { kind } = part.form
  switch (kind) {
    case 'folder':
      return <Folder {...part} />
    case 'sftp':
      return <Sftp {...part} />
    case 'ninjs-push':
      return <NinjsPush {...part} />
    case 'wordpress':
      return <Wordpress {...part} />
    case 'webhook':
      return (
        <>
          <Line {...part} field="url" label={t('url')} hint={t('urlHint')} code />
          <OwnNetwork {...part} />
        </>
      )
    default:
      return unreachable(kind)
  }
}
