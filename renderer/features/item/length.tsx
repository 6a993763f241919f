import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countBlocks } from '../../../shared/document/counts.ts'
import type { Block } from '../../../shared/domain/copy.ts'
import { Meter } from '../../ui/index.ts'
import { setField, undoKey, useField, type WorkingCopy } from '../editor/index.ts'
import { InField } from '../together/index.ts'
import styles from './inspector.module.css'

/** The longest target that makes sense, in words. */
const LONGEST = 99_999

const Count = ({ copy, body }: { copy: WorkingCopy; body: readonly Block[] }): ReactNode => {
  const { t } = useTranslation('item')
  const target = useField(copy, 'targetLength')
  const { words } = countBlocks(body)
  return (
    <span className={styles['count']} data-over={target !== null && words > target}>
      {target === null ? (
        t('inspector.words', { count: words })
      ) : (
        <>
          <b>{words}</b> {t('inspector.ofTarget', { target })}
        </>
      )}
    </span>
  )
}

const Body = ({
  copy,
  body,
  editable,
}: {
  copy: WorkingCopy
  body: readonly Block[]
  editable: boolean
}): ReactNode => {
  const { t } = useTranslation('item')
  const target = useField(copy, 'targetLength')
  const [typed, setTyped] = useState<string | null>(null)
  const { words, characters, minutes } = countBlocks(body)

  const difference = (): string => {
    if (target === null) return t('inspector.characters', { count: characters })
    if (words === target) return t('inspector.exact')
    return words < target
      ? t('inspector.left', { count: target - words })
      : t('inspector.over', { count: words - target })
  }
  const keep = (): void => {
    if (typed === null) return
    const figures = typed.replace(/\D/gu, '')
    const next = figures === '' ? null : Math.min(LONGEST, Number(figures))
    if (next !== target) setField(copy, 'targetLength', next === 0 ? null : next)
    setTyped(null)
  }
  return (
    <div className={styles['length']}>
      {target === null ? null : (
        <Meter label={t('inspector.length')} value={words} target={target} text={difference()} />
      )}
      <div className={styles['figures']}>
        <span data-over={target !== null && words > target}>{difference()}</span>
        <span>{t('inspector.minutes', { count: minutes })}</span>
      </div>
      <div className={styles['figures']}>
        {target === null ? <span /> : <span>{t('inspector.characters', { count: characters })}</span>}
        <InField item={copy.item} field="targetLength">
          {(free) => (
            <label className={styles['target']}>
              {t('inspector.targetShort')}

              <input
                className={styles['targetField']}
                inputMode="numeric"
                aria-label={t('inspector.target')}
                placeholder="-"
                readOnly={!editable || !free}
                value={typed ?? String(target ?? '')}
                onChange={(event) => setTyped(event.target.value)}
                onBlur={keep}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') keep()
                  else undoKey(event, copy)
                }}
              />
            </label>
          )}
        </InField>
      </div>
    </div>
  )
}

/** Words against the target, characters and reading time: the count for the heading, and the rest under it. */
export const Length = { Count, Body }
