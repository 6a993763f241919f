import type { FaultCode } from '../../errors.ts'
import type { faults as nl } from '../nl/faults.ts'
import type { FaultSentences, Sentences } from '../sentences.ts'

/** Every fault in words: what happened, what is safe, and the one thing that helps. */
export const faults: Sentences<typeof nl> & Record<FaultCode, FaultSentences> = {
  'bad-request': {
    what: 'Kopij did not understand this command and did nothing with it.',
    safe: 'Your text has not changed.',
    action: 'Reload the window and try once more.',
    button: 'Reload the window',
  },
  'not-allowed-here': {
    what: 'Only an administrator of the desk can do this.',
    safe: 'Nothing has changed.',
    action: 'Ask an administrator, or change places with somebody who is one.',
    button: 'Change places',
  },
  locked: {
    what: 'Nobody is signed in at this place.',
    safe: 'Everything that was saved is still there.',
    action: 'Choose who you are and go on.',
    button: 'Choose who you are',
  },
  'no-desk': {
    what: 'This desk is not on this computer.',
    safe: 'The other desks are untouched.',
    action: 'Choose another desk, or open it from a file.',
    button: 'Choose a desk',
  },
  gone: {
    what: 'This no longer exists on this desk.',
    safe: 'The rest of the desk has not changed.',
    action: 'Go back to the list and choose another item.',
    button: 'To the list',
  },
  cancelled: { what: 'You broke it off.', safe: 'Nothing has changed.' },
  'wrong-passphrase': {
    what: 'This passphrase is not right.',
    action: 'Try again, or use your recovery code.',
  },
  'wrong-recovery-code': {
    what: 'This recovery code is not right.',
    action: 'Check the characters, or have an administrator reset your passphrase.',
  },
  'passphrase-too-short': {
    what: 'This passphrase is too short.',
    action: 'Take one of at least ten characters; a few words in a row work well.',
  },
  'last-admin': {
    what: 'This is the last administrator of the desk.',
    safe: 'Nothing has changed.',
    action: 'Make somebody else an administrator first.',
  },
  'name-taken': { what: 'This name is already in use.', action: 'Choose another name.' },
  'refused-role': {
    what: 'This is not among your tasks on this desk.',
    safe: 'The item has not changed.',
    action: 'Ask somebody who has that task.',
  },
  'refused-state': {
    what: 'This cannot be done any more: the item has moved on.',
    safe: 'The item has not changed and nothing was sent.',
    action: 'See how it stands now and decide again.',
    button: 'View the item',
  },
  'refused-own-copy': {
    what: 'You wrote part of this text, so you cannot approve it yourself.',
    safe: 'The text still waits for approval.',
    action: 'Ask somebody else who may approve, or give a reason to do it all the same.',
  },
  'refused-second-eyes': {
    what: 'Nobody kills alone at this desk: one asks for it, another chief confirms it.',
    safe: 'The item has not been killed and is still out.',
    action: 'Ask for a kill, or kill at once with a reason when nobody else is there.',
  },
  'refused-reason-missing': {
    what: 'This needs a reason.',
    safe: 'Nothing has been decided yet.',
    action: 'Write in one sentence why.',
  },
  'refused-revision-unknown': {
    what: 'The desk does not know this revision.',
    safe: 'Nothing was sent and your text is still there.',
    action: 'Read the text as it is now and decide again.',
    button: 'View the item',
  },
  'refused-revision-superseded': {
    what: 'A newer revision has been submitted in the meantime.',
    safe: 'Nothing was sent.',
    action: 'Read what changed and decide about that revision.',
    button: 'View the item',
  },
  'refused-revision-forged': {
    what: 'This revision does not match the text at the desk and was refused.',
    safe: 'Nothing was sent; the working copy is still there.',
    action: 'Submit the text again.',
    button: 'View the item',
  },
  'refused-embargo': {
    what: 'This item is still under embargo.',
    safe: 'Nothing was sent.',
    action: 'Wait until the embargo ends, or move it.',
    button: 'View the item',
  },
  'refused-not-approved': {
    what: 'This item has not been approved yet.',
    safe: 'Nothing was sent.',
    action: 'Submit it and have it approved.',
    button: 'View the item',
  },
  'refused-foreign-author': {
    what: "This was done under somebody else's name and was refused.",
    safe: 'The text at the desk has not changed.',
    action: 'Choose who you are and do it again.',
    button: 'Choose who you are',
  },
  'refused-newer-schema': {
    what: 'A colleague wrote in this item with a newer Kopij.',
    safe: 'Everything in it is kept; you can read it.',
    action: 'Update Kopij on this computer to write in it.',
  },
  'refused-rests-on-refused': {
    what: 'An earlier decision was refused, and this one rested on it.',
    safe: 'Nothing was sent.',
    action: 'Settle the earlier one, then decide again.',
    button: 'View the item',
  },
  'refused-deleted': {
    what: 'This item is in the trash by now.',
    safe: 'Nothing was sent and the text is still there.',
    action: 'Restore it from the trash and decide again.',
    button: 'View the item',
  },
  'refused-erased': {
    what: 'This item was erased: its text no longer exists anywhere.',
    safe: 'Nothing was sent.',
    action: 'Ask an administrator why it was erased.',
  },
  'time-does-not-exist': {
    what: 'This time does not exist: the clocks go forward that night.',
    safe: 'The old time stands.',
    action: 'Choose a time before or after it.',
  },
  'time-exists-twice': {
    what: 'This time comes twice: the clocks go back that night.',
    safe: 'The old time stands.',
    action: 'Choose which of the two you mean.',
  },
  'time-in-the-past': {
    what: 'This time has already passed.',
    safe: 'The old time stands.',
    action: 'Choose a later time, or release the item now.',
  },
  'disk-full': {
    what: 'The disk is full.',
    safe: 'What was saved before is still there; what you typed after it is only in this window.',
    action: 'Make room. Kopij then goes on saving by itself; leave the window open.',
    button: 'Show data folder',
  },
  'disk-read-only': {
    what: 'The folder of this desk is read-only.',
    safe: 'What was saved before is still there; what you typed after it is only in this window.',
    action: 'Make the folder writable again. Kopij then goes on saving by itself; leave the window open.',
    button: 'Show data folder',
  },
  'disk-error': {
    what: 'The disk did not take the last text.',
    safe: 'What was saved before is still there; what you typed after it is only in this window.',
    action: 'See whether the disk is connected and works. Leave the window open.',
    button: 'Show data folder',
  },
  'data-unreadable': {
    what: 'Kopij cannot read its data folder.',
    safe: 'Nothing has changed; your desks are still there.',
    action: 'Check the folder and the permissions on it, then start Kopij again.',
    button: 'Show data folder',
  },
  'database-newer': {
    what: 'This desk was updated by a newer Kopij.',
    safe: 'Nothing in it has been changed.',
    action: 'Update Kopij, then open the desk again.',
    button: 'Choose a desk',
  },
  'database-damaged': {
    what: "Damage was found in this desk's data.",
    safe: 'Nothing was erased. The daily backups are in the data folder.',
    action:
      'Put a copy of the data folder somewhere safe, then start Kopij again: as it opens, it repairs what it can.',
    button: 'Show data folder',
  },
  'database-unreachable': {
    what: 'The hub cannot reach its database at the moment.',
    safe: 'You can go on working; everything is kept here and goes along as soon as the database is back.',
    action: 'Tell whoever looks after the hub if it takes long.',
  },
  'desk-moved': {
    what: 'This desk has moved.',
    safe: 'Everything is at its new place; what is here is kept and no longer changes.',
    action: 'Join the desk at its new address. An administrator of the desk knows it.',
    button: 'Choose a desk',
  },
  'desk-open-elsewhere': {
    what: 'This desk is already open in another Kopij on this computer.',
    safe: 'Nothing has changed.',
    action: 'Close the other Kopij, or go on working there.',
    button: 'Try again',
  },
  'not-a-desk-file': {
    what: 'This file is no desk saved by Kopij.',
    safe: 'Nothing has changed; the file was not touched.',
    action: "Choose a file that was made with 'Save desk as a file'.",
    button: 'Choose another file',
  },
  'target-full': {
    what: 'The disk of a target is full.',
    safe: 'The delivery waits and goes on by itself; nothing is lost.',
    action: "Make room on the disk that holds the target's folder.",
    button: 'Try again',
  },
  'target-read-only': {
    what: 'The folder of a target cannot be written to.',
    safe: 'The delivery waits and goes on by itself; nothing is lost.',
    action: 'Give Kopij permission to write there, or choose another folder.',
    button: 'Try again',
  },
  'target-error': {
    what: 'The disk of a target reported an error.',
    safe: 'The delivery waits and goes on by itself; nothing is lost.',
    action: 'Check the disk or network folder of the target.',
    button: 'Try again',
  },
  'target-unreachable': {
    what: '{{host}} cannot be reached.',
    safe: 'The delivery waits and goes on by itself; nothing gets lost.',
    action: "Check the target's address and the connection.",
    button: 'View targets',
  },
  'target-timeout': {
    what: '{{host}} does not answer in time.',
    safe: 'Before the next try Kopij looks whether it arrived already; nothing goes out twice.',
    action: 'Wait a little, or ask whoever looks after the target.',
    button: 'Try again',
  },
  'target-connection-lost': {
    what: 'The connection to {{host}} broke off.',
    safe: 'Before the next try Kopij looks whether it arrived already; nothing goes out twice.',
    action: 'Wait a little; it is tried again by itself.',
    button: 'Try again',
  },
  'target-certificate': {
    what: 'The certificate of {{host}} is not right.',
    safe: 'Nothing was sent.',
    action: 'Ask whoever looks after {{host}} for a valid certificate.',
  },
  'target-address-private': {
    what: '{{host}} is in a private network, which is not allowed for this target.',
    safe: 'Nothing was sent.',
    action: "Turn on 'in our own network' at the target if this address is right.",
    button: 'View targets',
  },
  'target-address-plain': {
    what: 'The address of {{host}} is not encrypted (http).',
    safe: 'Nothing was sent.',
    action: 'Use an address with https.',
    button: 'View targets',
  },
  'target-redirects': {
    what: '{{host}} points to {{to}}.',
    safe: 'Nothing was sent: Kopij does not go elsewhere unasked.',
    action: 'Enter the address where it is now at the target.',
    button: 'View targets',
  },
  'target-answer-too-large': {
    what: 'The answer of {{host}} is larger than 5 MB.',
    action: "Check the target's address.",
    button: 'View targets',
  },
  'target-answer-unreadable': {
    what: '{{host}} answers with something that Kopij cannot read.',
    action: "Check the target's address.",
    button: 'View targets',
  },
  'target-secret-missing': {
    what: 'No password or key is kept for this target.',
    safe: 'The delivery stays; nothing gets lost.',
    action: 'Enter the password or key at the target.',
    button: 'View targets',
  },
  'target-secret-wrong': {
    what: '{{host}} does not take the password or key.',
    safe: 'The delivery stays; nothing gets lost.',
    action: 'Enter the right name and password at the target, then try again.',
    button: 'View targets',
  },
  'target-not-allowed': {
    what: "This target's user may not do this at {{host}}.",
    safe: 'The delivery stays; nothing gets lost.',
    action: 'Give that user more rights there, then try again.',
    button: 'Try again',
  },
  'target-not-found': {
    what: 'There is nothing at this address of {{host}}.',
    safe: 'The delivery stays; nothing gets lost.',
    action: "Check the target's address, then try again.",
    button: 'View targets',
  },
  'target-busy': {
    what: '{{host}} is too busy and asks to wait.',
    safe: 'The delivery waits and goes on by itself; nothing gets lost.',
    action: 'There is nothing to do.',
  },
  'target-broken': {
    what: '{{host}} is out of order (answer {{status}}).',
    safe: 'The delivery waits and goes on by itself; nothing gets lost.',
    action: 'Ask whoever looks after the target if it goes on.',
    button: 'Try again',
  },
  'target-refused': {
    what: '{{host}} refuses this (answer {{status}}): {{field}}.',
    safe: 'The delivery stays; nothing gets lost.',
    action: 'Mend this in the item or at the target, then try again.',
    button: 'Try again',
  },
  'target-host-key-unknown': {
    what: '{{host}} shows a key that nobody has confirmed yet: {{fingerprint}}.',
    safe: 'Nothing was sent.',
    action: 'Compare it with what whoever looks after the server says, and take it over at the target.',
    button: 'View targets',
  },
  'target-host-key-changed': {
    what: '{{host}} shows another key than the one that was confirmed: {{fingerprint}}.',
    safe: 'Nothing was sent: somebody may be posing as this server.',
    action: 'Ask whoever looks after the server whether the key was renewed before you take it over.',
    button: 'View targets',
  },
  'target-folder-missing': {
    what: 'The folder {{folder}} is not there on {{host}}, or cannot be written to.',
    safe: 'The delivery waits and goes on by itself; nothing gets lost.',
    action: 'Have the folder made there, or choose another one at the target.',
    button: 'View targets',
  },
  'target-has-newer': {
    what: 'The target has a newer version of this item already.',
    safe: 'That one was not touched.',
  },
  'target-not-published': {
    what: 'The article was not out at {{host}} after its time.',
    safe: 'Kopij had it published all the same.',
    action: 'Look at {{host}} why it stayed.',
  },
  'target-no-wordpress': {
    what: 'No WordPress answers at {{host}}.',
    safe: 'Nothing was sent.',
    action: 'Enter the address of the site as readers know it, and ask whether its REST API is on.',
    button: 'View targets',
  },
  'target-maintenance': {
    what: '{{host}} is under maintenance.',
    safe: 'The delivery waits and goes on by itself; nothing is lost.',
    action: 'There is nothing to do.',
  },
  'target-secret-dropped': {
    what: '{{host}} does not let this user in: the name or the password is wrong, or does not arrive there.',
    safe: 'The delivery stays; nothing is lost.',
    action:
      'Enter the name and the application password anew. If that does not help, ask whoever runs {{host}} to let the Authorization header through.',
    button: 'Try again',
  },
  'target-secret-off': {
    what: '{{host}} takes no application passwords.',
    safe: 'The delivery stays; nothing is lost.',
    action: 'Ask whoever runs {{host}} to switch them on; they need https.',
    button: 'Try again',
  },
  'target-right-missing': {
    what: 'The user {{user}} lacks a right at {{host}}: {{right}}.',
    safe: 'The delivery stays; nothing is lost.',
    action: 'Make {{user}} an editor in WordPress, then try again.',
    button: 'Try again',
  },
  'target-category': {
    what: 'The category {{name}} is not at {{host}}, and the user of this target may not make it.',
    safe: 'The delivery stays; nothing is lost.',
    action: 'Make the category in WordPress, or choose another one for the target.',
    button: 'Try again',
  },
  'target-taken-down': {
    what: 'Somebody at {{host}} took this article off there.',
    safe: 'It was not put back.',
    action: 'Talk to whoever runs the site. Once it is online there again, try again.',
    button: 'Try again',
  },
  'copy-not-ready': {
    what: 'This item is not what the target asks for: {{field}}.',
    safe: 'Nothing was sent.',
    action: 'Mend the item and release it again.',
  },
  'copy-not-carried': {
    what: 'In the format {{format}}, {{where}} does not come across as it was written.',
    safe: 'Nothing was sent.',
    action: 'Choose another format at the target, or change this in the item.',
    button: 'View targets',
  },
  'secret-not-kept': {
    what: 'The password or key could not be kept.',
    safe: 'What was there has not changed.',
    action: "Check the disk and the keychain of the hub's computer.",
    button: 'Try again',
  },
  'target-folder-gone': {
    what: 'The folder of a target is missing or cannot be written to.',
    safe: 'The delivery waits and goes on by itself; nothing is lost.',
    action: 'Put the folder back or connect the disk.',
    button: 'View targets',
  },
  'target-folder-foreign-file': {
    what: 'The folder holds a file of this name that Kopij did not write.',
    safe: 'That file was not touched.',
    action: 'Move or rename it, then try again.',
    button: 'View targets',
  },
  'target-unknown': {
    what: 'This target no longer exists.',
    safe: 'Nothing was sent.',
    action: 'Add the target again.',
    button: 'View targets',
  },
  'nothing-to-export': {
    what: 'There is nothing to export: the chosen items are empty.',
    action: 'Choose items with text.',
  },
  'desk-process-gone': {
    what: 'The part of Kopij that saves has stopped and is being started again.',
    safe: 'Everything with a time in the status line is on disk. What came after it will be saved in a moment.',
    action: 'Wait a moment and leave the window open.',
    button: 'Connect again',
  },
  'refused-newer-item': {
    what: 'This text was written after a colleague had changed the item with a newer Kopij.',
    safe: 'Your words are still on this computer, in the history of the item.',
    action: 'Update Kopij on this computer and put your words in again.',
  },
  'address-invalid': {
    what: 'This is not the address of a desk.',
    safe: 'Nothing has changed.',
    action:
      "Type the address as your colleague sees it in the settings under 'Sharing', for example https://kopij.example.org.",
  },
  'address-in-use': {
    what: 'Another program on this computer already uses this port.',
    safe: 'The desk was not opened to others.',
    action: 'Choose another port.',
  },
  'network-not-trusted': {
    what: 'This address is not encrypted: whoever listens on the network can read the copy.',
    safe: 'Nothing has been sent yet.',
    action: 'Use an address with https, or confirm that you trust this network.',
  },
  'certificate-unusable': {
    what: 'The certificate of this hub cannot be used.',
    safe: 'Nothing was sent.',
    action: 'Have the administrator of the hub check the certificate and its key.',
  },
  'desk-already-here': {
    what: 'This desk is already on this computer.',
    safe: 'Nothing has changed.',
    action: 'Open it from the list of desks.',
  },
  'invitation-unknown': {
    what: 'This invitation code is not right, has been used or has expired.',
    safe: 'Nothing has changed.',
    action: 'Check the characters, or ask an administrator of the desk for a new code.',
  },
  'sign-in-needed': {
    what: 'The hub no longer knows this computer as yours.',
    safe: 'What you wrote is on this computer and goes along as soon as you sign in again.',
    action: 'Sign in again with your passphrase.',
  },
  'device-revoked': {
    what: 'An administrator has signed this computer out of the desk.',
    safe: 'What was kept here is still here. Nothing goes out or comes in.',
    action: 'Sign in again with your passphrase, or ask an administrator why.',
  },
  'too-many-tries': {
    what: 'A wrong passphrase or code was tried too often.',
    safe: 'Nothing has changed; whoever is signed in goes on working.',
    action: 'Wait a moment, then try again.',
  },
  'hub-elsewhere-only': {
    what: 'This desk lives on another computer.',
    safe: 'Nothing has changed.',
    action: 'Do this on the computer where the desk lives, or ask its administrator.',
  },
  'hub-unreachable': {
    what: 'The hub cannot be reached at the moment.',
    safe: 'You can go on working; everything is kept here and goes along as soon as there is a connection.',
    action: 'Check the network if it takes long.',
  },
  'needs-connection': {
    what: 'This needs the connection with the hub, and there is none at the moment.',
    safe: 'Nothing has changed, and it will not happen by itself later.',
    action: 'Do it again when there is a connection. Meanwhile you can go on writing and deciding.',
  },
  'hub-not-kopij': {
    what: 'Something other than a hub of Kopij answers at this address.',
    safe: 'Nothing was sent.',
    action: 'Check the address.',
  },
  'hub-other': {
    what: 'The hub at this address is not the one that was there before.',
    safe: 'Everything on this computer is unchanged. Nothing was sent or taken over.',
    action: 'Ask the administrator what happened.',
  },
  'hub-older': {
    what: 'The hub was put back to an earlier moment.',
    safe: 'Everything on this computer is unchanged. Nothing was sent or taken over.',
    action:
      'Ask the administrator what happened, then choose whether the hub gets back what this computer still has.',
  },
  'hub-empty': {
    what: 'The hub is empty.',
    safe: 'Everything on this computer is unchanged. Nothing was sent or taken over.',
    action: 'Ask the administrator what happened.',
  },
  'hub-refuses-host': {
    what: 'The hub does not accept this address.',
    safe: 'Nothing was sent.',
    action: 'Have the administrator allow this address on the hub.',
  },
  'protocol-too-old': {
    what: 'This Kopij is too old for the hub.',
    safe: 'You can go on working; everything is kept here.',
    action: 'Update Kopij on this computer; after that everything goes along.',
  },
  'protocol-too-new': {
    what: 'This Kopij is newer than the hub.',
    safe: 'You can go on working; everything is kept here.',
    action: 'Have the administrator update the hub; after that everything goes along.',
  },
  'mass-change': {
    what: 'A change from the hub would take away many items here at once.',
    safe: 'Everything on this computer is unchanged.',
    action:
      'Ask a colleague whether that is intended. If it is not, have the items brought back: syncing then goes on by itself.',
  },
  diverged: {
    what: 'An item looks different here from how it is at the desk, although everything was exchanged.',
    safe: 'Both texts are kept; nothing was overwritten.',
    action: 'Compare the item with a colleague and tell your administrator.',
  },
  'clock-skewed': {
    what: 'The clock of this computer is more than five minutes off; a chosen time would come out wrong.',
    safe: 'The old time stands. Writing and approving go on as usual.',
    action: 'Set the clock of this computer right.',
  },
  'message-too-large': {
    what: 'This is too large to be sent in one go.',
    safe: 'It is on this computer.',
    action: 'Spread the text over more items.',
  },
  'item-too-large': {
    what: 'There is no room for this: one item holds at most 20 MB of text and changes.',
    safe: 'What was saved before is still there.',
    action: 'Undo the last addition, or go on in a new item.',
  },
  internal: {
    what: 'Kopij ran into something that should not have happened. It is in the log.',
    safe: 'What was saved is still there.',
    action: 'Reload the window and try once more.',
    button: 'Reload the window',
  },
}
