/**
 * The few words that stand in finished copy beside what was written: files outlive the app and its settings,
 * so they follow the language of the copy and not that of the window.
 */
import { clockTimeAt } from '../domain/wall-time.ts'

/** Words of a reader's page or file in one language. */
export type ReaderWords = {
  by: (name: string) => string
  moreFrom: (section: string) => string
  nothingYet: (section: string) => string
  killedTitle: string
  killed: (desk: string, moment: string) => string
  sections: string
  /** That a file holds parts of a newer Kopij as plain text. */
  plainParts: (names: string) => string
  /** A moment as readers are told it: weekday, date and time on the clock of the desk. */
  moment: (at: number, zone: string) => string
}

/** Making one costs more than all the rest of a page; a desk has one zone and two languages. */
const formats = new Map<string, Intl.DateTimeFormat>()

const date = (locale: string, at: number, zone: string): string => {
  const key = `${locale} ${zone}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: zone,
    })
  formats.set(key, format)
  return format.format(at)
}

const NL: ReaderWords = {
  by: (name) => (/^(?:door|van)\s/iu.test(name) ? name : `Door ${name}`),
  moreFrom: (section) => `Meer uit ${section}`,
  nothingYet: (section) => `Nog geen nieuws uit ${section}.`,
  killedTitle: 'Ingetrokken bericht',
  killed: (desk, moment) =>
    `${desk} heeft dit bericht ingetrokken op ${moment}. Het mag niet verder worden verspreid.`,
  sections: 'Rubrieken',
  plainParts: (names) => `Deels geschreven met een nieuwere Kopij; als gewone tekst meegegeven: ${names}.`,
  // A point between hours and minutes, and "uur" behind them (standards, section 9.12).
  moment: (at, zone) => `${date('nl', at, zone)}, ${clockTimeAt(at, zone).replace(':', '.')} uur`,
}

const EN: ReaderWords = {
  by: (name) => (/^by\s/iu.test(name) ? name : `By ${name}`),
  moreFrom: (section) => `More from ${section}`,
  nothingYet: (section) => `No news from ${section} yet.`,
  killedTitle: 'Withdrawn story',
  killed: (desk, moment) =>
    `${desk} withdrew this story on ${moment}. It must not be distributed any further.`,
  sections: 'Sections',
  plainParts: (names) => `Written in part with a newer Kopij; given here as plain text: ${names}.`,
  moment: (at, zone) => `${date('en-GB', at, zone)}, ${clockTimeAt(at, zone)}`,
}

/** The words for a BCP 47 tag: Dutch for Dutch, English for everything else. */
export const readerWords = (language: string): ReaderWords => (/^nl(?:-|$)/iu.test(language) ? NL : EN)
