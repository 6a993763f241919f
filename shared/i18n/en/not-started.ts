import type { notStarted as nl } from '../nl/not-started.ts'
import type { Sentences } from '../sentences.ts'

export const notStarted: Sentences<typeof nl> = {
  what: 'Kopij could not open this window.',
  safe: 'What was saved is still there.',
  action: 'Reload the window. If that does not help, start Kopij again.',
  button: 'Reload',
}
