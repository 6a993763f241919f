import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collision } from '../../../shared/domain/collision.ts'
import type { Id } from '../../../shared/ids.ts'
import { useCommands } from '../../lib/keyboard.ts'
import { useDeskQuery } from '../../lib/queries.ts'

/** What collided in an item, and which of it is looked at. */
export type Collisions = {
  all: readonly Collision[]
  /** Index of the one that is looked at, or null while none is. */
  at: number | null
  look(at: number | null): void
}

const NOTHING: readonly Collision[] = []

/** Collisions of the open item, with the commands that walk through them. `goTo` brings one into sight. */
export const useCollisions = (item: Id, goTo: (collision: Collision) => void): Collisions => {
  const { t } = useTranslation('together')
  const all = useDeskQuery('items.collisions', { item }, { keep: true }).data ?? NOTHING
  const [id, setId] = useState<string | null>(null)
  const [place, setPlace] = useState(0)
  const found = all.findIndex((one) => one.id === id)
  // The one that was settled makes room for the next.
  const at = id === null || all.length === 0 ? null : found >= 0 ? found : Math.min(place, all.length - 1)

  const look = (to: number | null): void => {
    const one = to === null ? undefined : all[to]
    setId(one?.id ?? null)
    setPlace(to ?? 0)
    if (one) goTo(one)
  }
  const walk = (step: 1 | -1): void =>
    look(at === null ? (step === 1 ? 0 : all.length - 1) : (at + step + all.length) % all.length)

  const shown = at === null ? undefined : all[at]
  useEffect(() => {
    if (shown && shown.id !== id) {
      setId(shown.id)
      goTo(shown)
    }
  })
  useCommands([
    {
      id: 'together.next-collision',
      title: t('collision.next'),
      group: 'item',
      keys: ['F8'],
      repeats: true,
      when: () => all.length > 0,
      run: () => walk(1),
    },
    {
      id: 'together.previous-collision',
      title: t('collision.previous'),
      group: 'item',
      keys: ['Shift+F8'],
      repeats: true,
      when: () => all.length > 0,
      run: () => walk(-1),
    },
  ])
  return { all, at, look }
}

/** The blocks of the body to be marked; the same list until it changes, because a mark is drawn for each new one. */
export const useCollided = ({ all, at }: Collisions): readonly { block: number; current: boolean }[] => {
  const current = at === null ? undefined : all[at]?.id
  return useMemo(
    () =>
      all.flatMap(({ id, part, block }) =>
        part === 'body' && block !== null ? [{ block, current: id === current }] : [],
      ),
    [all, current],
  )
}
