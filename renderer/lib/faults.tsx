/** Faults as sentences: what happened, what is safe, and the one action that helps (ui.md, rule 3). */
import { type ReactNode, useLayoutEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DoorField } from '../../shared/domain/door-profile.ts'
import type { Fault, FaultCode } from '../../shared/errors.ts'
import { wordsOfFault } from '../../shared/i18n/fault-words.ts'
import type { Language } from '../../shared/i18n/index.ts'
import type { Id } from '../../shared/ids.ts'
import { Banner, Button } from '../ui/index.ts'
import { openAtField } from './at-field.ts'
import { listCommands, runCommand } from './keyboard.ts'
import { openItem } from './navigation.tsx'

/** The sentences of a fault in one language. */
export const faultSentences = wordsOfFault

/** All of it in one line, for places with one line. */
export const faultLine = (fault: Fault, language: Language): string => {
  const { what, safe, action } = faultSentences(fault, language)
  return [what, safe, action].filter((part) => part !== undefined).join(' ')
}

/** The command behind the button of a fault; `item` opens the item that it is about, `field` goes to what is wrong in it. */
const REMEDY: Partial<Record<FaultCode, string>> = {
  'bad-request': 'window.reload',
  'not-allowed-here': 'session.change-places',
  locked: 'session.change-places',
  'no-desk': 'desk.choose',
  gone: 'go.desk',
  'refused-state': 'item',
  'refused-revision-unknown': 'item',
  'refused-revision-superseded': 'item',
  'refused-revision-forged': 'item',
  'refused-embargo': 'item',
  'refused-not-approved': 'item',
  'refused-foreign-author': 'session.change-places',
  'refused-rests-on-refused': 'item',
  'refused-deleted': 'item',
  'disk-full': 'desk.reveal-data',
  'disk-read-only': 'desk.reveal-data',
  'disk-error': 'desk.reveal-data',
  'data-unreadable': 'desk.reveal-data',
  'database-newer': 'desk.choose',
  'database-damaged': 'desk.reveal-data',
  'desk-moved': 'desk.choose',
  'desk-open-elsewhere': 'window.reload',
  'target-folder-gone': 'settings.targets',
  'target-folder-foreign-file': 'settings.targets',
  'target-unknown': 'settings.targets',
  'door-field-missing': 'field',
  'door-field-too-long': 'field',
  'door-sign-forbidden': 'field',
  'door-sign-not-printed': 'field',
  'door-dateline-twice': 'field',
  'door-notes-open': 'field',
  'door-parts-unknown': 'field',
  'door-embargo-after-publish': 'item',
  'desk-process-gone': 'window.reload',
  internal: 'window.reload',
}

/** Whether this window can do it now: one for a single item goes nowhere else, and before a desk there is no list. */
const canRun = (id: string): boolean =>
  listCommands().some((command) => command.id === id && (command.when?.() ?? true))

/** The one button that helps: its word and what it does, or null where a sentence is all there is. */
export const remedyOf = (
  fault: Fault,
  language: Language,
  item: Id | null = null,
): { label: string; run: () => void } | null => {
  const label = faultSentences(fault, language).button
  const remedy = REMEDY[fault.code]
  if (label === undefined || remedy === undefined) return null
  if (remedy !== 'item' && remedy !== 'field')
    return canRun(remedy) ? { label, run: () => void runCommand(remedy) } : null
  if (item === null) return null
  if (remedy === 'item') return { label, run: () => openItem(item) }
  return { label, run: () => openAtField(item, DoorField.safeParse(fault.params['field']).data ?? null) }
}

/** Draws once more when all that came with this picture has registered its commands: that follows the drawing. */
const useRegistered = (): void => {
  const [, drawAgain] = useState(false)
  useLayoutEffect(() => drawAgain(true), [])
}

/** A fault as a banner. `item` is what it is about, where it is about one. `after` adds an action of the place. */
export const FaultBanner = ({
  fault,
  item = null,
  after,
}: {
  fault: Fault
  item?: Id | null
  after?: ReactNode
}): ReactNode => {
  const { i18n } = useTranslation()
  useRegistered()
  const language: Language = i18n.language === 'nl' ? 'nl' : 'en'
  const { what, safe, action } = faultSentences(fault, language)
  const remedy = remedyOf(fault, language, item)
  return (
    <Banner
      look="stop"
      title={what}
      actions={
        remedy || after ? (
          <>
            {remedy ? <Button onClick={remedy.run}>{remedy.label}</Button> : null}
            {after}
          </>
        ) : undefined
      }
    >
      {[safe, action].filter((part) => part !== undefined).join(' ')}
    </Banner>
  )
}
