import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonDialog } from '../../ui/index.ts'

/** A question with one field: the note that goes with a return, the reason that goes with an erasure. */
export type Question = 'return' | 'erase'

export const Ask = ({
  question,
  title,
  answer,
  close,
}: {
  question: Question
  title: string
  /** Answers why it was refused, in a sentence; null: it was done. */
  answer: (text: string) => Promise<string | null>
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('item')
  switch (question) {
    case 'return':
      return (
        <ReasonDialog
          title={t('ask.returnTitle', { title })}
          label={t('ask.returnNote')}
          hint={t('ask.returnHint')}
          missing={null}
          act={t('ask.return')}
          danger={false}
          attempt={answer}
          close={close}
        />
      )
    case 'erase':
      return (
        <ReasonDialog
          title={t('ask.eraseTitle', { title })}
          label={t('ask.eraseReason')}
          hint={t('ask.eraseHint')}
          missing={t('ask.reasonMissing')}
          act={t('ask.erase')}
          danger
          attempt={answer}
          close={close}
        >
          <p>{t('ask.eraseText')}</p>
        </ReasonDialog>
      )
  }
}
