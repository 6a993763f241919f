import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { setField, undoKey, useField, type WorkingCopy } from '../editor/index.ts'
import { InField } from '../together/index.ts'
import styles from './inspector.module.css'

/** What the desk says to itself about the item. It is no part of a revision and never goes out. */
export const Note = ({ copy, editable }: { copy: WorkingCopy; editable: boolean }): ReactNode => {
  const { t } = useTranslation('item')
  const note = useField(copy, 'note')
  const id = useId()
  return (
    <section className={styles['part']}>
      <h2 className={styles['title']}>
        <label htmlFor={id}>{t('inspector.note')}</label>
      </h2>
      <InField item={copy.item} field="note">
        {(free) => (
          <textarea
            id={id}
            className={styles['note']}
            value={note}
            rows={2}
            readOnly={!editable || !free}
            spellCheck={false}
            placeholder={t('inspector.notePlaceholder')}
            onChange={(event) => setField(copy, 'note', event.target.value, false)}
            onBlur={() => copy.steps.cut()}
            onKeyDown={(event) => undoKey(event, copy)}
          />
        )}
      </InField>
    </section>
  )
}
