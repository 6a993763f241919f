/** After publication: what has to happen with an article, and everything that carries the same passage. */
export { AfterQuestion } from './after-question.tsx'
export { askAfter } from './asked.ts'
