import type { session as nl } from '../nl/session.ts'
import type { Sentences } from '../sentences.ts'

/** Who sits at this place. */
export const session: Sentences<typeof nl> = {
  title: 'Who sits at this place?',
  people: 'People of this desk',
  passphrase: 'Passphrase',
  passphraseOf: 'Passphrase of {{name}}',
  signIn: 'Go on',
  signingIn: 'Checking',
  forgot: 'Forgot the passphrase?',
  identifies:
    'This says who writes and decides. It encrypts nothing: whoever can get at this computer can get at the files.',
  recoverTitle: 'Go on with a recovery code',
  recoverText:
    'You were given the code when your passphrase was set. If you no longer have it, ask an administrator for a new passphrase.',
  code: 'Recovery code',
  newPassphrase: 'New passphrase',
  newPassphraseHint: 'At least {{least}} characters; a few words in a row work well',
  recover: 'Set and go on',
  backToPeople: 'Back to the people',
  noPassphrase: 'without a passphrase',
  otherDesk: 'Another desk',
  codeTitle: 'Keep this recovery code',
  codeText: 'With this code {{name}} can go on without the passphrase. Kopij shows it only once.',
  codeCopy: 'Copy the code',
  codePrint: 'Print the code',
  codeKept: 'I have kept it',
  codeCopied: 'The code is on the clipboard.',
  whyIdle: 'Locked because nothing happened for a while. Everything you typed is saved.',
  whySignedOut:
    'This computer was signed out of the desk. With your passphrase you sign in again. What is here has stayed here.',
  whyRemoved:
    'You are no longer on this desk. What you wrote is kept. Ask an administrator if that is not right.',
  cannotCheck:
    'Without a connection to the desk Kopij cannot check this passphrase here, because {{name}} has not sat at this computer before. Whoever sat here before can go on as usual. Nothing was changed.',
  cannotRecover:
    'A recovery code is checked at the desk, which cannot be reached now. Nothing was changed. Try again as soon as there is a connection.',
  offline: 'No connection to the desk. Whoever sat here before goes on as usual; what you do is sent later.',
  role: {
    editor: 'editor',
    chief: 'chief',
    admin: 'administrator',
  },
}
