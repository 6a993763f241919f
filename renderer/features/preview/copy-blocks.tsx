import { Fragment, type MouseEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { safeLink } from '../../../shared/document/link.ts'
import type { Block, Copy, Line, Run } from '../../../shared/domain/copy.ts'
import { printDateline } from '../../../shared/domain/dateline.ts'
import styles from './copy-blocks.module.css'
import { placed } from './placed.ts'

/** Follows a link out of the page, through the one door that opens links. */
export type OpenLink = (url: string) => void

/** What stands in front of the first paragraph; a view may print it as chips instead of bold capitals. */
export type DatelinePrint = (copy: Pick<Copy, 'dateline' | 'credits'>) => ReactNode

/** The dateline as readers get it, letter for letter what `printDateline` says. */
export const printedDateline: DatelinePrint = ({ dateline, credits }) => {
  const printed = printDateline({ places: dateline, credits })
  if (printed === '') return null
  const separator = ' - '
  return (
    <>
      <b className={styles['dateline']}>{printed.slice(0, -separator.length)}</b>
      {separator}
    </>
  )
}

/** Text with its line breaks; its characters stay as they were typed. */
const Text = ({ text }: { text: string }): ReactNode =>
  placed(text.split('\n')).map(({ one: part, place }) => (
    <Fragment key={place}>
      {place > 0 ? <br /> : null}
      {part}
    </Fragment>
  ))

const RunText = ({ run, openLink }: { run: Run; openLink: OpenLink }): ReactNode => {
  let text: ReactNode = <Text text={run.text} />
  if (run.italic) text = <em>{text}</em>
  if (run.bold) text = <strong>{text}</strong>
  const href = run.link === undefined ? null : safeLink(run.link)
  if (href === null) return text
  const follow = (event: MouseEvent): void => {
    event.preventDefault()
    openLink(href)
  }
  return (
    <a href={href} onClick={follow}>
      {text}
    </a>
  )
}

const LineText = ({ line, openLink }: { line: Line; openLink: OpenLink }): ReactNode =>
  placed(line).map(({ one: run, place }) => <RunText key={place} run={run} openLink={openLink} />)

const Lines = ({ lines, openLink }: { lines: readonly Line[]; openLink: OpenLink }): ReactNode =>
  placed(lines).map(({ one: line, place }) => (
    <p key={place}>
      <LineText line={line} openLink={openLink} />
    </p>
  ))

const ListItem = ({ lines, openLink }: { lines: readonly Line[]; openLink: OpenLink }): ReactNode => {
  const [only, ...rest] = lines
  return (
    <li>
      {only && rest.length === 0 ? (
        <LineText line={only} openLink={openLink} />
      ) : (
        <Lines lines={lines} openLink={openLink} />
      )}
    </li>
  )
}

/** Something that a newer Kopij wrote: its words are shown, its form is not guessed at, and both are said. */
const Grey = ({ names, children }: { names: readonly string[]; children: ReactNode }): ReactNode => {
  const { t } = useTranslation('together')
  return (
    <div className={styles['grey']}>
      <p className={styles['unknown']}>{t('unknown', { names: names.join(', ') })}</p>
      {children}
    </div>
  )
}

const BlockView = (shown: { block: Block; before: ReactNode; openLink: OpenLink }): ReactNode => {
  const { block } = shown
  const names = block.type === 'unknown' ? [block.name] : block.unknown
  return names ? (
    <Grey names={names}>
      <KnownBlock {...shown} />
    </Grey>
  ) : (
    <KnownBlock {...shown} />
  )
}

const KnownBlock = ({
  block,
  before,
  openLink,
}: {
  block: Block
  before: ReactNode
  openLink: OpenLink
}): ReactNode => {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          {before}
          <LineText line={block.line} openLink={openLink} />
        </p>
      )
    case 'subhead':
      return (
        <h2>
          <LineText line={block.line} openLink={openLink} />
        </h2>
      )
    case 'quote':
      return (
        <blockquote>
          <Lines lines={block.lines} openLink={openLink} />
        </blockquote>
      )
    case 'list': {
      const items = placed(block.items).map(({ one: lines, place }) => (
        <ListItem key={place} lines={lines} openLink={openLink} />
      ))
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'unknown':
      return (
        <p>
          <Text text={block.text} />
        </p>
      )
  }
}

/**
 * The body of a copy as readers get it: the dateline run in to the first paragraph, as in print. Where the body
 * does not begin with a paragraph, the dateline stands in one of its own (the same rule as the exported page).
 */
export const CopyBlocks = ({
  copy,
  openLink,
  dateline = printedDateline,
}: {
  copy: Pick<Copy, 'dateline' | 'credits' | 'body'>
  openLink: OpenLink
  dateline?: DatelinePrint
}): ReactNode => {
  const before = dateline(copy)
  const runsIn = copy.body[0]?.type === 'paragraph'
  return (
    <>
      {before !== null && !runsIn ? <p>{before}</p> : null}
      {placed(copy.body).map(({ one: block, place }) => (
        <BlockView
          key={place}
          block={block}
          before={place === 0 && runsIn ? before : null}
          openLink={openLink}
        />
      ))}
    </>
  )
}
