import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { printDateline } from '../../../shared/domain/dateline.ts'
import { Button } from '../../ui/index.ts'
import type { Chips } from './chips.ts'
import styles from './floats.module.css'

/** Text that may be a dateline, and what it would become. Tab takes it, Escape leaves the text as it is. */
export const DatelineOffer = ({
  chips,
  take,
  leave,
}: {
  chips: Chips
  take: () => void
  leave: () => void
}): ReactNode => {
  const { t } = useTranslation('editor')
  const dateline = printDateline(chips).replace(/ - $/u, '')
  return (
    // Pressing a button must not take the caret out of the text.
    <div role="status" className={styles['offer']} onMouseDown={(event) => event.preventDefault()}>
      <Button look="quiet" keys={['Tab']} tabIndex={-1} onClick={take}>
        {t('offer.make', { dateline })}
      </Button>
      <Button look="quiet" keys={['Esc']} tabIndex={-1} onClick={leave}>
        {t('offer.leave')}
      </Button>
    </div>
  )
}
