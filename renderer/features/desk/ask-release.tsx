import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { createStore, useStore } from '../../lib/store.ts'
import { Button, Dialog } from '../../ui/index.ts'
import { rowTitle, shortTitle } from './row-title.ts'

type Question = { rows: readonly ItemRow[]; yes: () => void }
const question = createStore<Question | null>(null)

/** Asks before these items go out; `yes` is what happens then. */
export const askRelease = (rows: readonly ItemRow[], yes: () => void): void => question.set({ rows, yes })

/** Where the question stands; once in the desk. */
export const ReleaseQuestion = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation('common')
  const asked = useStore(question)
  const close = (): void => question.set(null)
  const first = asked?.rows[0]
  return (
    <Dialog
      open={asked !== null}
      close={close}
      title={t('releaseTitle', {
        count: asked?.rows.length ?? 0,
        title: first ? `"${shortTitle(rowTitle(first, common))}"` : '',
      })}
      actions={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button
            look="ink"
            onClick={() => {
              close()
              asked?.yes()
            }}
          >
            {t('releaseNow')}
          </Button>
        </>
      }
    >
      <p>{t('releaseBody')}</p>
    </Dialog>
  )
}
