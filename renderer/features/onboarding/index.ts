/** First start, and the choice between desks. */
import '../../lib/late-sentences.ts'

export { Onboarding } from './onboarding.tsx'
