export { nodeClock } from '../hub/node-clock.ts'
