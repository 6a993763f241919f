import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { FaultError } from '../../../shared/errors.ts'
import type { Input, Output } from '../../../shared/ipc/contract.ts'
import { call } from '../../lib/client.ts'
import { deskKey, queryClient } from '../../lib/queries.ts'

/** Rows read at a time: a screen is a dozen, so a page is read well before it is reached. */
export const PAGE = 100

/** Which rows: everything of the request but the place in it. */
export type Filter = Omit<Input<'desk', 'items.list'>, 'offset' | 'limit'>

const ask = (filter: Filter, page: number) => {
  const input = { ...filter, offset: page * PAGE, limit: PAGE }
  return {
    queryKey: deskKey('items.list', input),
    queryFn: (): Promise<Output<'desk', 'items.list'>> => call('desk', 'items.list', input),
  }
}

/**
 * The rows of a list, a page at a time: only the pages that `pages` names are read. The first is always read,
 * because it says how many there are; it stays while the next filter is read, so that the list does not blink.
 */
export const useListRows = (
  filter: Filter,
  pages: readonly number[],
): {
  total: number
  rowAt: (index: number) => ItemRow | undefined
  reading: boolean
  error: FaultError | null
} => {
  const first = useQuery<Output<'desk', 'items.list'>, FaultError>({
    ...ask(filter, 0),
    placeholderData: keepPreviousData,
  })
  const others = pages.filter((page) => page > 0)
  const rest = useQueries({ queries: others.map((page) => ask(filter, page)) })
  const rowAt = (index: number): ItemRow | undefined => {
    const page = Math.floor(index / PAGE)
    const read = page === 0 ? first.data : rest[others.indexOf(page)]?.data
    return read?.rows[index % PAGE]
  }
  return { total: first.data?.total ?? 0, rowAt, reading: first.isPending, error: first.error }
}

/** Asks for the first rows of a list before it is drawn. */
export const foreseeRows = (filter: Filter): void => void queryClient.prefetchQuery(ask(filter, 0))

/** How many rows a filter has, without reading them. */
export const useTotal = (filter: Filter): number | undefined => {
  const input = { ...filter, offset: 0, limit: 1 }
  return useQuery<Output<'desk', 'items.list'>, FaultError>({
    queryKey: deskKey('items.list', input),
    queryFn: () => call('desk', 'items.list', input),
    placeholderData: keepPreviousData,
  }).data?.total
}
