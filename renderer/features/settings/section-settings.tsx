import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Plus } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Section } from '../../../shared/domain/section.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { offerUndo } from '../../lib/strip.ts'
import { Button, IconButton, TextInput } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import { inOrder, moved } from './section-order.ts'
import styles from './settings.module.css'
import type { PartProps } from './settings.tsx'

/** The sections of the desk: their names, their order, and which are still in use. */
export const SectionSettings = ({ overview, may }: PartProps): ReactNode => {
  const { t } = useTranslation('settings')
  const { attempt, busy, fault } = useAttempt()
  const [added, setAdded] = useState('')
  const sections = inOrder(overview.sections)
  const active = sections.filter((section) => section.active)

  const save = (changed: readonly Section[]): Promise<boolean> =>
    attempt(async () => {
      for (const section of changed) await call('desk', 'desk.save-section', section)
    })
  const retire = async (section: Section): Promise<void> => {
    if (await save([{ ...section, active: false }])) {
      offerUndo(t('sections.retiredNote', { name: section.name }), () => void save([section]))
    }
  }
  const add = (event: SubmitEvent): void => {
    event.preventDefault()
    const name = added.trim()
    if (name === '') return
    void save([{ id: crypto.randomUUID(), name, order: sections.length, active: true }]).then((ok) => {
      if (ok) setAdded('')
    })
  }

  return (
    <div className={styles['form']}>
      <p className={styles['intro']}>{t('sections.intro')}</p>
      {fault ? <FaultBanner fault={fault} /> : null}
      <ul className={styles['table']}>
        {sections.map((section) => (
          <li key={section.id} className={styles['entry']} data-gone={!section.active}>
            <SectionName
              key={section.name}
              section={section}
              may={may && section.active}
              rename={(name) => void save([{ ...section, name }])}
            />
            {section.active ? null : <span className={styles['hint']}>{t('sections.retired')}</span>}
            {may && section.active ? (
              <>
                <IconButton
                  label={t('sections.up', { name: section.name })}
                  icon={<ArrowUp />}
                  disabled={busy || section.id === active[0]?.id}
                  onClick={() => void save(moved(sections, section.id, -1))}
                />
                <IconButton
                  label={t('sections.down', { name: section.name })}
                  icon={<ArrowDown />}
                  disabled={busy || section.id === active.at(-1)?.id}
                  onClick={() => void save(moved(sections, section.id, 1))}
                />
                <IconButton
                  label={t('sections.retire', { name: section.name })}
                  icon={<Archive />}
                  disabled={busy || active.length === 1}
                  onClick={() => void retire(section)}
                />
              </>
            ) : null}
            {may && !section.active ? (
              <IconButton
                label={t('sections.back', { name: section.name })}
                icon={<ArchiveRestore />}
                onClick={() => void save([{ ...section, active: true }])}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {may ? (
        <form className={styles['line']} onSubmit={add}>
          <TextInput
            aria-label={t('sections.name')}
            placeholder={t('sections.name')}
            maxLength={60}
            value={added}
            onChange={(event) => setAdded(event.target.value)}
          />
          <Button type="submit" icon={<Plus />} disabled={busy || added.trim() === ''}>
            {t('sections.add')}
          </Button>
        </form>
      ) : null}
    </div>
  )
}

/** A name that is changed where it stands; Enter or leaving it keeps it, Escape gives the old one back. */
const SectionName = ({
  section,
  may,
  rename,
}: {
  section: Section
  may: boolean
  rename: (name: string) => void
}): ReactNode => {
  const { t } = useTranslation('settings')
  const [name, setName] = useState(section.name)
  if (!may) return <span className={styles['main']}>{section.name}</span>
  return (
    <span className={styles['main']}>
      <TextInput
        bare
        aria-label={t('sections.rename', { name: section.name })}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => {
          const next = name.trim()
          if (next !== '' && next !== section.name) rename(next)
          else setName(section.name)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') setName(section.name)
        }}
      />
    </span>
  )
}
