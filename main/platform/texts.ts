/** The few words that main itself shows, in dialogs that the system draws. */
export type Texts = {
  openLinkQuestion: string
  open: string
  cancel: string
  chooseFolder: string
  saveDesk: string
  openDesk: string
  deskFile: string
}

const TEXTS: Readonly<Record<'nl' | 'en', Texts>> = {
  nl: {
    openLinkQuestion: 'Deze link in de browser openen?',
    open: 'Openen',
    cancel: 'Niet openen',
    chooseFolder: 'Kies een map',
    saveDesk: 'Redactie bewaren als bestand',
    openDesk: 'Redactie openen',
    deskFile: 'Kopij-redactie',
  },
  en: {
    openLinkQuestion: 'Open this link in the browser?',
    open: 'Open',
    cancel: 'Do not open',
    chooseFolder: 'Choose a folder',
    saveDesk: 'Save desk as a file',
    openDesk: 'Open desk',
    deskFile: 'Kopij desk',
  },
}

/** Words in the person's language; `system` follows the locale of the computer. */
export const textsFor = (language: 'system' | 'nl' | 'en', locale: string): Texts =>
  TEXTS[language === 'system' ? (locale.toLowerCase().startsWith('nl') ? 'nl' : 'en') : language]
