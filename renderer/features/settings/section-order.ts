/** The order of sections. Pure. */
import type { Section } from '../../../shared/domain/section.ts'

/** Sections in their order, the retired ones after the others. */
export const inOrder = (sections: readonly Section[]): Section[] =>
  [...sections].sort(
    (a, b) => Number(b.active) - Number(a.active) || a.order - b.order || a.name.localeCompare(b.name),
  )

/** What has to be saved so that `id` moves one place up (-1) or down (1). Orders are numbered anew from 0. */
export const moved = (sections: readonly Section[], id: string, step: -1 | 1): Section[] => {
  const active = inOrder(sections).filter((section) => section.active)
  const from = active.findIndex((section) => section.id === id)
  const to = from + step
  const mover = active[from]
  if (!mover || to < 0 || to >= active.length) return []
  active.splice(from, 1)
  active.splice(to, 0, mover)
  return active
    .map((section, order) => ({ section, order }))
    .filter(({ section, order }) => section.order !== order)
    .map(({ section, order }) => ({ ...section, order }))
}
