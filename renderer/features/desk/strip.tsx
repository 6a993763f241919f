import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../../../shared/errors.ts'
import { faultLine, remedyOf } from '../../lib/faults.tsx'
import { useCommands, useKeyCaps } from '../../lib/keyboard.ts'
import { useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { endStrip, type Strip as Said, strip, tellFinal } from '../../lib/strip.ts'
import { UndoStrip } from '../../ui/index.ts'

/** Whether it says that something in an item keeps it in: then the way there belongs beside the sentence. */
const atField = (now: Said): now is Said & { fault: Fault } => now.fault?.code.startsWith('door-') === true

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
      when: () => strip.get()?.undo != null || strip.get()?.final === true,
      run: () => {
        const said = strip.get()
        if (said?.final) tellFinal(said.text)
        else undo()
      },
    },
  ])
  if (!now) return null
  return (
    <UndoStrip
      key={now.key}
      text={[now.text, now.fault ? faultLine(now.fault, language) : ''].filter(Boolean).join(' ')}
      aside={now.final ? t('final') : null}
      undo={now.undo ? undo : null}
      end={endStrip}
      keys={caps('Z')}
      remedy={atField(now) ? remedyOf(now.fault, language, now.item) : null}
      stop={now.fault !== null}
    />
  )
}
