import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { writeField } from '../../../shared/document/layout.ts'
import type { ItemKind } from '../../../shared/domain/copy.ts'
import type { PastePage } from '../../../shared/paste/page-types.ts'
import { call } from '../../lib/client.ts'
import { useOverview } from '../../lib/session.tsx'
import { tell } from '../../lib/strip.ts'
import { InField } from '../together/index.ts'
import { Bubble } from './bubble.tsx'
import { Byline } from './byline.tsx'
import { type Chips, isBare } from './chips.ts'
import { type CollidedBlock, markCollisions } from './collision-marks.ts'
import { DatelineChips, type Editing } from './dateline-chips.tsx'
import { acceptDateline, refuseDateline } from './dateline-line.ts'
import { DatelineOffer } from './dateline-offer.tsx'
import { useField } from './fields.ts'
import { FindBar } from './find-bar.tsx'
import { createFinder } from './find-in-item.ts'
import { markFindings } from './finding-marks.ts'
import { useFindings } from './findings.ts'
import type { GalleyHost, GalleyWords } from './galley.ts'
import { useGalleyCommands } from './galley-commands.ts'
import type { TextName } from './galley-keys.ts'
import styles from './galley-view.module.css'
import { standGalley } from './galleys.ts'
import { selectLink } from './link-range.ts'
import { takePage } from './paste-page.ts'
import { FIELD_EDIT } from './undo-steps.ts'
import { useBubble } from './use-bubble.ts'
import { useGalley } from './use-galley.ts'
import { usePeers } from './use-peers.ts'
import type { WorkingCopy } from './working-copy.ts'

const ORDER = ['kicker', 'headline', 'byline', 'body'] as const
const TEXTS = ['kicker', 'headline', 'body'] as const

/**
 * The text as it will be read: kicker, headline, byline, and the body with its dateline run in. The editors live
 * outside React; this holds their places and what floats around them.
 */
export const GalleyView = ({
  copy,
  kind,
  editable,
  collided,
  structured,
}: {
  copy: WorkingCopy
  kind: ItemKind
  editable: boolean
  /** Blocks of the body in which two people collided. */
  collided: readonly CollidedBlock[]
  /** A page was pasted and structured: say so, and offer its briefs. */
  structured: (page: PastePage) => void
}): ReactNode => {
  const { t } = useTranslation('editor')
  const overview = useOverview()
  const register = overview?.agencies ?? []
  const language = useField(copy, 'language')
  const chips: Chips = { places: useField(copy, 'dateline'), credits: useField(copy, 'credits') }
  const findings = useFindings(copy)
  const [element] = useState(() => document.createElement('span'))
  const [editing, setEditing] = useState<Editing | null>(null)
  const [offer, setOffer] = useState<Chips | null>(null)
  const [sought, setSought] = useState<string | null>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const byline = useRef<HTMLInputElement>(null)
  const places = {
    kicker: useRef<HTMLDivElement>(null),
    headline: useRef<HTMLDivElement>(null),
    body: useRef<HTMLDivElement>(null),
  }
  const { bubble, selected, showLink, hide } = useBubble(sheet)

  const words = useMemo<GalleyWords>(
    () => ({
      language,
      names: { kicker: t('text.kicker'), headline: t('text.headline'), body: t('text.body') },
      placeholders: {
        kicker: t('placeholder.kicker'),
        headline: t(kind === 'brief' ? 'placeholder.briefHeadline' : 'placeholder.headline'),
        body: t(kind === 'brief' ? 'placeholder.briefBody' : 'placeholder.body'),
      },
    }),
    [t, language, kind],
  )

  /** From a field of the galley to its neighbour; Enter and the down key skip the byline, which is seldom typed. */
  const leave = (from: TextName, to: 'next' | 'previous'): boolean => {
    const step = to === 'next' ? 1 : -1
    for (let at = ORDER.indexOf(from) + step; at >= 0 && at < ORDER.length; at += step) {
      const name = ORDER[at]
      if (name === 'byline' && (to === 'next' || !byline.current)) continue
      if (name === 'byline') {
        byline.current?.focus()
        return true
      }
      if (name && galley?.focus(name, to === 'next' ? 'start' : 'end')) return true
    }
    return false
  }
  const editLink = (): boolean => {
    if (!galley || !editable || !selectLink(galley.body)) return false
    showLink(galley.body.view)
    return true
  }
  const openLink = (url: string): void => {
    call('shell', 'shell.open-link', { url }).catch(() => undefined)
  }
  const host: GalleyHost = {
    element,
    kind,
    register: () => register,
    enterChips: () => {
      // A quick hand is here before the chips are drawn: its next key is for them, so they are drawn now.
      flushSync(() => undefined)
      const chip = [...element.querySelectorAll<HTMLElement>('[data-chip]')].at(-1)
      chip?.focus()
      return true
    },
    offer: setOffer,
    leave,
    editLink,
    takePage: (pasted) => {
      const taken = takePage(copy, pasted, {
        agencies: register,
        sections: overview?.sections ?? [],
        now: Date.now(),
      })
      if (taken.kind === 'refused') tell(t('paste.refused'))
      if (taken.kind === 'page') structured(taken.page)
      return taken.kind !== 'ordinary'
    },
    openLink,
    selected,
  }
  const galley = useGalley(copy, places, host, editable, words)
  usePeers(galley, copy)

  useEffect(() => {
    if (!galley) return
    const inText = findings.flatMap(({ number, where }) => ('block' in where ? [{ number, ...where }] : []))
    markFindings(galley.body.view, inText)
  }, [galley, findings])
  useEffect(() => {
    if (galley) markCollisions(galley.body.view, collided)
  }, [galley, collided])
  useEffect(
    () => (galley ? standGalley(copy.item, galley, element) : undefined),
    [galley, copy.item, element],
  )

  const finder = useMemo(
    () =>
      createFinder(
        () => TEXTS.flatMap((name) => galley?.editors[name]?.view ?? []),
        () => (galley ? galley.editors[galley.lastFocused()]?.view : undefined),
        () => copy.steps.cut(),
      ),
    [galley, copy],
  )
  const writeChips = (next: Chips): void => {
    copy.steps.cut()
    copy.doc.transact(() => {
      writeField(copy.doc, 'dateline', [...next.places])
      writeField(copy.doc, 'credits', [...next.credits])
    }, FIELD_EDIT)
    copy.steps.cut()
  }
  useGalleyCommands(galley, {
    editable,
    brief: kind === 'brief',
    editLink,
    find: () => {
      const state = galley?.body.state
      const picked = state?.doc.textBetween(state.selection.from, state.selection.to, ' ') ?? ''
      setSought(picked.length < 80 ? picked : '')
    },
    addChip: () => {
      const place = chips.places.length === 0
      const spot = {
        kind: place ? ('place' as const) : ('credit' as const),
        index: place ? 0 : chips.credits.length,
      }
      setEditing({ spot, fresh: true, typed: '' })
    },
  })

  /** The numbers that stand beside a field, or undefined for none. */
  const numbersOf = (...fields: string[]): string | undefined =>
    findings
      .filter(({ where }) => 'field' in where && fields.includes(where.field))
      .map(({ number }) => number)
      .join(' ') || undefined
  const dateline = { ...host, copy }
  return (
    <>
      {sought === null ? null : (
        <FindBar finder={finder} first={sought} editable={editable} close={() => setSought(null)} />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the paper below the text belongs to the text. */}
      <div
        className={styles['scroll']}
        onMouseDown={(event) => {
          if (event.target !== event.currentTarget && event.target !== sheet.current) return
          event.preventDefault()
          galley?.focus('body', 'end')
        }}
      >
        <div ref={sheet} className={styles['galley']} data-kind={kind}>
          {kind === 'lead' ? <div ref={places.kicker} className={styles['kicker']} /> : null}
          <div ref={places.headline} className={styles['headline']} data-number={numbersOf('headline')} />
          {kind === 'lead' ? (
            <Byline
              copy={copy}
              editable={editable}
              ref={byline}
              leave={(to) =>
                void galley?.focus(to === 'next' ? 'body' : 'headline', to === 'next' ? 'start' : 'end')
              }
            />
          ) : null}
          <div className={styles['body']} data-chips={!isBare(chips) || editing !== null}>
            <div ref={places.body} />
            {offer && galley ? (
              <DatelineOffer
                chips={offer}
                take={() => void acceptDateline(dateline, galley.body.view)}
                leave={() => void refuseDateline(dateline, galley.body.view)}
              />
            ) : null}
          </div>
          {bubble && galley ? (
            <Bubble
              key={String(bubble.link)}
              editor={galley.body}
              spot={bubble}
              brief={kind === 'brief'}
              openLink={openLink}
              close={hide}
            />
          ) : null}
        </div>
      </div>
      {createPortal(
        <InField item={copy.item} field="dateline" inline>
          {(free) => (
            <DatelineChips
              chips={chips}
              editable={editable && free}
              editing={editing}
              edit={setEditing}
              numbers={numbersOf('dateline', 'credits')}
              host={{
                register,
                write: writeChips,
                leave: (to) =>
                  void (to === 'text' ? galley?.focus('body', 'start') : leave('body', 'previous')),
                undo: () => void copy.steps.undo(),
                redo: () => void copy.steps.redo(),
              }}
            />
          )}
        </InField>,
        element,
      )}
    </>
  )
}
