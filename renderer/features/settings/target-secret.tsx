import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetKind } from '../../../shared/domain/target.ts'
import { call } from '../../lib/client.ts'
import { useDeskQuery } from '../../lib/queries.ts'
import { Field, LinkButton, TextArea, TextInput } from '../../ui/index.ts'
import type { KnownTarget } from './target-fields.ts'
import styles from './targets.module.css'

/** What is done with a secret when the target is saved: left as it is, replaced, or forgotten. */
export type SecretWish = { typed: string; forget: boolean }
export const NO_WISH: SecretWish = { typed: '', forget: false }

/** The kinds that ask for one. */
export type SecretKind = Exclude<TargetKind, 'folder'>

type Kept = Exclude<KnownTarget['secret'], 'none'> | 'elsewhere'

/** Where a secret of this desk is kept, or would be. Null: not known yet. */
const useKeptWhere = (secret: KnownTarget['secret']): Kept | null => {
  const hosting = useDeskQuery('hosting.get', {}).data
  const [here, setHere] = useState<'keychain' | 'memory' | null>(null)
  useEffect(() => {
    call('shell', 'shell.secrets', {}).then(
      ({ kept }) => setHere(kept),
      () => undefined,
    )
  }, [])
  if (secret !== 'none') return secret
  if (!hosting) return null
  return hosting.where === 'elsewhere' ? 'elsewhere' : here
}

/**
 * The secret of a target: written and never read. What is kept is not here to show; typing replaces it, and where it goes
 * is said plainly.
 */
export const TargetSecret = ({
  kind,
  secret,
  wish,
  change,
  may,
}: {
  kind: SecretKind
  secret: KnownTarget['secret']
  wish: SecretWish
  change: (wish: SecretWish) => void
  may: boolean
}): ReactNode => {
  const { t } = useTranslation('targets')
  const where = useKeptWhere(secret)
  const kept = secret !== 'none' && !wish.forget
  // A key has lines, and a field of one line would join them.
  const isKey = kind === 'sftp' && wish.typed.startsWith('-----')
  const placeholder = kept ? t('secret.kept') : ''
  return (
    <div className={styles['group']}>
      <Field label={t(`secret.${kind}`)} hint={t(`secret.hint.${kind}`)}>
        {(slot) =>
          isKey ? (
            <TextArea
              {...slot}
              autoFocus
              rows={4}
              spellCheck={false}
              value={wish.typed}
              maxLength={20_000}
              onChange={(event) => change({ typed: event.target.value, forget: false })}
            />
          ) : (
            <TextInput
              {...slot}
              type="password"
              autoComplete="new-password"
              readOnly={!may}
              placeholder={placeholder}
              value={wish.typed}
              maxLength={20_000}
              onPaste={(event) => {
                const pasted = event.clipboardData.getData('text/plain')
                if (kind !== 'sftp' || !pasted.startsWith('-----')) return
                event.preventDefault()
                change({ typed: pasted, forget: false })
              }}
              onChange={(event) => change({ typed: event.target.value, forget: false })}
            />
          )
        }
      </Field>
      <p className={styles['said']}>
        {kept || wish.typed !== '' ? null : (
          <span>{wish.forget ? t('secret.forgotten') : t('secret.missing')}</span>
        )}
        {where === null ? null : <span>{t(`secret.where.${where}`)}</span>}
        {kept && may ? (
          <LinkButton onClick={() => change({ typed: '', forget: true })}>{t('secret.forget')}</LinkButton>
        ) : null}
      </p>
    </div>
  )
}
