import type { preview as nl } from '../nl/preview.ts'
import type { Sentences } from '../sentences.ts'

/** The reader's page: the words of the preview, outside the page itself. */
export const preview: Sentences<typeof nl> = {
  title: 'As readers see it',
  page: 'The page as readers see it',
  moment: 'Which moment',
  now: 'now',
  atPublication: 'at publication, {{time}}',
  width: 'Width',
  screen: 'Screen',
  tablet: 'Tablet',
  phone: 'Phone',
  language: 'Language of the ages',
  back: 'Back to the text',
  slider: 'Time of the day',
  typed: 'Moment',
  typedHint: '17:30, in 20 min',
  toNow: 'Back to now',
  fromNow: {
    now: 'now',
  },
  working: 'working copy',
  sections: 'Sections of the page',
  empty: {
    title: 'There is nothing on the page at this moment.',
    text: 'Open a lead and look at it from there, or choose a later moment.',
  },
  commands: {
    back: 'Back to the text',
    now: 'Preview: now',
    publication: 'Preview: at publication',
    screen: 'Preview on a screen',
    tablet: 'Preview on a tablet',
    phone: 'Preview on a phone',
    later: 'Preview: 5 minutes later',
    earlier: 'Preview: 5 minutes earlier',
  },
}
