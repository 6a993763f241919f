import type { signedOut as nl } from '../nl/signed-out.ts'
import type { Sentences } from '../sentences.ts'

export const signedOut: Sentences<typeof nl> = {
  own: {
    what: 'You signed this computer out, from another computer.',
    safe: 'What was kept here is still here. Nothing goes out or comes in.',
    action: 'Sign in again with your passphrase to go on here. Was it not you? Tell an administrator.',
  },
  copied: {
    what: 'This computer was signed out because its sign-in was used somewhere else as well.',
    safe: 'What was kept here is still here. Nothing goes out or comes in.',
    action: 'Warn an administrator, then sign in again with your passphrase.',
  },
  left: {
    what: 'You are no longer at this desk, so this computer was signed out.',
    safe: 'What was kept here is still here. Nothing goes out or comes in.',
    action: 'Ask an administrator if that is not right.',
  },
}
