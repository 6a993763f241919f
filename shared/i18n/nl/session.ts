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
  newPassphraseHint: 'Minstens {{least}} tekens; een paar woorden achter elkaar werkt goed',
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
  whyIdle: 'Vergrendeld omdat er een tijd niets gebeurde. Alles wat u typte is bewaard.',
  whySignedOut:
    'Deze computer is afgemeld van de redactie. Met uw wachtwoordzin meldt u zich weer aan. Wat hier staat, is gebleven.',
  whyRemoved:
    'U staat niet meer op deze redactie. Wat u schreef, blijft bewaard. Vraag een beheerder als dat niet klopt.',
  cannotCheck:
    'Zonder verbinding met de redactie kan Kopij deze wachtwoordzin hier niet nakijken, want {{name}} zat nog niet eerder aan deze computer. Wie hier al eerder zat, kan gewoon verder. Er is niets veranderd.',
  cannotRecover:
    'Een herstelcode wordt bij de redactie nagekeken, en die is nu niet bereikbaar. Er is niets veranderd. Probeer het opnieuw zodra er verbinding is.',
  offline:
    'Geen verbinding met de redactie. Wie hier al eerder zat, gaat gewoon verder; wat u doet gaat later mee.',
  role: {
    editor: 'redacteur',
    chief: 'chef',
    admin: 'beheerder',
  },
} as const
