import { ChevronRight, Search } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import { call } from '../../lib/client.ts'
import { type Command, type CommandGroup, listCommands, useKeyCaps } from '../../lib/keyboard.ts'
import { openItem } from '../../lib/navigation.tsx'
import { shellInfo } from '../../lib/preferences.ts'
import { useDeskQuery } from '../../lib/queries.ts'
import { cx, FocusBack, Kbd, Keys, SmallCaps, StateMark, shownState, stayThere } from '../../ui/index.ts'
import { match, type Piece } from './match.ts'
import styles from './palette.module.css'
import { lastUsed, rememberUse } from './used.ts'

type FoundItem = Output<'desk', 'items.search'>['rows'][number]
type Line =
  | { type: 'command'; id: string; command: Command; pieces: Piece[] }
  | { type: 'item'; id: string; row: FoundItem; pieces: Piece[] }

/** What a person most likely wants, by group, as long as nothing was used. */
const FIRST: readonly CommandGroup[] = ['item', 'write', 'decide', 'queue', 'list', 'go', 'window', 'desk']
const COMMANDS = 7
const ITEMS = 7

/** Commands for a query; without one, what was used last and then the rest. */
const commandLines = (query: string): Line[] => {
  const all = listCommands().filter((command) => command.keyOnly !== true && (command.when?.() ?? true))
  if (query === '') {
    const used = lastUsed()
    const rank = (command: Command): number => {
      const at = used.indexOf(command.id)
      return at === -1 ? used.length + FIRST.indexOf(command.group) : at
    }
    return [...all]
      .sort((a, b) => rank(a) - rank(b))
      .map((command) => ({
        type: 'command',
        id: command.id,
        command,
        pieces: [{ text: command.title, hit: false }],
      }))
  }
  return all
    .map((command) => ({ command, found: match(command.title, query) }))
    .filter((each) => each.found !== null)
    .sort((a, b) => (a.found?.score ?? 0) - (b.found?.score ?? 0))
    .slice(0, COMMANDS)
    .map(({ command, found }) => ({ type: 'command', id: command.id, command, pieces: found?.pieces ?? [] }))
}

const Text = ({ pieces }: { pieces: readonly Piece[] }): ReactNode =>
  pieces.map((piece, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one string have nothing else and never move.
    piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
  )

/** The palette itself: type, walk, Enter. Ctrl+Enter opens an item in a window of its own. */
export const PaletteDialog = ({
  close,
  showKeys,
}: {
  close: () => void
  showKeys: () => void
}): ReactNode => {
  const { t } = useTranslation('palette')
  const { t: common } = useTranslation('common')
  const caps = useKeyCaps()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const asked = useDeferredValue(query.trim())
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const { data: found } = useDeskQuery(
    'items.search',
    { query: asked, section: null, states: [], limit: ITEMS },
    { enabled: asked !== '', keep: true },
  )

  const lines = useMemo((): Line[] => {
    const rows = asked === '' ? [] : (found?.rows ?? [])
    return [
      ...commandLines(asked),
      ...rows.map((row): Line => {
        const title =
          row.headline === '' ? common(row.kind === 'lead' ? 'untitledLead' : 'untitledBrief') : row.headline
        return {
          type: 'item',
          id: row.id,
          row,
          pieces: match(title, asked)?.pieces ?? [{ text: title, hit: false }],
        }
      }),
    ]
  }, [asked, found, common])
  const index = Math.min(at, lines.length - 1)
  const firstItem = lines.findIndex((line) => line.type === 'item')

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
    // Looks anew whenever another line is the chosen one.
    void index
  }, [index])

  const choose = (line: Line | undefined, apart: boolean): void => {
    if (!line) return
    // The palette has given focus back before the command runs: it may want to put it elsewhere. And no key comes
    // between the two.
    flushSync(close)
    if (line.type === 'command') {
      rememberUse(line.command.id)
      line.command.run()
      // A window for one item keeps to it; another item gets a window of its own.
    } else if (apart || shellInfo.get()?.item) void call('shell', 'shell.new-window', { item: line.row.id })
    else openItem(line.row.id)
  }

  const option = (line: Line, place: number): ReactNode => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the field, which keeps the focus.
    // biome-ignore lint/a11y/useFocusableInteractive: the field points at it with aria-activedescendant.
    <div
      key={line.id}
      id={`${id}-${place}`}
      role="option"
      aria-selected={place === index}
      className={cx(styles['line'], line.type === 'item' && styles['item'], place === index && styles['on'])}
      onPointerMove={() => setAt(place)}
      onClick={(event) => choose(line, event.ctrlKey || event.metaKey)}
    >
      {line.type === 'command' ? (
        <>
          {line.command.icon ? (
            <line.command.icon className={styles['icon']} aria-hidden="true" />
          ) : (
            <ChevronRight className={styles['icon']} aria-hidden="true" />
          )}
          <span className={styles['text']}>
            <Text pieces={line.pieces} />
          </span>
          {line.command.keys?.[0] ? <Keys keys={caps(line.command.keys[0])} /> : null}
        </>
      ) : (
        <>
          <span className={styles['shape']}>
            <StateMark state={shownState(line.row)} wordless />
          </span>
          <span className={cx(styles['text'], styles['serif'], styles[line.row.kind])}>
            {line.row.kind === 'brief' ? (
              <>
                <SmallCaps dateline={line.row.dateline} credits={line.row.credits} />{' '}
              </>
            ) : null}
            <Text pieces={line.pieces} />
          </span>
          <StateWord row={line.row} />
        </>
      )}
    </div>
  )

  return (
    <Radix.Root open onOpenChange={(next) => (next ? undefined : close())}>
      <Radix.Portal>
        <div className={styles['veil']}>
          <Radix.Content
            className={styles['sheet']}
            aria-describedby={undefined}
            onCloseAutoFocus={stayThere}
          >
            <Radix.Title className={styles['name']}>{t('title')}</Radix.Title>
            <div className={styles['ask']}>
              <Search className={styles['icon']} aria-hidden="true" />
              <input
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls={`${id}-list`}
                aria-autocomplete="list"
                aria-activedescendant={index >= 0 ? `${id}-${index}` : undefined}
                aria-label={t('placeholder')}
                placeholder={t('placeholder')}
                className={styles['field']}
                value={query}
                onChange={(event) => {
                  setQuery(event.target.value)
                  setAt(0)
                }}
                onKeyDown={(event) => {
                  if (event.key === 'ArrowDown') setAt((index + 1) % Math.max(1, lines.length))
                  else if (event.key === 'ArrowUp')
                    setAt((index - 1 + lines.length) % Math.max(1, lines.length))
                  else if (event.key === 'Enter') choose(lines[index], event.ctrlKey || event.metaKey)
                  else if (event.key === '?' && query === '') showKeys()
                  else return
                  event.preventDefault()
                }}
              />
              <Kbd>Esc</Kbd>
            </div>
            <div
              ref={list}
              id={`${id}-list`}
              role="listbox"
              aria-label={t('results')}
              className={styles['list']}
            >
              {lines.length === 0 ? (
                <p className={styles['nothing']} role="status">
                  {t('nothing', { query: asked })}
                </p>
              ) : (
                <>
                  {firstItem === 0 ? null : (
                    <fieldset className={styles['group']} aria-label={t('do')}>
                      <div className={styles['heading']} aria-hidden="true">
                        {t('do')}
                      </div>
                      {lines.slice(0, firstItem === -1 ? undefined : firstItem).map(option)}
                    </fieldset>
                  )}
                  {firstItem === -1 ? null : (
                    <fieldset className={styles['group']} aria-label={t('items')}>
                      <div className={styles['heading']} aria-hidden="true">
                        {t('items')}
                      </div>
                      {lines.slice(firstItem).map((line, offset) => option(line, firstItem + offset))}
                    </fieldset>
                  )}
                </>
              )}
            </div>
            <footer className={styles['foot']}>
              <span>
                <Keys keys={['↑', '↓']} /> {t('choose')}
              </span>
              <span>
                <Kbd>↵</Kbd> {t('open')}
              </span>
              <span>
                <Keys keys={caps('Mod+Enter')} /> {t('ownWindow')}
              </span>
              <button type="button" className={styles['keys']} onClick={showKeys}>
                <Kbd>?</Kbd> {t('allKeys')}
              </button>
            </footer>
            <FocusBack />
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  )
}

const StateWord = ({ row }: { row: FoundItem }): ReactNode => {
  const { t } = useTranslation('states')
  // The shape in front already says it to those who listen.
  return (
    <span className={styles['state']} aria-hidden="true">
      {t(shownState(row))}
    </span>
  )
}
