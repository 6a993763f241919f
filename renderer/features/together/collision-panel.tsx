import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collision, Keep } from '../../../shared/domain/collision.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { call } from '../../lib/client.ts'
import { useKeyCaps } from '../../lib/keyboard.ts'
import { firstName } from '../../lib/presence-model.ts'
import { useOverview, useSession } from '../../lib/session.tsx'
import { tell, tellFault } from '../../lib/strip.ts'
import { offerStepBack, type StepBack } from '../../lib/undo-offer.ts'
import { Banner, Button, LinkButton } from '../../ui/index.ts'
import styles from './collision-panel.module.css'
import { collisionSentences, inWords } from './collision-words.ts'
import { useFieldName } from './field-name.ts'
import type { Collisions } from './use-collisions.ts'

/** What can be kept of a collision, by its key. */
const CHOICES: readonly { key: string; keep: Keep }[] = [
  { key: '1', keep: 'one' },
  { key: '2', keep: 'other' },
  { key: '3', keep: 'both' },
  { key: '0', keep: 'as-is' },
]

/** Says that something collided, where nothing is looked at yet. */
export const CollisionBanner = ({ collisions }: { collisions: Collisions }): ReactNode => {
  const { t } = useTranslation('together')
  const caps = useKeyCaps()
  if (collisions.all.length === 0 || collisions.at !== null) return null
  return (
    <Banner
      title={t('collision.title', { count: collisions.all.length })}
      actions={
        <Button keys={caps('F8')} onClick={() => collisions.look(0)}>
          {t('collision.look')}
        </Button>
      }
    >
      {t('collision.text')}
    </Banner>
  )
}

/**
 * One collision with both sides and what stands now; a key keeps the one, the other, both, or leaves it. `tracked` runs
 * the repair so that it can be undone like typing, and answers that step.
 */
export const CollisionPanel = ({
  item,
  collisions,
  editable,
  tracked,
  leave,
}: {
  item: Id
  collisions: Collisions
  editable: boolean
  tracked: (work: () => Promise<unknown>) => Promise<StepBack | null>
  /** Focus goes back to the text. */
  leave: () => void
}): ReactNode => {
  const { t, i18n } = useTranslation('together')
  const { person } = useSession()
  const sections = useOverview()?.sections ?? []
  const fieldName = useFieldName()
  const [busy, setBusy] = useState(false)
  const panel = useRef<HTMLElement>(null)
  const { all, at, look } = collisions
  const found = at === null ? undefined : all[at]
  const collision = found && inWords(found, sections, i18n.language)
  const id = collision?.id
  useEffect(() => {
    if (id !== undefined) panel.current?.focus()
  }, [id])
  if (!collision || at === null) return null

  const nameOf = (side: Collision['one']): string =>
    side.by === person.id ? t('collision.you') : firstName(side.byName)
  // Somebody who worked at two computers has nobody else's name to tell the sides apart by.
  const names =
    collision.one.by === collision.other.by
      ? {
          one: t('collision.computer', { name: nameOf(collision.one), number: 1 }),
          other: t('collision.computer', { name: nameOf(collision.other), number: 2 }),
        }
      : { one: nameOf(collision.one), other: nameOf(collision.other) }
  const choices = CHOICES.filter(({ keep }) => collision.both || keep !== 'both')

  const settle = async (keep: Keep): Promise<void> => {
    if (busy || !editable) return
    setBusy(true)
    try {
      const step = await tracked(() =>
        call('desk', 'items.settle-collision', { item, collision: collision.id, keep }),
      )
      if (keep === 'as-is') tell(t('collision.left'))
      else offerStepBack(t('collision.settled'), step)
      if (all.length <= 1) {
        look(null)
        leave()
      }
    } catch (thrown) {
      tellFault(faultOf(thrown))
    } finally {
      setBusy(false)
    }
  }
  const close = (): void => {
    look(null)
    leave()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const choice = choices.find(({ key }) => key === event.key)
    if (choice) void settle(choice.keep)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const labels: Record<Keep, string> = {
    one: t('collision.keep', { name: names.one }),
    other: t('collision.keep', { name: names.other }),
    both: t('collision.both'),
    'as-is': t('collision.asIs'),
  }
  const said = collisionSentences(collision, names, fieldName(collision.field ?? ''), i18n.t)
  const quote = (text: string): ReactNode =>
    text.trim() === '' ? <span className={styles['nothing']}>{t('collision.nothing')}</span> : text
  return (
    <section
      ref={panel}
      className={styles['panel']}
      aria-label={t('collision.label', { at: at + 1, of: all.length })}
      tabIndex={-1}
      onKeyDown={press}
    >
      <header className={styles['head']}>
        <span className={styles['count']}>{t('collision.at', { at: at + 1, of: all.length })}</span>
        <p>{said.what}</p>
        <LinkButton onClick={close}>{t('collision.close')}</LinkButton>
      </header>
      <dl className={styles['sides']}>
        <div>
          <dt>{t('collision.by', { name: names.one })}</dt>
          <dd>{quote(collision.one.text)}</dd>
        </div>
        <div>
          <dt>{t('collision.by', { name: names.other })}</dt>
          <dd>{quote(collision.other.text)}</dd>
        </div>
        <div>
          <dt>{t('collision.now')}</dt>
          <dd>{quote(collision.now)}</dd>
        </div>
      </dl>
      {said.choices === null ? null : <p className={styles['then']}>{said.choices}</p>}
      <div className={styles['acts']}>
        {choices.map(({ key, keep }) => (
          <Button
            key={keep}
            look={keep === 'as-is' ? 'quiet' : 'edge'}
            keys={[key]}
            disabled={busy || !editable}
            onClick={() => void settle(keep)}
          >
            {labels[keep]}
          </Button>
        ))}
      </div>
    </section>
  )
}
