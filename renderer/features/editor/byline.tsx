import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { readerWords } from '../../../shared/formats/words.ts'
import { InField } from '../together/index.ts'
import { setField, useField } from './fields.ts'
import styles from './galley-view.module.css'
import { undoKey } from './undo-key.ts'
import type { WorkingCopy } from './working-copy.ts'

/** The byline where it stands in print. The word before the name is the reader's, in the language of the copy. */
export const Byline = ({
  copy,
  editable,
  leave,
  ref,
}: {
  copy: WorkingCopy
  editable: boolean
  leave: (to: 'next' | 'previous') => void
  ref: Ref<HTMLInputElement>
}): ReactNode => {
  const { t } = useTranslation('editor')
  const byline = useField(copy, 'byline')
  const language = useField(copy, 'language')
  const [before = '', after = ''] = readerWords(language).by('\u0000').split('\u0000')

  const press = (event: KeyboardEvent): void => {
    if (undoKey(event, copy)) return
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault()
      leave('next')
    } else if (event.key === 'ArrowUp') {
      event.preventDefault()
      leave('previous')
    }
  }
  return (
    <div className={styles['byline']} lang={language}>
      {byline === '' ? null : before}
      <InField item={copy.item} field="byline" inline>
        {(free) => (
          <input
            ref={ref}
            className={styles['bylineField']}
            value={byline}
            aria-label={t('byline')}
            placeholder={t('placeholder.byline')}
            readOnly={!editable || !free}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setField(copy, 'byline', event.target.value, false)}
            onBlur={() => copy.steps.cut()}
            onKeyDown={press}
          />
        )}
      </InField>
      {byline === '' ? null : after}
    </div>
  )
}
