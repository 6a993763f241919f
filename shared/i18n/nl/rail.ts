/** The rail beside the timetable: the words round what readers have at a minute. */
export const rail = {
  title: 'Zoals lezers het zien',
  slider: 'Minuut van de dag',
  now: 'nu',
  toNow: 'Terug naar nu',
  section: 'Rubriek',
  language: 'Taal van de leeftijden',
  asPage: 'Toon als pagina, met het hoofdverhaal',
  pageTitle: 'De pagina om {{time}}',
  width: 'Breedte',
  screen: 'Scherm',
  tablet: 'Tablet',
  phone: 'Telefoon',
  /** `{{list}}`: what is missing, each as one of the three below. */
  without: 'Zonder {{list}}.',
  unapproved: '{{name}} {{time}}, nog niet gekeurd',
  held: '{{name}} {{time}}, een nieuwere versie wacht op goedkeuring',
  missed: '{{name}} {{time}}, nog niet verstuurd',
  more_one: 'nog {{count}}',
  more_other: 'nog {{count}}',
  leads: 'Hoofdverhaal: {{headline}}',
  nothing: 'Dan staat er nog niets. Kies een later tijdstip, of zet een goedgekeurd kortje op tijd.',
  days: {
    tag: '"{{word}}" klopt dan niet',
    note: '"{{word}}" is op {{written}} geschreven. Lezers krijgen het op {{read}}.',
    mend: 'Zet "{{instead}}"',
    mended: '"{{word}}" is nu "{{instead}}".',
    mendedApproved:
      '"{{word}}" is nu "{{instead}}". Geef het opnieuw ter goedkeuring: tot dan gaat de goedgekeurde tekst uit.',
    title: 'Dagwoorden',
  },
  commands: {
    earlier: 'Wat lezers zien: vijf minuten eerder',
    later: 'Wat lezers zien: vijf minuten later',
    now: 'Wat lezers zien: terug naar nu',
    page: 'Wat lezers zien: als pagina',
  },
} as const
