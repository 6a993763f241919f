import { Fragment, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type BlockDiff, diffCopy, type FieldDiff, type WordDiff } from '../../../shared/document/diff.ts'
import type { Block, Copy } from '../../../shared/domain/copy.ts'
import { readerWords } from '../../../shared/formats/words.ts'
import { call } from '../../lib/client.ts'
import { useOverview } from '../../lib/session.tsx'
import { cx, VisuallyHidden } from '../../ui/index.ts'
import { CopyBlocks, placed } from '../preview/index.ts'
import styles from './difference-view.module.css'

type Sign = 'added' | 'removed' | 'changed'
const SIGNS: Record<Sign, string> = { added: '+', removed: '\u2212', changed: '\u00b1' }

const openLink = (url: string): void => {
  call('shell', 'shell.open-link', { url }).catch(() => undefined)
}

/** Words added and removed, in their order: underlined and heavy, or struck through. It reads in grey and aloud. */
const Words = ({ words }: { words: readonly WordDiff[] }): ReactNode => {
  const { t } = useTranslation('history')
  return placed(words).map(({ one: { kind, text }, place }) => {
    const lines = placed(text.split('\n')).map(({ one: line, place: at }) => (
      <Fragment key={at}>
        {at > 0 ? <br /> : null}
        {line}
      </Fragment>
    ))
    if (kind === 'same') return <Fragment key={place}>{lines}</Fragment>
    const Change = kind === 'added' ? 'ins' : 'del'
    return (
      <Change key={place} className={styles[kind]}>
        <VisuallyHidden>{t(kind === 'added' ? 'sign.added' : 'sign.removed')}: </VisuallyHidden>
        {lines}
      </Change>
    )
  })
}

const signOf = (words: readonly WordDiff[]): Sign => {
  const kinds = new Set(words.map(({ kind }) => kind))
  if (!kinds.has('removed') && !kinds.has('same')) return 'added'
  if (!kinds.has('added') && !kinds.has('same')) return 'removed'
  return 'changed'
}

/** A piece of the galley with the sign of what happened to it in the margin. No sign: nothing did. */
const Piece = ({ sign, children }: { sign: Sign | null; children: ReactNode }): ReactNode => {
  const { t } = useTranslation('history')
  if (sign === null) return <div className={styles['piece']}>{children}</div>
  return (
    <div className={cx(styles['piece'], styles[`is-${sign}`])}>
      <span className={styles['sign']} aria-hidden="true">
        {SIGNS[sign]}
      </span>
      <VisuallyHidden>{t(`sign.${sign}`)}: </VisuallyHidden>
      {children}
    </div>
  )
}

const FieldPiece = ({
  diff,
  className,
  children,
}: {
  diff: FieldDiff
  className: string | undefined
  children?: (words: ReactNode) => ReactNode
}): ReactNode => {
  if (diff.before === '' && diff.after === '') return null
  const words = <Words words={diff.words} />
  return (
    <Piece sign={diff.kind === 'same' ? null : signOf(diff.words)}>
      <div className={className}>{children ? children(words) : words}</div>
    </Piece>
  )
}

/** The element that a changed block is read as: what it is now. */
const Changed = ({
  block,
  words,
  before,
}: {
  block: Block
  words: readonly WordDiff[]
  before: ReactNode
}): ReactNode => {
  const text = <Words words={words} />
  switch (block.type) {
    case 'subhead':
      return <h2>{text}</h2>
    case 'quote':
      return (
        <blockquote>
          <p>{text}</p>
        </blockquote>
      )
    case 'list':
      return <div className={styles['list']}>{text}</div>
    case 'paragraph':
    case 'unknown':
      return (
        <p>
          {before}
          {text}
        </p>
      )
  }
}

const Plain = ({ block, before }: { block: Block; before: ReactNode }): ReactNode => (
  <CopyBlocks
    copy={{ dateline: [], credits: [], body: [block] }}
    openLink={openLink}
    dateline={() => before ?? null}
  />
)

/** `before` stands in front of its first letter: the dateline, run in as in print. `dated`: that changed. */
const BlockPiece = ({
  diff,
  before,
  dated,
}: {
  diff: BlockDiff
  before: ReactNode
  dated: boolean
}): ReactNode => {
  const { t } = useTranslation('history')
  switch (diff.kind) {
    case 'same':
      return (
        <Piece sign={dated ? 'changed' : null}>
          <Plain block={diff.block} before={before} />
        </Piece>
      )
    case 'added':
      return (
        <Piece sign="added">
          <ins className={styles['whole']}>
            <Plain block={diff.block} before={before} />
          </ins>
        </Piece>
      )
    case 'removed':
      return (
        <Piece sign="removed">
          <del className={styles['whole']}>
            <Plain block={diff.block} before={null} />
          </del>
        </Piece>
      )
    case 'changed':
      return (
        <Piece sign="changed">
          {diff.formatting ? (
            <>
              <Plain block={diff.after} before={before} />
              <p className={styles['remark']}>{t('formatting')}</p>
            </>
          ) : (
            <Changed block={diff.after} words={diff.words} before={before} />
          )}
        </Piece>
      )
  }
}

/** The block that the dateline runs in to: the first that is still there, if it is a paragraph. -1: none. */
const runsInAt = (blocks: readonly BlockDiff[]): number => {
  const first = blocks.findIndex(({ kind }) => kind !== 'removed')
  const diff = blocks[first]
  if (!diff) return -1
  const block = diff.kind === 'changed' ? diff.after : diff.block
  return block.type === 'paragraph' ? first : -1
}

/** Fields that stand beside the text: only those that changed are told. */
const BESIDE = ['section', 'slug', 'urgency'] as const

/**
 * What changed between two states of the same copy, set as the galley that it is. Added words are underlined and
 * heavy, removed ones struck through, whole blocks have a bar in the margin; signs say it a third time.
 */
export const DifferenceView = ({ before, after }: { before: Copy; after: Copy }): ReactNode => {
  const { t } = useTranslation('history')
  const sections = useOverview()?.sections ?? []
  const diff = useMemo(() => diffCopy(before, after), [before, after])
  const field = (name: FieldDiff['field']): FieldDiff =>
    diff.fields.find((each) => each.field === name) ?? {
      field: name,
      kind: 'same',
      before: '',
      after: '',
      words: [],
    }
  const named = (name: FieldDiff['field'], value: string): string =>
    name === 'section' ? (sections.find(({ id }) => id === value)?.name ?? value) : value
  const beside = BESIDE.map(field).filter(({ kind }) => kind === 'changed')
  const { by } = readerWords(after.language)
  const places = field('dateline')
  const credits = field('credits')
  const dated = places.kind === 'changed' || credits.kind === 'changed'
  const dateline = datelineOf(places, credits)
  const runsIn = runsInAt(diff.blocks)

  return (
    <div className={styles['frame']}>
      <article className={styles['galley']} lang={after.language} aria-label={t('difference')}>
        {diff.same ? <p className={styles['same']}>{t('same')}</p> : null}
        <FieldPiece diff={field('kicker')} className={styles['kicker']} />
        <FieldPiece diff={field('headline')} className={styles['headline']} />
        <FieldPiece diff={field('byline')} className={styles['byline']}>
          {(words) =>
            placed(by('\u0000').split('\u0000')).map(({ one, place }) => (
              <Fragment key={place}>
                {place > 0 ? words : null}
                {one}
              </Fragment>
            ))
          }
        </FieldPiece>
        <div className={styles['body']}>
          {dateline && runsIn === -1 ? (
            <Piece sign={dated ? 'changed' : null}>
              <p>{dateline}</p>
            </Piece>
          ) : null}
          {placed(diff.blocks).map(({ one, place }) => (
            <BlockPiece
              key={place}
              diff={one}
              before={place === runsIn ? dateline : null}
              dated={place === runsIn && dated}
            />
          ))}
        </div>
        {beside.length > 0 ? (
          <dl className={styles['beside']}>
            {beside.map((each) => (
              <Fragment key={each.field}>
                <dt>{t(`field.${each.field}`)}</dt>
                <dd>
                  <del className={styles['removed']}>{named(each.field, each.before) || t('empty')}</del>{' '}
                  <ins className={styles['added']}>{named(each.field, each.after) || t('empty')}</ins>
                </dd>
              </Fragment>
            ))}
          </dl>
        ) : null}
      </article>
    </div>
  )
}

/** The dateline with what changed in it, as it is printed: `PLACE (ANP/DPA) - `. Null when there never was one. */
const datelineOf = (places: FieldDiff, credits: FieldDiff): ReactNode => {
  if (places.words.length === 0 && credits.words.length === 0) return null
  return (
    <span className={styles['dateline']}>
      {places.words.length > 0 ? (
        <b className={styles['place']}>
          <Words words={places.words} />
        </b>
      ) : null}
      {credits.words.length > 0 ? (
        <>
          {places.words.length > 0 ? ' (' : '('}
          <span className={styles['credits']}>
            <Words words={credits.words} />
          </span>
          )
        </>
      ) : null}
      {' - '}
    </span>
  )
}
