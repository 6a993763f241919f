import { Component, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Fault, faultOf } from '../../shared/errors.ts'
import { Button, EmptyState } from '../ui/index.ts'
import { faultLine } from './faults.tsx'
import { currentLanguage } from './preferences.ts'
import { isUnread } from './unread.ts'
import { whenSaved } from './unsaved.ts'

const Stuck = ({ again }: { again: () => void }): ReactNode => {
  const { t } = useTranslation('desk')
  return (
    <EmptyState
      title={t('crashedTitle')}
      action={
        <Button look="ink" onClick={again}>
          {t('reloadPart')}
        </Button>
      }
    >
      {t('crashedText')}
    </EmptyState>
  )
}

/** A part that could not be read comes with a new page only, and a new page costs nobody a word. */
const Unread = (): ReactNode => {
  const { t } = useTranslation('desk')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const loadAnew = async (): Promise<void> => {
    setBusy(true)
    setFault(null)
    try {
      await whenSaved()
      location.reload()
    } catch (thrown) {
      setFault(faultOf(thrown))
      setBusy(false)
    }
  }
  return (
    <EmptyState
      title={t('unreadTitle')}
      action={
        <Button look="ink" disabled={busy} onClick={() => void loadAnew()}>
          {t('reloadWindow')}
        </Button>
      }
    >
      {fault ? <span role="alert">{faultLine(fault, currentLanguage())}</span> : t('unreadText')}
    </EmptyState>
  )
}

type Standing = 'whole' | 'stuck' | 'unread'

/**
 * Keeps a fault in one part of the window from taking the rest with it. A class, because React offers this to
 * classes only. What went wrong has already reached the log through the window's error event.
 */
export class Guard extends Component<{ children: ReactNode }, { standing: Standing }> {
  override state: { standing: Standing } = { standing: 'whole' }

  static getDerivedStateFromError(thrown: unknown): { standing: Standing } {
    return { standing: isUnread(thrown) ? 'unread' : 'stuck' }
  }

  override render(): ReactNode {
    const { standing } = this.state
    if (standing === 'whole') return this.props.children
    return standing === 'unread' ? <Unread /> : <Stuck again={() => this.setState({ standing: 'whole' })} />
  }
}
