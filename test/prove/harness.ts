/**
 * What a proof is made of. A proof is a promise with numbers: it measures, holds what it measured against its limits, and
 * says so in one line of JSON, the last that it prints. It is never skipped: what cannot be measured is a failure.
 *
 *   await prove({
 *     name: 'typing',
 *     limits: { commits: { max: 0 }, updatesPerKey: { is: 1 } },
 *     run: async ({ sample, broken, log }) => ({ commits: 0, updatesPerKey: 1 }),
 *   })
 */

export type Figure = number | string | boolean | null

/** What a figure has to keep to. A figure that is missing, or not a number where one is asked, breaks its limit. */
export type Limit =
  | { readonly max: number }
  | { readonly min: number }
  | { readonly is: Exclude<Figure, null> }

export interface Circumstances {
  /** Smaller counts, the same limits: for every run of CI. */
  readonly sample: boolean
  /** Inject this proof's sabotage, through the proof's own harness. It must end red. */
  readonly broken: boolean
  /** A line about how far it is; the JSON line stays the last one. */
  readonly log: (line: string) => void
}

export interface Proof {
  readonly name: string
  readonly limits: Readonly<Record<string, Limit>>
  readonly run: (circumstances: Circumstances) => Promise<Readonly<Record<string, Figure>>>
}

const keeps = (figure: Figure | undefined, limit: Limit): boolean => {
  if ('is' in limit) return figure === limit.is
  if (typeof figure !== 'number' || Number.isNaN(figure)) return false
  return 'max' in limit ? figure <= limit.max : figure >= limit.min
}

/** The names of the limits that the figures do not keep. */
export const missed = (
  limits: Readonly<Record<string, Limit>>,
  figures: Readonly<Record<string, Figure>>,
): string[] =>
  Object.entries(limits)
    .filter(([name, limit]) => !keeps(figures[name], limit))
    .map(([name]) => name)

export const prove = async ({ name, limits, run }: Proof): Promise<void> => {
  const started = performance.now()
  const circumstances: Circumstances = {
    sample: process.argv.includes('--sample'),
    broken: process.argv.includes('--break'),
    log: (line) => console.log(line),
  }
  let figures: Readonly<Record<string, Figure>> = {}
  let error: string | undefined
  try {
    figures = await run(circumstances)
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown)
    console.error(thrown)
  }
  const failed = missed(limits, figures)
  const ok = error === undefined && failed.length === 0
  const seconds = Math.round((performance.now() - started) / 100) / 10
  const line = {
    proof: name,
    figures,
    limits,
    ok,
    seconds,
    ...(failed.length > 0 ? { missed: failed } : {}),
    ...(circumstances.broken ? { broken: true } : {}),
    ...(error === undefined ? {} : { error }),
  }
  // Written before anything can end the process; a proof may leave servers and timers behind.
  await new Promise<void>((resolve) => process.stdout.write(`${JSON.stringify(line)}\n`, () => resolve()))
  process.exit(ok ? 0 : 1)
}
