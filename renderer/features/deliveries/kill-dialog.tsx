import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { faultLine } from '../../lib/faults.tsx'
import { useSession } from '../../lib/session.tsx'
import { tell, tellFault, tellFinal } from '../../lib/strip.ts'
import { Checkbox, ReasonDialog } from '../../ui/index.ts'
import { kill } from './kill.ts'
import styles from './kill-dialog.module.css'

/**
 * Asks for the reason and for certainty before items are killed: every target is told, and nothing undoes it. Where one
 * person may not do that alone, another chief is asked.
 */
export const KillDialog = ({ rows, close }: { rows: readonly ItemRow[]; close: () => void }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const { person, language } = useSession()
  const chief = person.roles.includes('chief')
  const [alone, setAlone] = useState(false)
  /** Where nothing of it went through the reason stays in the dialog, with why beside it. */
  const attempt = async (reason: string): Promise<string | null> => {
    const ids = rows.map(({ id }) => id)
    const { killed, asked, failed } = await kill(ids, { reason, chief, alone })
    const [first] = failed
    const partly = t('done.partly', { ns: 'queue', count: failed.length })
    if (first && killed.length + asked.length === 0) {
      const why = faultLine(first.fault, language)
      return failed.length > 1 ? `${partly} ${why}` : why
    }
    if (first) {
      tellFault(first.fault, partly)
      return null
    }
    const said = [
      ...(killed.length > 0 ? [t('kill.done', { count: killed.length })] : []),
      ...(asked.length > 0 ? [t('kill.asked', { count: asked.length })] : []),
    ]
    if (killed.length > 0) tellFinal(said.join(' '))
    else tell(said.join(' '))
    return null
  }
  return (
    <ReasonDialog
      title={t(chief ? 'kill.title' : 'kill.askTitle', { count: rows.length })}
      label={t('kill.reason')}
      hint={t('kill.reasonHint')}
      missing={t('kill.reasonMissing')}
      act={t(chief ? 'kill.confirm' : 'kill.ask')}
      danger
      attempt={attempt}
      close={close}
    >
      <ul className={styles['what']}>
        {rows.map((row) => (
          <li key={row.id}>{row.headline || t('untitledBrief', { ns: 'common' })}</li>
        ))}
      </ul>
      <p>{t('kill.text')}</p>
      {chief ? (
        <Checkbox label={t('kill.alone')} hint={t('kill.aloneHint')} checked={alone} change={setAlone} />
      ) : (
        <p>{t('kill.askText')}</p>
      )}
    </ReasonDialog>
  )
}
