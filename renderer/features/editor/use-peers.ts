import { useEffect } from 'react'
import { followed, hearFollowed, hearPeers, peersIn } from '../../lib/presence.ts'
import { colourOf } from '../../lib/presence-model.ts'
import type { Galley } from './galley.ts'
import type { TextName } from './galley-keys.ts'
import { markPeers, type PeerMark, showPeer } from './peer-marks.ts'
import type { WorkingCopy } from './working-copy.ts'

const TEXTS: readonly TextName[] = ['kicker', 'headline', 'body']

/**
 * Draws the carets of colleagues in the galley, and goes along with whoever is followed. No component is drawn for a
 * move: it goes from the message to the text.
 */
export const usePeers = (galley: Galley | null, copy: WorkingCopy): void => {
  useEffect(() => {
    if (!galley) return
    const goAlong = (): void => {
      const person = followed()
      if (person === null) return
      for (const name of TEXTS) {
        const view = galley.editors[name]?.view
        if (view && showPeer(view, person)) return
      }
    }
    const draw = (): void => {
      const marks = peersIn(copy.item).flatMap(({ at, client, person, name }): PeerMark[] =>
        at.caret ? [{ client, person, name, colour: colourOf(person), caret: at.caret }] : [],
      )
      for (const name of TEXTS) {
        const view = galley.editors[name]?.view
        if (view && !view.isDestroyed)
          markPeers(
            view,
            marks.filter(({ caret }) => caret.part === name),
          )
      }
      goAlong()
    }
    draw()
    const stop = [hearPeers(draw), hearFollowed(goAlong)]
    return () => {
      for (const deaf of stop) deaf()
    }
  }, [galley, copy])
}
