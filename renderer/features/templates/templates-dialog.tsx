import { Pencil, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { printDateline } from '../../../shared/domain/dateline.ts'
import type { RecurringSlot } from '../../../shared/domain/recurring-slot.ts'
import type { Template } from '../../../shared/domain/template.ts'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../lib/client.ts'
import { useOverview } from '../../lib/session.tsx'
import { tell, tellFault } from '../../lib/strip.ts'
import { Button, Dialog, IconButton, Tabs, useZone } from '../../ui/index.ts'
import { zoneName } from '../times/index.ts'
import { SlotForm } from './slot-form.tsx'
import { TemplateForm } from './template-form.tsx'
import styles from './templates.module.css'

type Part = 'templates' | 'slots'
/** What is being changed; `null` in it is a new one. */
type Editing =
  | { part: 'templates'; one: Template | null }
  | { part: 'slots'; one: RecurringSlot | null }
  | null

const remove = async (asked: Promise<unknown>, said: string): Promise<void> => {
  try {
    await asked
    tell(said)
  } catch (thrown) {
    tellFault(faultOf(thrown))
  }
}

const Line = ({
  name,
  about,
  change,
  discard,
}: {
  name: string
  about: string
  change: () => void
  discard: () => void
}): ReactNode => {
  const { t } = useTranslation('templates')
  return (
    <li className={styles['line']}>
      <span className={styles['what']}>
        <b>{name}</b>
        <span className={styles['about']}>{about}</span>
      </span>
      <IconButton label={t('change', { name })} icon={<Pencil />} onClick={change} />
      <IconButton label={t('remove', { name })} icon={<Trash2 />} onClick={discard} />
    </li>
  )
}

/** The templates of the desk and the slots that return, to be made, changed and taken away by whoever writes. */
export const TemplatesDialog = ({ close }: { close: () => void }): ReactNode => {
  const { t, i18n } = useTranslation('templates')
  const zone = useZone()
  const panel = useId()
  const overview = useOverview()
  const [part, setPart] = useState<Part>('templates')
  const [editing, setEditing] = useState<Editing>(null)
  const sectionName = (id: string | null): string =>
    overview?.sections.find((section) => section.id === id)?.name ?? ''
  const days = (slot: RecurringSlot): string => {
    if (slot.days.length === 7) return t('slot.everyDay')
    const name = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' })
    // The first of June 2026 was a Monday.
    return [...slot.days]
      .sort()
      .map((day) => name.format(Date.UTC(2026, 5, day)))
      .join(' ')
  }
  const done = (): void => setEditing(null)
  const templates = overview?.templates ?? []
  const slots = overview?.recurring ?? []
  return (
    <Dialog
      open
      close={close}
      title={t('title')}
      actions={
        editing ? null : (
          <Button
            icon={<Plus />}
            look="ink"
            onClick={() => setEditing(part === 'templates' ? { part, one: null } : { part, one: null })}
          >
            {t(part === 'templates' ? 'template.add' : 'slot.add')}
          </Button>
        )
      }
    >
      {editing?.part === 'templates' ? <TemplateForm template={editing.one} done={done} /> : null}
      {editing?.part === 'slots' ? <SlotForm slot={editing.one} done={done} /> : null}
      {editing ? null : (
        <>
          <div className={styles['tabs']}>
            <Tabs
              label={t('title')}
              controls={panel}
              value={part}
              choose={setPart}
              tabs={[
                { value: 'templates', label: t('templates'), badge: templates.length || null },
                { value: 'slots', label: t('slots'), badge: slots.length || null },
              ]}
            />
          </div>
          <div id={panel} role="tabpanel" aria-label={t(part)}>
            {part === 'templates' && templates.length === 0 ? <p>{t('template.none')}</p> : null}
            {part === 'slots' && slots.length === 0 ? <p>{t('slot.none')}</p> : null}
            <ul className={styles['lines']}>
              {part === 'templates'
                ? templates.map((one) => (
                    <Line
                      key={one.id}
                      name={one.name}
                      about={[
                        sectionName(one.section),
                        printDateline({ places: one.dateline, credits: one.credits }) + one.text,
                      ]
                        .filter((words) => words !== '')
                        .join(' · ')}
                      change={() => setEditing({ part: 'templates', one })}
                      discard={() =>
                        void remove(
                          call('desk', 'templates.remove', { template: one.id }),
                          t('removed', { name: one.name }),
                        )
                      }
                    />
                  ))
                : slots.map((one) => (
                    <Line
                      key={one.id}
                      name={one.name}
                      about={[
                        one.zone === zone ? one.time : `${one.time} ${zoneName(one.zone)}`,
                        days(one),
                        sectionName(one.section),
                      ].join(' · ')}
                      change={() => setEditing({ part: 'slots', one })}
                      discard={() =>
                        void remove(
                          call('desk', 'recurring.remove', { slot: one.id }),
                          t('removed', { name: one.name }),
                        )
                      }
                    />
                  ))}
            </ul>
          </div>
        </>
      )}
    </Dialog>
  )
}
