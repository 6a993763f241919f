import type { onboarding as nl } from '../nl/onboarding.ts'
import type { Sentences } from '../sentences.ts'

/** First start: a desk in under a minute. */
export const onboarding: Sentences<typeof nl> = {
  title: 'A desk on this computer',
  intro:
    'Write, approve and publish, with or without a network. Everything stays on this computer until you release it.',
  deskName: 'Name of the desk',
  deskNameHint: 'What your title or department is called, for instance Evening Post',
  yourName: 'Your name',
  yourNameHint: 'How you appear beside what you write and decide',
  sections: 'Sections',
  sectionsHint: 'Can be changed later in the settings',
  addSection: 'Add a section',
  removeSection: 'Remove {{name}}',
  start: 'Start writing',
  starting: 'Setting up the desk',
  exampleTitle: 'Would you rather look first?',
  exampleText:
    'The example desk has a section with a lead story, briefs and three people. Everything in it is invented.',
  joinTitle: 'Do your colleagues already use Kopij?',
  joinText:
    'Join their desk. You need its address, and an invitation code or your name and passphrase there.',
  openJoin: 'Join a desk ...',
  back: 'Back',
  openExample: 'Open the example desk',
  openFile: 'Open a desk from a file ...',
  existing: 'Desks on this computer',
  backToDesk: 'Back to {{name}}',
  needDeskName: 'Give the desk a name.',
  needYourName: 'Fill in your name.',
  needSection: 'Keep at least one section.',
  sectionHome: 'Domestic',
  sectionForeign: 'Foreign',
  sectionEconomy: 'Economy',
  sectionSport: 'Sport',
  sectionCulture: 'Culture',
  noAccount:
    'No account needed. You are the first and may do everything; Kopij asks for a passphrase only when a second person joins.',
}
