import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetKind } from '../../../shared/domain/target.ts'
import type { Fault } from '../../../shared/errors.ts'
import { faultSentences } from '../../lib/faults.tsx'
import { useSession } from '../../lib/session.tsx'
import { Banner, Button } from '../../ui/index.ts'

/** What a test found; `saved`: it was part of saving. */
export type TestAnswer = { kind: TargetKind; fault: Fault | null; saved: boolean }

/** What the server showed, where a test stopped because nobody confirmed it yet. */
const shownFingerprint = ({ code, params }: Fault): string | null =>
  (code === 'target-host-key-unknown' || code === 'target-host-key-changed') &&
  typeof params['fingerprint'] === 'string'
    ? params['fingerprint']
    : null

/** Exactly what is wrong with a target, or what was found to be right. */
export const TestSays = ({
  answer,
  trust,
}: {
  answer: TestAnswer
  /** Puts the fingerprint that a server showed into the form. */
  trust: (fingerprint: string) => void
}): ReactNode => {
  const { t } = useTranslation('targets')
  const { language } = useSession()
  const { kind, fault, saved } = answer
  const place = useRef<HTMLDivElement>(null)
  // It stands above the fields, and whoever pressed the button may be far below.
  useEffect(() => {
    if (answer) place.current?.scrollIntoView({ block: 'nearest' })
  }, [answer])
  if (fault === null)
    return (
      <div ref={place} role="status">
        <Banner look="note" title={t('test.good')}>
          {t(`test.goodText.${kind}`)}
        </Banner>
      </div>
    )
  const { what, safe, action } = faultSentences(fault, language)
  const fingerprint = shownFingerprint(fault)
  return (
    <div ref={place}>
      <Banner
        look="stop"
        title={saved ? t('test.savedBad') : what}
        actions={
          fingerprint === null ? undefined : (
            <Button onClick={() => trust(fingerprint)}>{t('sftp.useFingerprint')}</Button>
          )
        }
      >
        {[saved ? what : undefined, safe, action].filter((part) => part !== undefined).join(' ')}
      </Banner>
    </div>
  )
}
