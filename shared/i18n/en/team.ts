import type { team as nl } from '../nl/team.ts'
import type { Sentences } from '../sentences.ts'

/** Colleagues: joining a desk elsewhere, sharing one from here, invitations and computers. */
export const team: Sentences<typeof nl> = {
  // joining
  joinTitle: 'Join a desk',
  joinIntro:
    'The desk lives on another computer or on a server. You get a copy of your own, so you can go on without a network. The desks that are already here stay as they are.',
  how: 'How you join',
  invited: 'With an invitation',
  known: 'I already have a name there',
  address: 'Address of the desk',
  addressHint: 'As your administrator gave it to you, for instance https://kopij.example.org',
  code: 'Invitation code',
  codeHint: 'From an administrator of that desk; each code works once',
  name: 'Your name',
  nameHint: 'How you appear beside what you write and decide',
  knownNameHint: 'Exactly as you are called on that desk',
  passphrase: 'Passphrase',
  passphraseHint: 'At least {{least}} characters; a few words in a row work well',
  knownPassphraseHint: 'Yours on that desk',
  needAddress: 'Fill in the address.',
  needCode: 'Fill in the code of the invitation.',
  needName: 'Fill in your name.',
  needPassphrase: 'Fill in your passphrase.',
  tooShort: 'Use at least {{least}} characters.',
  join: 'Join',
  joining: 'Signing you in',
  openAnyway: 'Open that desk',
  trustTitle: 'Do you trust this network?',
  trustText:
    'The address {{address}} is not encrypted. Whoever listens in on the same network can read the copy and your passphrase. On a closed network of the desk itself that is acceptable; on a train, in a hotel or in a café it is not.',
  trustYes: 'I trust this network, join',
  trustNo: 'Back to the address',

  // the desk on its way in
  arriving: 'The desk is coming in.',
  arrivingText: 'The newest items come first. You can already begin something new.',

  // sharing
  here: 'This desk lives on this computer.',
  hereText:
    'Colleagues can join from their own computers as long as Kopij is open here. If the desk has to be reachable at all times, put it on a server; the manual says how.',
  elsewhere: 'This desk lives elsewhere.',
  elsewhereAt: 'Address',
  elsewhereText:
    'This computer has a complete copy: you can go on doing everything without a connection. Sharing and targets are arranged where the desk lives.',
  lookedAfterBy: 'Looked after by',
  noAdmin: 'nobody',
  open: 'Share this desk with colleagues',
  openHint: 'Only people with a name and a passphrase on this desk get in.',
  openTrusted:
    'Only people with a name and a passphrase on this desk get in. Traffic is not encrypted; you said that you trust this network.',
  firstPassphrase: 'Set a passphrase first.',
  firstPassphraseText: 'Without one, anybody on the network could pass for you.',
  setPassphrase: 'Set a passphrase',
  port: 'Port',
  portHint: 'Leave it, unless another program uses it',
  portBad: 'Choose a number from 1024 to 65535.',
  trustShare: 'I trust this network, share the desk',
  trustKeep: 'Do not share',
  trustHint:
    'Traffic with colleagues is not encrypted here: whoever listens in on this network can read the copy. Do this only on a network of the desk itself. Anywhere else the desk belongs on a server with https.',
  addresses: 'Address for colleagues',
  addressesNone: 'This computer has no network now. The address appears here as soon as it has one.',
  copy: 'Copy {{what}}',
  copyCode: 'Copy the code',
  copyBoth: 'Copy address and code',
  copied: 'Copied.',
  connected: 'Connected now',
  connectedNone: 'Nobody else.',
  stop: 'The desk is no longer shared. Whoever was connected goes on working; that work comes in when you share again.',

  // invitations
  invitations: 'Invitations',
  invitationsText: 'A code lets one colleague join this desk, with the tasks that you choose.',
  invite: 'Invite a colleague ...',
  inviteTitle: 'Invite a colleague',
  inviteText: 'Your colleague chooses a name and a passphrase.',
  inviteComputer: 'Sign in on another computer ...',
  inviteComputerTitle: 'Sign {{name}} in on another computer',
  inviteComputerText:
    '{{name}} opens Kopij on the other computer, chooses "Join a desk" and fills in the address, this code and their own name and passphrase.',
  inviteComputerOwn:
    'Open Kopij on the other computer, choose "Join a desk" and fill in the address, this code and your own name and passphrase.',
  inviteMake: 'Make a code',
  inviteCode: 'Invitation code',
  inviteOnce:
    'Give this code and the address to your colleague. Kopij shows the code only now. It is good until {{until}} and works once.',
  inviteOnceOwn: 'Kopij shows this code only now. It is good until {{until}} and works once.',
  inviteNoted: 'I have noted the code',
  inviteGiven: 'I have passed the code on',
  inviteFor: 'for {{name}}',
  inviteUntil: 'good until {{until}}',
  inviteBy: 'from {{name}}',
  inviteNotShared: 'The desk is not shared now. A colleague gets in only once you share it.',
  inviteNone: 'There is no open invitation.',
  withdraw: 'Withdraw invitation',
  withdrawn: 'The invitation was withdrawn; the code no longer works.',
  needRole: 'Give at least one task.',

  // computers
  thisComputer: 'This computer',
  notify: 'Notifications of the computer',
  notifyHint: 'Kopij tells you when copy waits for you or comes back, even while you look elsewhere.',
  notifySlots: 'Also ten minutes before your own briefs appear',
  notifySlotsHint: 'What is not ready or was missed is always told.',
  lockAfter: 'Lock when nothing happens',
  lockNever: 'Never',
  lockMinutes_one: 'After {{count}} minute',
  lockMinutes_other: 'After {{count}} minutes',
  lockHint: 'What you typed is saved by then. You go on with your passphrase.',
  lockNeedsPassphrase: 'Without a passphrase there is nothing to lock: set one under People.',
  secrets: 'Signing in to desks',
  secretsKeychain:
    'What signs this computer in to desks is in the keychain of the system. It is not readable on disk.',
  secretsMemory:
    'This system offers no keychain. Kopij remembers the sign-in only while it is open; after a restart you give your passphrase again.',
  secretsFiles:
    'The desks themselves are on disk unencrypted: whoever can get at this computer can read them.',
  mine: 'Where you are signed in',
  everybody: 'Where colleagues are signed in',
  none: 'Nowhere else.',
  nobody: 'No colleague is signed in on another computer yet.',
  hereMark: 'this computer',
  connectedNow: 'connected now',
  seen: 'last seen {{when}}',
  since: 'signed in {{when}}',
  anotherComputer: 'Sign in on another computer ...',
  signOut: 'Sign out',
  signOutOf: 'Sign out {{name}}',
  signOutTitle: 'Sign this computer out of the desk?',
  signOutHere:
    'Nothing goes out or comes in then until you sign in again with your passphrase. What is here stays here.',
  signedOut: '{{name}} was signed out.',
  // the people screen
  onComputers_one: 'on {{count}} computer',
  onComputers_other: 'on {{count}} computers',
  notJoined: 'not on another computer yet',
}
