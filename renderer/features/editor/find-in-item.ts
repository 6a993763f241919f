/** Searching all texts of an item as if they were one: kicker, headline, body. */
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { foundIn, markHits, replaceRanges, showRange } from './find-marks.ts'
import { findText, nextFrom, type Range } from './find-text.ts'

/** Which hit is shown, from 1, and how many there are. `current` 0: none. */
export type Hits = { current: number; total: number }

type Hit = { view: EditorView; range: Range; index: number }

export type Finder = {
  /** Marks `query` and shows the first hit from the caret on. */
  search(query: string): Hits
  step(by: 1 | -1): Hits
  /** Replaces the hit that is shown, or all. */
  replace(by: string, all: boolean): Hits
  /** Takes the marks away; the caret lands on the hit that was shown, in its text. */
  end(): void
}

/**
 * `views` gives the texts in reading order, `focused` the one that had the caret last; `cut` ends the undo step before
 * and after a replacement.
 */
export const createFinder = (
  views: () => readonly EditorView[],
  focused: () => EditorView | undefined,
  cut: () => void,
): Finder => {
  let query = ''
  let current = -1

  const hits = (): Hit[] =>
    views().flatMap((view) => foundIn(view).map((range, index) => ({ view, range, index })))

  const show = (wanted: number): Hits => {
    for (const view of views()) markHits(view, query, -1)
    const all = hits()
    current = all.length === 0 ? -1 : ((wanted % all.length) + all.length) % all.length
    const hit = all[current]
    if (hit) {
      markHits(hit.view, query, hit.index)
      showRange(hit.view, hit.range)
    }
    return { current: current + 1, total: all.length }
  }

  /** Where the search begins: at the caret of the text that had it last. */
  const start = (): number => {
    const list = views()
    const caret = focused()
    const at = caret ? Math.max(0, list.indexOf(caret)) : 0
    const before = list.slice(0, at).reduce((sum, view) => sum + findText(view.state.doc, query).length, 0)
    const view = list[at]
    return view ? before + nextFrom(findText(view.state.doc, query), view.state.selection.from, 1) : 0
  }

  return {
    search(wanted) {
      query = wanted
      return show(Math.max(0, start()))
    },
    step: (by) => show(current + by),
    replace(by, everywhere) {
      const all = hits()
      const goals = everywhere ? all : all.slice(current, current + 1)
      cut()
      for (const view of views()) {
        const ranges = goals.filter((hit) => hit.view === view).map((hit) => hit.range)
        if (ranges.length > 0 && view.editable) replaceRanges(view, ranges, by)
      }
      cut()
      return show(current)
    },
    end() {
      const hit = hits()[current]
      for (const view of views()) markHits(view, '', -1)
      query = ''
      current = -1
      const view = hit?.view ?? views().at(-1)
      if (hit) {
        const { tr } = hit.view.state
        hit.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, hit.range.from, hit.range.to)))
      }
      view?.focus()
    },
  }
}
