/** First start: a desk in under a minute. */
export const onboarding = {
  title: 'Een redactie op deze computer',
  intro:
    'Schrijven, goedkeuren en uitbrengen, ook zonder netwerk. Alles blijft op deze computer tot u het uitbrengt.',
  deskName: 'Naam van de redactie',
  deskNameHint: 'Zo heet uw titel of afdeling, bijvoorbeeld Avondblad',
  yourName: 'Uw naam',
  yourNameHint: 'Zo staat u bij wat u schrijft en beslist',
  sections: 'Rubrieken',
  sectionsHint: 'Later te wijzigen in de instellingen',
  addSection: 'Rubriek toevoegen',
  removeSection: '{{name}} weghalen',
  start: 'Begin met schrijven',
  starting: 'De redactie wordt ingericht',
  exampleTitle: 'Liever eerst kijken?',
  exampleText:
    'De voorbeeldredactie heeft een rubriek met een hoofdverhaal, kortjes en drie mensen. Alles erin is verzonnen.',
  joinTitle: "Werken uw collega's al met Kopij?",
  joinText:
    'Doe mee met hun redactie. U heeft het adres nodig, en een uitnodigingscode of uw naam en wachtwoordzin daar.',
  openJoin: 'Doe mee met een redactie ...',
  back: 'Terug',
  openExample: 'Open de voorbeeldredactie',
  openFile: 'Open een redactie uit een bestand ...',
  existing: 'Redacties op deze computer',
  backToDesk: 'Terug naar {{name}}',
  needDeskName: 'Geef de redactie een naam.',
  needYourName: 'Vul in hoe u heet.',
  needSection: 'Houd ten minste één rubriek.',
  sectionHome: 'Binnenland',
  sectionForeign: 'Buitenland',
  sectionEconomy: 'Economie',
  sectionSport: 'Sport',
  sectionCulture: 'Cultuur',
  noAccount:
    'Geen account nodig. U bent de eerste en mag alles; een wachtwoordzin vraagt Kopij pas als er een tweede bijkomt.',
} as const
