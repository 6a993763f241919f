import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { printDateline } from '../../../shared/domain/dateline.ts'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../lib/client.ts'
import { newItemId } from '../../lib/item-id.ts'
import { offerUndo, tellFault } from '../../lib/strip.ts'
import { Button } from '../../ui/index.ts'
import { decide } from '../decisions/index.ts'
import styles from './fast-entry.module.css'
import type { PastedBrief } from './pasted-briefs.ts'

const titleOf = ({ copy }: PastedBrief): string => {
  const [first] = copy.body
  const text = first?.type === 'paragraph' ? first.line.map((run) => run.text).join('') : ''
  return printDateline({ places: copy.dateline, credits: copy.credits }) + (copy.headline || text)
}

/** What a paste holds, and the question whether to make briefs of it. One undo puts all of them away again. */
export const PastedOffer = ({
  briefs,
  section,
  close,
}: {
  briefs: readonly PastedBrief[]
  /** The section for briefs of which the page named none. */
  section: string
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('queue')
  const count = briefs.length
  const add = async (): Promise<void> => {
    const items = briefs.map((brief) => ({
      id: newItemId(),
      kind: 'brief' as const,
      section: brief.section ?? section,
      copy: brief.copy,
      shownAt: brief.shownAt,
    }))
    try {
      await call('desk', 'items.create', { items })
    } catch (thrown) {
      return tellFault(faultOf(thrown))
    }
    close()
    offerUndo(t('entry.addedPasted', { count }), () => {
      void decide(
        items.map(({ id }) => id),
        { type: 'spike' },
      ).then(({ failed: [wrong] }) => wrong && tellFault(wrong.fault))
    })
  }
  return (
    <section className={styles['pasted']} aria-label={t('entry.pasted', { count })}>
      <p role="status">{t('entry.pasted', { count })}</p>
      <ol>
        {briefs.map((brief) => (
          <li key={titleOf(brief)}>{titleOf(brief)}</li>
        ))}
      </ol>
      <span className={styles['answers']}>
        <Button look="ink" autoFocus onClick={() => void add()}>
          {t('entry.addPasted', { count })}
        </Button>
        <Button onClick={close}>{t('cancel', { ns: 'common' })}</Button>
      </span>
    </section>
  )
}
