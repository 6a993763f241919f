import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { initials } from '../../../shared/domain/person.ts'
import type { Id } from '../../../shared/ids.ts'
import { useCommands } from '../../lib/keyboard.ts'
import { type Colleague, follow, useFollowed, usePeopleIn } from '../../lib/presence.ts'
import { colourOf, firstName } from '../../lib/presence-model.ts'
import { Announce, IconButton, Menu, VisuallyHidden } from '../../ui/index.ts'
import styles from './people-row.module.css'

/** Beyond this many only initials stand in the bar, and beyond MOST a number. */
const NAMED = 1
const MOST = 4
/** People who come and go within this time are not announced, ms. */
const CALM = 2500

/** What is said aloud when somebody comes: once, after a while, and nothing when everybody has gone again. */
const useArrivals = (people: readonly Colleague[]): string => {
  const { t, i18n } = useTranslation('together')
  const [said, setSaid] = useState('')
  const known = useRef<ReadonlySet<Id>>(new Set())
  useEffect(() => {
    const timer = setTimeout(() => {
      const names = people.filter(({ person }) => !known.current.has(person)).map(({ name }) => name)
      known.current = new Set(people.map(({ person }) => person))
      const list = new Intl.ListFormat(i18n.language).format(names)
      setSaid(names.length === 0 ? '' : t('arrived', { count: names.length, names: list }))
    }, CALM)
    return () => clearTimeout(timer)
  }, [people, t, i18n.language])
  return said
}

/** The colleagues in an item, in its bar. A press follows one of them, and any key of one's own ends that. */
export const PeopleRow = ({ item }: { item: Id }): ReactNode => {
  const { t } = useTranslation('together')
  const people = usePeopleIn(item)
  const followed = useFollowed()
  const said = useArrivals(people)

  useCommands(
    people.map(({ person, name }) => ({
      id: `together.follow-${person}`,
      title: t('follow', { name }),
      group: 'item' as const,
      run: () => follow(person),
    })),
  )
  const toggle = (person: Id): void => follow(followed === person ? null : person)
  const words = ({ person, name, writes }: Colleague): string =>
    followed === person
      ? t('following', { name: firstName(name) })
      : t(writes ? 'writesAlong' : 'readsAlong', { name: firstName(name) })
  const shown = people.length > MOST ? people.slice(0, MOST - 1) : people
  const rest = people.slice(shown.length)
  return (
    <>
      {/* Always there, so that what it says is heard. */}
      <Announce>{said}</Announce>
      {people.length === 0 ? null : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no row of a bar.
        <div role="group" aria-label={t('people')} className={styles['row']}>
          {shown.map((one) => (
            <button
              key={one.person}
              type="button"
              className={styles['person']}
              data-peer={colourOf(one.person)}
              data-follows
              aria-pressed={followed === one.person}
              title={followed === one.person ? t('endFollow') : t('follow', { name: one.name })}
              onClick={() => toggle(one.person)}
            >
              <span className={styles['face']} aria-hidden="true">
                {initials(one.name)}
              </span>
              {people.length <= NAMED || followed === one.person ? (
                <span className={styles['words']}>{words(one)}</span>
              ) : (
                <VisuallyHidden>{words(one)}</VisuallyHidden>
              )}
            </button>
          ))}
          {rest.length > 0 ? (
            <Menu
              align="end"
              entries={rest.map(({ person, name }) => ({
                type: 'item',
                label: t('follow', { name }),
                run: () => follow(person),
              }))}
            >
              <IconButton label={t('more', { count: rest.length })} icon={<span>+{rest.length}</span>} />
            </Menu>
          ) : null}
        </div>
      )}
    </>
  )
}
