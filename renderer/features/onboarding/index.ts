/** First start, and the choice between desks. */
export { Onboarding } from './onboarding.tsx'
