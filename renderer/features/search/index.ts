/** Search over everything on this computer. */
export { SearchResults } from './search-results.tsx'
