import { Laptop, Smartphone, Tablet } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReaderPage as Page } from '../../../shared/domain/reader-page.ts'
import { call } from '../../lib/client.ts'
import { clockTime } from '../../lib/time.ts'
import { Dialog, Segmented } from '../../ui/index.ts'
import { ReaderPage, type Width } from '../preview/index.ts'
import styles from './rail.module.css'

const openLink = (url: string): void => void call('shell', 'shell.open-link', { url }).catch(() => undefined)

/** The rail together with its lead, as wide as the screen of a reader. */
export const RailPage = ({
  page,
  language,
  openSection,
  close,
}: {
  page: Page
  language: 'nl' | 'en'
  openSection: (name: string) => void
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('rail')
  const [width, setWidth] = useState<Width>('screen')
  const title = t('pageTitle', { time: clockTime(page.at, page.zone) })
  return (
    <Dialog
      open
      close={close}
      size="full"
      title={title}
      actions={
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
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the page scrolls by keys, so it has to take focus */}
      <section className={styles['page']} aria-label={title} tabIndex={0}>
        <ReaderPage
          page={page}
          width={width}
          language={language}
          openLink={openLink}
          openSection={openSection}
        />
      </section>
    </Dialog>
  )
}
