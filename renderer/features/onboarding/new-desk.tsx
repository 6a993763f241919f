import { Plus, X } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Field, TextInput } from '../../ui/index.ts'
import styles from './onboarding.module.css'

type Made = { name: string; person: string; sections: string[] }

/** The form of the first start. Nothing in it is asked twice, and all but two lines is filled in. */
export const NewDesk = ({ busy, create }: { busy: boolean; create: (made: Made) => void }): ReactNode => {
  const { t } = useTranslation('onboarding')
  const [name, setName] = useState('')
  const [person, setPerson] = useState('')
  const [sections, setSections] = useState<readonly string[]>([
    t('sectionHome'),
    t('sectionForeign'),
    t('sectionEconomy'),
    t('sectionSport'),
    t('sectionCulture'),
  ])
  const [added, setAdded] = useState('')
  const [missing, setMissing] = useState<'none' | 'name' | 'person' | 'section'>('none')
  const nameField = useRef<HTMLInputElement>(null)
  const personField = useRef<HTMLInputElement>(null)
  const addField = useRef<HTMLInputElement>(null)

  const add = (): void => {
    const section = added.trim()
    if (section !== '' && !sections.includes(section)) setSections([...sections, section])
    setAdded('')
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const made = { name: name.trim(), person: person.trim(), sections: [...sections] }
    if (made.name === '') {
      setMissing('name')
      nameField.current?.focus()
    } else if (made.person === '') {
      setMissing('person')
      personField.current?.focus()
    } else if (made.sections.length === 0) {
      setMissing('section')
      addField.current?.focus()
    } else create(made)
  }

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <header>
        <h1 className={styles['headline']}>{t('title')}</h1>
        <p className={styles['intro']}>{t('intro')}</p>
      </header>
      <div className={styles['names']}>
        <Field
          label={t('deskName')}
          hint={t('deskNameHint')}
          error={missing === 'name' ? t('needDeskName') : null}
        >
          {(slot) => (
            <TextInput
              {...slot}
              ref={nameField}
              // The first thing to do at the first start.
              autoFocus
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={t('yourName')}
          hint={t('yourNameHint')}
          error={missing === 'person' ? t('needYourName') : null}
        >
          {(slot) => (
            <TextInput
              {...slot}
              ref={personField}
              maxLength={80}
              value={person}
              onChange={(event) => setPerson(event.target.value)}
            />
          )}
        </Field>
      </div>
      <fieldset className={styles['sections']}>
        <legend className={styles['label']}>{t('sections')}</legend>
        <ul className={styles['chips']}>
          {sections.map((section) => (
            <li key={section} className={styles['chip']}>
              {section}
              <button
                type="button"
                className={styles['cross']}
                aria-label={t('removeSection', { name: section })}
                onClick={() => {
                  setSections(sections.filter((each) => each !== section))
                  addField.current?.focus()
                }}
              >
                <X aria-hidden="true" />
              </button>
            </li>
          ))}
          <li className={styles['adding']}>
            <input
              ref={addField}
              type="text"
              className={styles['add']}
              aria-label={t('addSection')}
              placeholder={t('addSection')}
              maxLength={60}
              value={added}
              onChange={(event) => setAdded(event.target.value)}
              onBlur={add}
              onKeyDown={(event) => {
                if (event.key === 'Backspace' && added === '') setSections(sections.slice(0, -1))
                if (event.key !== 'Enter' && event.key !== ',') return
                // Enter in an empty field is for the form.
                if (event.key === 'Enter' && added.trim() === '') return
                event.preventDefault()
                add()
              }}
            />
            <Plus aria-hidden="true" />
          </li>
        </ul>
        <p className={styles['hint']} role={missing === 'section' ? 'alert' : undefined}>
          {missing === 'section' && sections.length === 0 ? t('needSection') : t('sectionsHint')}
        </p>
      </fieldset>
      <div className={styles['start']}>
        <Button look="ink" tall type="submit" disabled={busy}>
          {busy ? t('starting') : t('start')}
        </Button>
        <p className={styles['hint']}>{t('noAccount')}</p>
      </div>
    </form>
  )
}
