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
const Changed = ({ block, words }: { block: Block; words: readonly WordDiff[] }): ReactNode => {
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
      return <p>{text}</p>
  }
}

const Plain = ({ block }: { block: Block }): ReactNode => (
  <CopyBlocks copy={{ dateline: [], credits: [], body: [block] }} openLink={openLink} />
)

const BlockPiece = ({ diff }: { diff: BlockDiff }): ReactNode => {
  const { t } = useTranslation('history')
  switch (diff.kind) {
    case 'same':
      return (
        <Piece sign={null}>
          <Plain block={diff.block} />
        </Piece>
      )
    case 'added':
      return (
        <Piece sign="added">
          <ins className={styles['whole']}>
            <Plain block={diff.block} />
          </ins>
        </Piece>
      )
    case 'removed':
      return (
        <Piece sign="removed">
          <del className={styles['whole']}>
            <Plain block={diff.block} />
          </del>
        </Piece>
      )
    case 'changed':
      return (
        <Piece sign="changed">
          {diff.formatting ? (
            <>
              <Plain block={diff.after} />
              <p className={styles['remark']}>{t('formatting')}</p>
            </>
          ) : (
            <Changed block={diff.after} words={diff.words} />
          )}
        </Piece>
      )
  }
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

  return (
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
      <Dateline places={field('dateline')} credits={field('credits')} />
      <div className={styles['body']}>
        {placed(diff.blocks).map(({ one, place }) => (
          <BlockPiece key={place} diff={one} />
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
  )
}

/** The dateline on a line of its own: run in, a change in it could not be told from one in the first paragraph. */
const Dateline = ({ places, credits }: { places: FieldDiff; credits: FieldDiff }): ReactNode => {
  if ([places.before, places.after, credits.before, credits.after].every((text) => text === '')) return null
  const changed = places.kind === 'changed' || credits.kind === 'changed'
  return (
    <Piece sign={changed ? signOf([...places.words, ...credits.words]) : null}>
      <div className={styles['dateline']}>
        <b>
          <Words words={places.words} />
        </b>
        {credits.words.length > 0 ? (
          <span className={styles['credits']}>
            {places.words.length > 0 ? ' (' : '('}
            <Words words={credits.words} />)
          </span>
        ) : null}
      </div>
    </Piece>
  )
}
