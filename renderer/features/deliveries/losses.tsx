import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutFormatName } from '../../../shared/domain/target.ts'
import { listNames } from '../../lib/names.ts'
import { useSession } from '../../lib/session.tsx'
import { lossesOfFormat } from './format-losses.ts'
import styles from './what-is-sent.module.css'

/** What a format cannot carry, in words. */
export const Losses = ({ format }: { format: OutFormatName }): ReactNode => {
  const { t } = useTranslation('targets')
  const { language } = useSession()
  const losses = lossesOfFormat(format)
  return (
    <p className={styles['losses']}>
      {losses.length === 0 ? (
        t('form.keepsAll')
      ) : (
        <>
          <strong>{t('form.loses')}:</strong>{' '}
          {listNames(
            losses.map((loss) => t(`loss.${loss}`)),
            language,
          )}
          .
        </>
      )}
    </p>
  )
}
