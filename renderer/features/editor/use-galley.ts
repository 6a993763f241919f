import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type CaretPlace, createGalley, type Galley, type GalleyHost, type GalleyWords } from './galley.ts'
import type { TextName } from './galley-keys.ts'
import type { WorkingCopy } from './working-copy.ts'

/** Where the texts stand on the page. A brief has no place for a kicker. */
export type GalleyPlaces = Record<TextName, RefObject<HTMLDivElement | null>>

/**
 * The editors of a working copy in these places. They are built once and outlive every drawing of the component;
 * what they ask of `host` they ask of the one drawn last.
 */
export const useGalley = (
  copy: WorkingCopy,
  places: GalleyPlaces,
  host: GalleyHost,
  editable: boolean,
  words: GalleyWords,
): Galley | null => {
  const [galley, setGalley] = useState<Galley | null>(null)
  const latest = useRef(host)
  useLayoutEffect(() => {
    latest.current = host
  })
  const first = useRef({ editable, words, places })

  useLayoutEffect(() => {
    const at = first.current
    const body = at.places.body.current
    if (!body) return
    const kicker = at.places.kicker.current
    const headline = at.places.headline.current
    const { element, kind } = latest.current
    // Editors that are made anew in the middle of a word: the next key goes to where the last one went.
    let caret: CaretPlace | null = null
    return copy.bind(() => {
      const made = createGalley(
        copy,
        { ...(kicker ? { kicker } : {}), ...(headline ? { headline } : {}), body },
        {
          element,
          kind,
          register: () => latest.current.register(),
          enterChips: () => latest.current.enterChips(),
          offer: (dateline) => latest.current.offer(dateline),
          leave: (from, to) => latest.current.leave(from, to),
          editLink: () => latest.current.editLink(),
          takePage: (pasted) => latest.current.takePage(pasted),
          openLink: (url) => latest.current.openLink(url),
          selected: (view) => latest.current.selected(view),
        },
        at.editable,
        at.words,
      )
      setGalley(made)
      if (caret) made.restore(caret)
      return () => {
        caret = made.caret()
        setGalley(null)
        made.destroy()
      }
    })
  }, [copy])

  useEffect(() => galley?.setEditable(editable), [galley, editable])
  useEffect(() => galley?.setWords(words), [galley, words])
  return galley
}
