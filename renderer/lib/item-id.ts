import { type Id, idInTime } from '../../shared/ids.ts'

/**
 * An id for an item that begins now. Items of the same morning are worked in together, and stand together in every index by
 * it: at random they would be all over it, and so would every batch that is synced.
 */
export const newItemId = (): Id => idInTime(crypto.randomUUID(), Date.now())
