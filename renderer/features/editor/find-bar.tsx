import { ChevronDown, ChevronUp, Replace, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton, TextInput } from '../../ui/index.ts'
import styles from './find-bar.module.css'
import type { Finder, Hits } from './find-in-item.ts'

const NONE: Hits = { current: 0, total: 0 }

/** Finding in the item, as in every editor: Enter goes on, Shift+Enter back, Escape returns to the text. */
export const FindBar = ({
  finder,
  first,
  editable,
  close,
}: {
  finder: Finder
  /** What was selected when it opened. */
  first: string
  editable: boolean
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('editor')
  const [query, setQuery] = useState(first)
  const [by, setBy] = useState('')
  const [replacing, setReplacing] = useState(false)
  const [hits, setHits] = useState<Hits>(NONE)
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (first !== '') setHits(finder.search(first))
    field.current?.select()
  }, [finder, first])

  const replace = (all: boolean): void => {
    const rest = finder.replace(by, all)
    setHits(rest)
    // With nothing left the buttons cannot keep focus, and Escape has to reach this bar.
    if (rest.total === 0) field.current?.focus()
  }
  const leave = (): void => {
    finder.end()
    close()
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      leave()
    } else if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault()
      setHits(finder.step(event.shiftKey ? -1 : 1))
    }
  }
  return (
    <search className={styles['bar']} aria-label={t('find.label')} onKeyDown={keys}>
      <div className={styles['line']}>
        <TextInput
          ref={field}
          autoFocus
          value={query}
          aria-label={t('find.what')}
          placeholder={t('find.what')}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setQuery(event.target.value)
            setHits(finder.search(event.target.value))
          }}
        />
        <output className={styles['count']}>
          {query === '' ? '' : hits.total === 0 ? t('find.none') : t('find.count', hits)}
        </output>
        <IconButton
          label={t('find.previous')}
          icon={<ChevronUp />}
          disabled={hits.total === 0}
          onClick={() => setHits(finder.step(-1))}
        />
        <IconButton
          label={t('find.next')}
          icon={<ChevronDown />}
          disabled={hits.total === 0}
          onClick={() => setHits(finder.step(1))}
        />
        {editable ? (
          <IconButton
            label={t('find.replaceToo')}
            icon={<Replace />}
            pressed={replacing}
            onClick={() => setReplacing(!replacing)}
          />
        ) : null}
        <IconButton label={t('find.close')} icon={<X />} onClick={leave} />
      </div>
      {replacing && editable ? (
        <div className={styles['line']}>
          <TextInput
            value={by}
            aria-label={t('find.by')}
            placeholder={t('find.by')}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setBy(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') replace(false)
            }}
          />
          <Button disabled={hits.total === 0} onClick={() => replace(false)}>
            {t('find.replace')}
          </Button>
          <Button disabled={hits.total === 0} onClick={() => replace(true)}>
            {t('find.replaceAll')}
          </Button>
        </div>
      ) : null}
    </search>
  )
}
