import type { waiting as nl } from '../nl/waiting.ts'
import type { Sentences } from '../sentences.ts'

/** The way to the hub: what waits, what became of it, and what Kopij asks when it does not go on by itself. */
export const waiting: Sentences<typeof nl> = {
  // the status line
  offlineSince: 'No connection since',
  offline: 'No connection to the desk',
  offlineHint:
    'You can go on working. Everything is saved here and goes along as soon as there is a connection.',
  openTray: 'Show what is waiting and what became of it',
  fetching: 'Fetching items: {{done}} of {{total}}',
  fetchingHint: 'The newest items come first. You can start working.',
  clockAhead_one: 'Your clock is {{count}} minute fast',
  clockAhead_other: 'Your clock is {{count}} minutes fast',
  clockBehind_one: 'Your clock is {{count}} minute slow',
  clockBehind_other: 'Your clock is {{count}} minutes slow',
  clockHint:
    'Set the clock of this computer right. From five minutes on you cannot schedule; writing and approving go on as usual.',
  diverged_one: '{{count}} item differs from the desk',
  diverged_other: '{{count}} items differ from the desk',
  shared: 'Shared',
  sharedWith_one: 'Shared, {{count}} computer connected',
  sharedWith_other: 'Shared, {{count}} computers connected',
  sharingStopped: 'Sharing does not work',
  stopped: {
    choose: 'Syncing has stopped: choose how to go on',
    signIn: 'Syncing has stopped: sign in again',
    look: 'Syncing has stopped: read why',
  },

  // the tray
  title: 'On the way to the desk',
  command: 'What is waiting for the desk',
  close: 'Close',
  safe: 'Everything is on this computer. It goes along as soon as there is a connection.',
  safeConnected: 'Everything is on this computer and on its way.',
  safeStopped: 'Everything is on this computer. Nothing goes out or comes in until syncing runs again.',
  empty: 'Nothing is waiting.',
  emptyText: 'Everything that was done on this computer is at the desk.',
  now: 'Try now',
  nowCommand: 'Try to reach the desk now',
  trying: 'Trying',
  waits: 'Waiting',
  of: 'From {{name}}',
  ofMe: 'Yours',
  held: 'Goes along as soon as {{name}} signs in on this computer.',
  became: 'What became of it',
  accepted: 'accepted',
  refused: 'refused',
  aside: 'The hub no longer knows this. It is in the backup {{kept}} in the data folder.',
  asideOld: 'The hub no longer knows this. What you wrote is still on this computer, in the history.',
  refusedTitle: 'Did not go through',
  viewItem: 'View the item',
  leaveIt: 'Leave it',
  untitled: 'an item without a headline',
  as: { editor: 'as editor', chief: 'as chief', admin: 'as administrator' },
  what: {
    text: 'Worked on {{title}}',
    created: 'New: {{title}}',
    submitted: 'Submit {{title}} for approval',
    withdrawn: 'Take back {{title}}',
    approved: 'Approve {{title}}',
    returned: 'Return {{title}}',
    scheduled: 'Schedule {{title}}',
    unscheduled: 'Take {{title}} off the schedule',
    embargoed: 'Change the embargo of {{title}}',
    shown: 'Change the time shown on {{title}}',
    released: 'Release {{title}}',
    killed: 'Kill {{title}}',
    spiked: 'Spike {{title}}',
    unspiked: 'Bring back {{title}}',
    deleted: 'Delete {{title}}',
    undeleted: 'Take {{title}} out of the trash',
    erased: 'Erase {{title}}',
    'collision-settled': 'Settle a collision in {{title}}',
    settings: 'Change the settings of the desk',
    person: 'Change the people of the desk',
    section: 'Change the sections',
    agency: 'Change the credits',
    target: 'Change the targets',
    other: 'A decision about {{title}}',
  },
  divergedTitle: 'Different from the desk',
  divergedText:
    'These items look different here from how they are at the desk, although everything was exchanged. Nothing was overwritten. Compare them with a colleague and tell your administrator.',

  // data that were damaged and put together again
  repaired: {
    title: 'The data of this desk were damaged and were repaired on {{when}}.',
    backup: 'They were rebuilt from the backup {{backup}}, which was checked and is whole.',
    noBackup: 'There was no whole backup; everything was built anew.',
    saved: 'What was only in the damaged file was saved from it.',
    hub: 'What the desk has was fetched again and compared.',
    aside: 'The damaged file was not thrown away: it is in {{aside}} in the folder of the desk.',
    read: 'I have read this',
  },

  // the questions
  ask: {
    command: 'Choose how syncing goes on ...',
    waiting: 'Work waits here for the desk. It stays saved.',
    choices: 'How should it go on?',
    go: 'Do this',
    later: 'Do nothing yet',
    laterText:
      'As long as nobody chooses, nothing changes: you can go on working and everything is saved here.',
    laterPlain: 'You can go on working meanwhile; everything is saved here.',
    sendOurs: 'Give the hub back what this computer has',
    sendOursText:
      'What is on this computer and the hub no longer has goes there again: your own work at once, that of colleagues as soon as they sign in again. Nothing disappears.',
    takeTheirs: 'Go on with the hub as it is now',
    takeTheirsText:
      'This computer takes over what the hub has. What you had not sent yet goes along after that. What the hub no longer knows disappears from the lists here; a copy of the desk as it is now stays in the data folder.',
    apply: 'Make the change here as well',
    applyText:
      'The items disappear on this computer too. Deleted items stay in the trash for thirty days and can be brought back from there.',
    many: 'It is about {{count}} of {{of}} items.',
    signInText: 'With your passphrase the hub knows this computer again.',
    signIn: 'Sign me in again',
    again: 'Try again now',
  },
}
