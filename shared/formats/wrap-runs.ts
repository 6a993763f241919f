/** Marks of a line as tags: the same in every markup, whose tags the formats name themselves. */
import type { Run } from '../domain/copy.ts'

/** The tags that a format puts round a run for one of its marks; null where the run has not got it. */
export type Wrap = (run: Run) => { open: string; close: string } | null

/**
 * Runs as markup, with `wraps` from the outside in and `print` for the text between them. Neighbours that share a wrap
 * share its tags, so that one link of three runs stays one link.
 */
export const wrapRuns = (
  runs: readonly Run[],
  wraps: readonly Wrap[],
  print: (text: string) => string,
): string => {
  const [wrap, ...inner] = wraps
  if (wrap === undefined) return runs.map((run) => print(run.text)).join('')
  const groups: { open: string; close: string; runs: Run[] }[] = []
  for (const run of runs) {
    const { open, close } = wrap(run) ?? { open: '', close: '' }
    const last = groups.at(-1)
    if (last?.open === open) last.runs.push(run)
    else groups.push({ open, close, runs: [run] })
  }
  return groups.map((group) => group.open + wrapRuns(group.runs, inner, print) + group.close).join('')
}
