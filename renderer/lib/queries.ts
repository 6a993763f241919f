/** Reads of the desk with TanStack Query: kept until the desk says that they changed. */
import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { FaultError } from '../../shared/errors.ts'
import type { EventPayload, Input, Output } from '../../shared/ipc/contract.ts'
import { call, subscribe } from './client.ts'
import { isStale, READS, type ReadName } from './query-topics.ts'

/** Nothing goes stale by time: the desk process tells what changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 120_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
  },
})

/** Where a read is kept. */
export const deskKey = <N extends ReadName>(name: N, input: Input<'desk', N>): readonly unknown[] => [
  'desk',
  name,
  input,
]

/**
 * A read that stays true. `keep` shows the answer to the question before until the new one is there, so that a
 * list does not blink when its filter changes. `every` reads again after so many ms, for what nobody announces (who is
 * connected). An error is a `FaultError`.
 */
export const useDeskQuery = <N extends ReadName>(
  name: N,
  input: Input<'desk', N>,
  { enabled = true, keep = false, every }: { enabled?: boolean; keep?: boolean; every?: number } = {},
): UseQueryResult<Output<'desk', N>, FaultError> =>
  useQuery<Output<'desk', N>, FaultError>({
    queryKey: deskKey(name, input),
    queryFn: () => call('desk', name, input),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(every === undefined ? {} : { refetchInterval: every }),
  })

/** Asks for a read before anything shows it. What goes wrong is asked again, and said, by whoever shows it. */
export const foresee = <N extends ReadName>(name: N, input: Input<'desk', N>): void =>
  void queryClient.prefetchQuery({ queryKey: deskKey(name, input), queryFn: () => call('desk', name, input) })

/** Reads one thing again now: after a change that only this window knows of. */
export const readAgain = (name: ReadName): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['desk', name] })

type Change = EventPayload<'desk', 'changed'>

/** Reads again at most this often, ms. The first change goes through at once. */
const PACE = 400
/** While somebody types, lists wait for a pause, so that nothing is drawn in the frame of a keystroke ... */
const PAUSE = 300
/** ... but never longer than this. */
const LONGEST = 3000

const merged = (a: Change | null, b: Change): Change => {
  if (!a) return b
  const anyItem =
    (a.items.length === 0 && a.topics.includes('items')) ||
    (b.items.length === 0 && b.topics.includes('items'))
  return {
    topics: [...new Set([...a.topics, ...b.topics])],
    items: anyItem ? [] : [...new Set([...a.items, ...b.items])],
  }
}

const refresh = (change: Change): void => {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [server, name, input] }) =>
      server === 'desk' &&
      typeof name === 'string' &&
      name in READS &&
      isStale(name as ReadName, input, change),
  })
}

/** Starts hearing what changed; the answer stops it. */
export const followChanges = (): (() => void) => {
  let waiting: Change | null = null
  let since = 0
  let lastKey = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  const beat = (): void => {
    timer = undefined
    if (!waiting) return
    const now = performance.now()
    if (now - lastKey < PAUSE && now - since < LONGEST) {
      timer = setTimeout(beat, PAUSE)
      return
    }
    refresh(waiting)
    waiting = null
    timer = setTimeout(beat, PACE)
  }
  const heardKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLElement && event.target.isContentEditable) lastKey = performance.now()
  }
  addEventListener('keydown', heardKey, { capture: true })
  const stop = subscribe('desk', 'changed', (change) => {
    if (!waiting) since = performance.now()
    waiting = merged(waiting, change)
    if (timer === undefined) beat()
  })
  return () => {
    stop()
    removeEventListener('keydown', heardKey, { capture: true })
    clearTimeout(timer)
  }
}

/** Reads everything again: after a new port, another person or another desk. */
export const refreshAll = (): void => void queryClient.invalidateQueries()
/** Forgets everything: what one desk or person read is not shown to the next. */
export const forgetAll = (): void => queryClient.clear()
