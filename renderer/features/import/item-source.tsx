import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import type { ImportElsewhere, ImportSource } from '../../../shared/ipc/import.ts'
import { call } from '../../lib/client.ts'
import { useSession } from '../../lib/session.tsx'
import { tell, tellFault } from '../../lib/strip.ts'
import { LinkButton, useZone } from '../../ui/index.ts'
import styles from './import.module.css'
import { Changes, Dropped } from './report.tsx'

const kilobytes = (size: number, language: string): string =>
  new Intl.NumberFormat(language, {
    style: 'unit',
    unit: size < 1_000_000 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: size < 10_000 ? 1 : 0,
  }).format(size < 1_000_000 ? size / 1000 : size / 1_000_000)

/**
 * The file that an item came from, what was changed and left out of it, and the file itself to save; or at whose computer it lies.
 * Null where there is none.
 */
export const ItemSource = ({ item }: { item: Id }): ReactNode => {
  const { t } = useTranslation('imports')
  const { language } = useSession()
  const zone = useZone()
  const [source, setSource] = useState<ImportSource | null>(null)
  const [elsewhere, setElsewhere] = useState<ImportElsewhere | null>(null)
  useEffect(() => {
    let gone = false
    setSource(null)
    setElsewhere(null)
    call('desk', 'items.import-source', { item }).then(
      (answer) => {
        if (gone) return
        setSource(answer.source)
        setElsewhere(answer.elsewhere)
      },
      // Not knowing where it came from keeps nobody from writing.
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [item])
  const moment = (at: number): string =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at)
  if (elsewhere !== null)
    return (
      <section className={styles['source']} aria-label={t('source.title')}>
        <h2 className={styles['heading']}>{t('source.title')}</h2>
        <p>{t('source.fromElsewhere', { ...elsewhere, when: moment(elsewhere.at) })}</p>
        <p className={styles['aside']}>{t('source.notHere', { by: elsewhere.by })}</p>
      </section>
    )
  if (source === null) return null
  const save = async (): Promise<void> => {
    try {
      const grant = await call('shell', 'shell.pick-original', { name: source.name })
      if (!grant) return
      await call('desk', 'items.save-original', { item, grant: grant.id })
      tell(t('source.saved'))
    } catch (thrown) {
      tellFault(faultOf(thrown))
    }
  }
  return (
    <section className={styles['source']} aria-label={t('source.title')}>
      <h2 className={styles['heading']}>{t('source.title')}</h2>
      <p>
        {t('source.from', {
          name: source.name,
          format: t(`format.${source.format}`),
          when: moment(source.at),
        })}
      </p>
      <ul className={styles['lines']}>
        <Changes changes={source.changes} />
      </ul>
      <Dropped dropped={source.dropped} />
      <p className={styles['aside']}>{t('source.here', { size: kilobytes(source.size, language) })}</p>
      <LinkButton onClick={() => void save()}>{t('source.save')}</LinkButton>
    </section>
  )
}
