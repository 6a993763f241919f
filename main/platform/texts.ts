/** The few words that main itself shows, in dialogs that the system draws. */
export type Texts = {
  openLinkQuestion: string
  open: string
  cancel: string
  chooseFolder: string
  saveDesk: string
  openDesk: string
  deskFile: string
  chooseFiles: string
  saveOriginal: string
  /** What the system shows when something arrived: the headline, and what it is about. */
  announcements(news: NewsOf): {
    title: string
    body: string
  }
}

type NewsKind =
  | 'to-approve'
  | 'approved'
  | 'returned'
  | 'killed'
  | 'kill-asked'
  | 'lift-asked'
  | `slot-${'soon' | 'unapproved' | 'held' | 'stopped' | 'missed' | 'ahead'}`
/** `at`: of a slot, when, as the desk's clock shows it. */
type NewsOf = { kind: NewsKind; headline: string; by: string; more: number; at?: string | undefined }

const TEXTS: Readonly<Record<'nl' | 'en', Texts>> = {
  nl: {
    openLinkQuestion: 'Deze link in de browser openen?',
    open: 'Openen',
    cancel: 'Niet openen',
    chooseFolder: 'Kies een map',
    saveDesk: 'Redactie bewaren als bestand',
    openDesk: 'Redactie openen',
    deskFile: 'Kopij-redactie',
    chooseFiles: 'Kies bestanden om te importeren',
    saveOriginal: 'Het origineel bewaren',
    announcements: ({ kind, headline, by, more, at = '' }) => ({
      title: headline === '' ? 'Zonder kop' : headline,
      body:
        {
          'to-approve': `Ter goedkeuring, van ${by}.`,
          approved: `Goedgekeurd door ${by}.`,
          returned: `Teruggegeven door ${by}.`,
          killed: `Ingetrokken door ${by}.`,
          'kill-asked': `${by} vraagt om dit in te trekken.`,
          'lift-asked': `${by} vraagt om het embargo eerder te beëindigen.`,
          'slot-soon': `Verschijnt om ${at}.`,
          'slot-unapproved': `Gepland om ${at}, maar niet goedgekeurd.`,
          'slot-held': `Gepland om ${at}, maar een nieuwere versie wacht op goedkeuring.`,
          'slot-stopped': `Gepland om ${at}, maar een uitgang neemt het zo niet.`,
          'slot-missed': `Niet verschenen om ${at}. Bekijk de planning.`,
          'slot-ahead': `De site kan dit om ${at} uitbrengen: dat het anders moet, kwam daar niet aan.`,
        }[kind] + (more > 0 ? ` En nog ${more}.` : ''),
    }),
  },
  en: {
    openLinkQuestion: 'Open this link in the browser?',
    open: 'Open',
    cancel: 'Do not open',
    chooseFolder: 'Choose a folder',
    saveDesk: 'Save desk as a file',
    openDesk: 'Open desk',
    deskFile: 'Kopij desk',
    chooseFiles: 'Choose files to import',
    saveOriginal: 'Save the original',
    announcements: ({ kind, headline, by, more, at = '' }) => ({
      title: headline === '' ? 'No headline' : headline,
      body:
        {
          'to-approve': `For approval, from ${by}.`,
          approved: `Approved by ${by}.`,
          returned: `Returned by ${by}.`,
          killed: `Killed by ${by}.`,
          'kill-asked': `${by} asks for this to be killed.`,
          'lift-asked': `${by} asks for its embargo to end earlier.`,
          'slot-soon': `Appears at ${at}.`,
          'slot-unapproved': `Planned for ${at}, and not approved.`,
          'slot-held': `Planned for ${at}, and a newer version waits for approval.`,
          'slot-stopped': `Planned for ${at}, and a target does not take it like this.`,
          'slot-missed': `Did not appear at ${at}. See the queue.`,
          'slot-ahead': `The site may bring this out at ${at}: that it should not did not arrive there.`,
        }[kind] + (more > 0 ? ` And ${more} more.` : ''),
    }),
  },
}

/** Words in the person's language; `system` follows the locale of the computer. */
export const textsFor = (language: 'system' | 'nl' | 'en', locale: string): Texts =>
  TEXTS[language === 'system' ? (locale.toLowerCase().startsWith('nl') ? 'nl' : 'en') : language]
