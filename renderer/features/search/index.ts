/** Search over everything on this computer. */
import '../../lib/late-sentences.ts'

export { SearchResults } from './search-results.tsx'
