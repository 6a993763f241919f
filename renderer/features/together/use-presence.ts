import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '../../../shared/ids.ts'
import { beIn, follow, hearPeers, leaveField, mayWrite, takenFrom } from '../../lib/presence.ts'
import { useSession } from '../../lib/session.tsx'
import { tell } from '../../lib/strip.ts'
import { useFieldName } from './field-name.ts'

/** This window shows `item`: colleagues see it, until another one is shown. Tells when somebody took a field over. */
export const usePresence = (item: Id, writes: boolean): void => {
  const { t } = useTranslation('together')
  const { person } = useSession()
  const fieldName = useFieldName()

  useEffect(() => {
    const leave = beIn(item)
    return () => {
      follow(null)
      leave()
    }
  }, [item])
  useEffect(() => mayWrite(item, writes), [item, writes])
  useEffect(
    () =>
      hearPeers(() => {
        const taken = takenFrom(item, person.id)
        if (taken === null) return
        leaveField(taken.field)
        tell(t('taken', { name: taken.name, field: fieldName(taken.field) }))
      }),
    [item, person.id, t, fieldName],
  )
}
