import { Laptop, Smartphone, Tablet } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemDetail } from '../../../shared/domain/view.ts'
import { useKeyCaps } from '../../lib/keyboard.ts'
import { clockTime } from '../../lib/time.ts'
import { Button, Segmented, StateMark, shownState, useZone } from '../../ui/index.ts'
import type { Moment } from './moment.ts'
import styles from './preview-view.module.css'
import type { Width } from './reader-page.tsx'

/** What is looked at, and how: the moment, the width, the language of the page, and the way back. */
export const PreviewBar = ({
  detail,
  publishAt,
  moment,
  setMoment,
  width,
  setWidth,
  language,
  setLanguage,
  back,
}: {
  detail: ItemDetail | undefined
  publishAt: number | null
  moment: Moment
  setMoment: (moment: Moment) => void
  width: Width
  setWidth: (width: Width) => void
  language: 'nl' | 'en'
  setLanguage: (language: 'nl' | 'en') => void
  back: () => void
}): ReactNode => {
  const { t } = useTranslation('preview')
  const caps = useKeyCaps()
  const zone = useZone()
  const moments: { value: 'now' | 'publication'; label: string }[] = [
    { value: 'now', label: t('now') },
    ...(publishAt === null
      ? []
      : [{ value: 'publication' as const, label: t('atPublication', { time: clockTime(publishAt, zone) }) }]),
  ]
  return (
    <header className={styles['bar']}>
      <h1>{t('title')}</h1>
      {detail ? (
        <span className={styles['what']}>
          <StateMark state={shownState(detail.row)} waiting={detail.row.waiting} />
          <span className={styles['quiet']}>{t('working')}</span>
        </span>
      ) : null}
      <span className={styles['choices']}>
        <Segmented
          label={t('moment')}
          value={moment.type === 'chosen' ? null : moment.type}
          choose={(type) => setMoment({ type })}
          options={moments}
        />
        <Segmented
          label={t('width')}
          value={width}
          choose={setWidth}
          options={[
            { value: 'screen', label: t('screen'), icon: <Laptop aria-hidden="true" /> },
            { value: 'tablet', label: t('tablet'), icon: <Tablet aria-hidden="true" /> },
            { value: 'phone', label: t('phone'), icon: <Smartphone aria-hidden="true" /> },
          ]}
        />
        <Segmented
          label={t('language')}
          value={language}
          choose={setLanguage}
          options={[
            { value: 'nl', label: 'nl' },
            { value: 'en', label: 'en' },
          ]}
        />
        <Button keys={caps('Escape')} onClick={back}>
          {t('back')}
        </Button>
      </span>
    </header>
  )
}
