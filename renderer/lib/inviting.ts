import { go } from './navigation.tsx'
import { createStore } from './store.ts'

/** Whether the dialog that invites a colleague is open. Outside React, because the palette opens it from anywhere. */
export const asksToInvite = createStore(false)

/** Goes to the invitations and asks for whom the next one is. */
export const inviteColleague = (): void => {
  go({ view: 'settings', settings: 'sharing' })
  asksToInvite.set(true)
}
