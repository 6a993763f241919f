import type { rail as nl } from '../nl/rail.ts'
import type { Sentences } from '../sentences.ts'

export const rail: Sentences<typeof nl> = {
  title: 'As readers see it',
  slider: 'Minute of the day',
  now: 'now',
  toNow: 'Back to now',
  section: 'Section',
  language: 'Language of the ages',
  asPage: 'Show as a page, with the lead',
  pageTitle: 'The page at {{time}}',
  width: 'Width',
  screen: 'Screen',
  tablet: 'Tablet',
  phone: 'Phone',
  without: 'Without {{list}}.',
  unapproved: '{{name}} {{time}}, not yet approved',
  held: '{{name}} {{time}}, a newer version waits for approval',
  missed: '{{name}} {{time}}, not sent yet',
  more_one: '{{count}} more',
  more_other: '{{count}} more',
  leads: 'Lead: {{headline}}',
  nothing: 'Nothing is there yet. Choose a later time, or give an approved brief a time.',
  days: {
    tag: '"{{word}}" will be wrong',
    note: '"{{word}}" was written on {{written}}. Readers get it on {{read}}.',
    mend: 'Put "{{instead}}"',
    leave: 'It is right',
    mended: '"{{word}}" is now "{{instead}}".',
    mendedApproved:
      '"{{word}}" is now "{{instead}}". Submit it again: until then the approved text goes out.',
    title: 'Day words',
  },
  commands: {
    earlier: 'What readers see: five minutes earlier',
    later: 'What readers see: five minutes later',
    now: 'What readers see: back to now',
    page: 'What readers see: as a page',
  },
}
