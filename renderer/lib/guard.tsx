import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, EmptyState } from '../ui/index.ts'

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

/**
 * Keeps a fault in one part of the window from taking the rest with it. A class, because React offers this to
 * classes only. What went wrong has already reached the log through the window's error event.
 */
export class Guard extends Component<{ children: ReactNode }, { stuck: boolean }> {
  override state = { stuck: false }

  static getDerivedStateFromError(): { stuck: boolean } {
    return { stuck: true }
  }

  override render(): ReactNode {
    return this.state.stuck ? <Stuck again={() => this.setState({ stuck: false })} /> : this.props.children
  }
}
