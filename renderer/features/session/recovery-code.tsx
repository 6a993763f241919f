import { ClipboardCopy, Printer } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Announce, Button, Dialog } from '../../ui/index.ts'
import styles from './session.module.css'

/** One or two recovery codes, shown this once. It closes only with the button that says they were kept. */
export const RecoveryCode = ({
  codes,
  done,
}: {
  codes: readonly { name: string; code: string }[]
  done: () => void
}): ReactNode => {
  const { t } = useTranslation('session')
  const [copied, setCopied] = useState(false)
  const text = codes.map(({ name, code }) => `${name}: ${code}`).join('\n')
  return (
    <Dialog
      open
      close={done}
      title={t('codeTitle')}
      firm
      actions={
        <Button look="ink" onClick={done}>
          {t('codeKept')}
        </Button>
      }
    >
      {codes.map(({ name, code }) => (
        <div key={name} className={styles['code']}>
          <p>{t('codeText', { name })}</p>
          <output className={styles['letters']} data-testid="recovery-code">
            {code}
          </output>
        </div>
      ))}
      <div className={styles['acts']}>
        <Button
          icon={<ClipboardCopy />}
          onClick={() => {
            navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }}
        >
          {t('codeCopy')}
        </Button>
        <Button icon={<Printer />} onClick={() => print()}>
          {t('codePrint')}
        </Button>
      </div>
      {copied ? <p className={styles['hint']}>{t('codeCopied')}</p> : null}
      <Announce>{copied ? t('codeCopied') : ''}</Announce>
    </Dialog>
  )
}
