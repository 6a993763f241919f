import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { runCommand } from '../../lib/keyboard.ts'
import { safety } from '../../lib/safety.ts'
import { useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { readStored, writeStored } from '../../lib/stored.ts'
import { fullTime } from '../../lib/time.ts'
import { Banner, Button, useZone } from '../../ui/index.ts'
import styles from './repaired-notice.module.css'

/**
 * Says that the data of this desk were damaged and put together again, and what was checked, until somebody has read it.
 * Read is read on this computer: the notice of the next repair comes again.
 */
export const RepairedNotice = (): ReactNode => {
  const { t } = useTranslation('waiting')
  const { t: desk } = useTranslation('desk')
  const { session, language } = useSession()
  const zone = useZone()
  const key = `kopij.repaired.${session.desk.id}`
  // As words, so that typing, which tells the same again and again, draws nothing.
  const told = useStore(safety, (now) => JSON.stringify(now?.repaired ?? null))
  const [read, setRead] = useState(() => readStored(key, z.number(), [localStorage]))
  const repaired = told === 'null' ? null : safety.get()?.repaired
  if (!repaired || repaired.at === read) return null
  const { at, aside, backup, saved } = repaired
  const title = t('repaired.title', { when: fullTime(at, zone, language) })
  return (
    <section className={styles['notice']} aria-label={title}>
      <Banner
        look="note"
        title={title}
        actions={
          <>
            <Button
              onClick={() => {
                writeStored(key, at, [localStorage])
                setRead(at)
              }}
            >
              {t('repaired.read')}
            </Button>
            <Button look="quiet" onClick={() => void runCommand('desk.reveal-data')}>
              {desk('revealData')}
            </Button>
          </>
        }
      >
        {[
          backup === null ? t('repaired.noBackup') : t('repaired.backup', { backup }),
          saved === 0 ? '' : t('repaired.saved'),
          t('repaired.hub'),
          t('repaired.aside', { aside }),
        ]
          .filter(Boolean)
          .join(' ')}
      </Banner>
    </section>
  )
}
