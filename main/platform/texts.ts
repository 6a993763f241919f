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
  announcements(news: { kind: NewsKind; headline: string; by: string; more: number }): {
    title: string
    body: string
  }
}

type NewsKind = 'to-approve' | 'approved' | 'returned' | 'killed' | 'kill-asked'

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
    announcements: ({ kind, headline, by, more }) => ({
      title: headline === '' ? 'Zonder kop' : headline,
      body:
        {
          'to-approve': `Ter goedkeuring, van ${by}.`,
          approved: `Goedgekeurd door ${by}.`,
          returned: `Teruggegeven door ${by}.`,
          killed: `Ingetrokken door ${by}.`,
          'kill-asked': `${by} vraagt om dit in te trekken.`,
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
    announcements: ({ kind, headline, by, more }) => ({
      title: headline === '' ? 'No headline' : headline,
      body:
        {
          'to-approve': `For approval, from ${by}.`,
          approved: `Approved by ${by}.`,
          returned: `Returned by ${by}.`,
          killed: `Killed by ${by}.`,
          'kill-asked': `${by} asks for this to be killed.`,
        }[kind] + (more > 0 ? ` And ${more} more.` : ''),
    }),
  },
}

/** Words in the person's language; `system` follows the locale of the computer. */
export const textsFor = (language: 'system' | 'nl' | 'en', locale: string): Texts =>
  TEXTS[language === 'system' ? (locale.toLowerCase().startsWith('nl') ? 'nl' : 'en') : language]
