/** Who sits at this place. */
export const session = {
  title: 'Wie zit er aan deze plaats?',
  people: 'Mensen van deze redactie',
  passphrase: 'Wachtwoordzin',
  passphraseOf: 'Wachtwoordzin van {{name}}',
  signIn: 'Ga verder',
  signingIn: 'Wordt nagekeken',
  forgot: 'Wachtwoordzin vergeten?',
  identifies:
    'Dit zegt wie er schrijft en beslist. Het versleutelt niets: wie bij deze computer kan, kan ook bij de bestanden.',
  recoverTitle: 'Verder met een herstelcode',
  recoverText:
    'U kreeg de code toen uw wachtwoordzin werd ingesteld. Heeft u die niet meer, vraag dan een beheerder om een nieuwe wachtwoordzin.',
  code: 'Herstelcode',
  newPassphrase: 'Nieuwe wachtwoordzin',
  newPassphraseHint: 'Minstens tien tekens; een paar woorden achter elkaar werkt goed',
  recover: 'Stel in en ga verder',
  backToPeople: 'Terug naar de mensen',
  noPassphrase: 'zonder wachtwoordzin',
  otherDesk: 'Andere redactie',
  codeTitle: 'Bewaar deze herstelcode',
  codeText: 'Met deze code komt {{name}} verder zonder wachtwoordzin. Kopij toont haar maar één keer.',
  codeCopy: 'Kopieer de code',
  codePrint: 'Druk de code af',
  codeKept: 'Ik heb haar bewaard',
  codeCopied: 'De code staat op het klembord.',
  role: {
    editor: 'redacteur',
    chief: 'chef',
    admin: 'beheerder',
  },
} as const
