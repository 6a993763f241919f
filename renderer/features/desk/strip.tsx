import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { faultLine } from '../../lib/faults.tsx'
import { useCommands, useKeyCaps } from '../../lib/keyboard.ts'
import { useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { endStrip, strip } from '../../lib/strip.ts'
import { UndoStrip } from '../../ui/index.ts'

/** The strip under the panes: what was just done, and ten seconds to take it back with Z. */
export const Strip = (): ReactNode => {
  const { t } = useTranslation('common')
  const { language } = useSession()
  const caps = useKeyCaps()
  const now = useStore(strip)
  const undo = (): void => {
    const back = strip.get()?.undo
    endStrip()
    back?.()
  }
  useCommands([
    {
      id: 'desk.undo',
      title: t('undo'),
      group: 'desk',
      keys: ['Z'],
      when: () => (strip.get()?.undo ?? null) !== null,
      run: undo,
    },
  ])
  if (!now) return null
  return (
    <UndoStrip
      key={now.key}
      text={[now.text, now.fault ? faultLine(now.fault, language) : ''].filter(Boolean).join(' ')}
      undo={now.undo ? undo : null}
      end={endStrip}
      keys={caps('Z')}
      stop={now.fault !== null}
    />
  )
}
