/** A desk as one file, and the folder where all of them are. Paths stay with main: the window holds grants only. */
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../lib/client.ts'
import { openDesk } from '../../lib/session.tsx'
import { tell, tellFault } from '../../lib/strip.ts'
import { whenSaved } from '../../lib/unsaved.ts'

/** Saves the desk under a name that the person chooses. */
export const saveDeskAs = async (name: string, said: string): Promise<void> => {
  try {
    await whenSaved()
    const grant = await call('shell', 'shell.pick-save', { name })
    if (!grant) return
    await call('desk', 'desks.save-as', { grant: grant.id })
    tell(said)
  } catch (thrown) {
    tellFault(faultOf(thrown))
  }
}

/** Puts a desk from a file beside the others and sits down at it. */
export const openDeskFile = async (): Promise<void> => {
  try {
    const grant = await call('shell', 'shell.pick-open', {})
    if (!grant) return
    const desk = await call('desk', 'desks.open-file', { grant: grant.id })
    await openDesk(desk.id)
  } catch (thrown) {
    tellFault(faultOf(thrown))
  }
}

export const revealData = (): void => {
  call('shell', 'shell.reveal-data', {}).catch((thrown: unknown) => tellFault(faultOf(thrown)))
}
