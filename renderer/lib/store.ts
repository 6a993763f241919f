import { useSyncExternalStore } from 'react'

/** A value that lives outside React: anything may set it, components that use it follow. */
export type Store<T> = {
  get(): T
  set(next: T | ((before: T) => T)): void
  subscribe(hear: () => void): () => void
}

/** Makes a store. Setting what is already there (by `Object.is`) tells nobody. */
export const createStore = <T>(first: T): Store<T> => {
  let value = first
  const hearers = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      const made = typeof next === 'function' ? (next as (before: T) => T)(value) : next
      if (Object.is(made, value)) return
      value = made
      for (const hear of [...hearers]) hear()
    },
    subscribe: (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
  }
}

/** The value of a store, or a part of it; the component draws again only when that part changes. */
export const useStore = <T, P = T>(store: Store<T>, part: (value: T) => P = same): P =>
  useSyncExternalStore(store.subscribe, () => part(store.get()))

const same = <T, P>(value: T): P => value as unknown as P
