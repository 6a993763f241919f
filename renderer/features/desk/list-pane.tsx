import { ListFilter, Search, X } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useDeferredValue, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemKind } from '../../../shared/domain/copy.ts'
import { State } from '../../../shared/domain/workflow.ts'
import { useNavigation } from '../../lib/navigation.tsx'
import { useOverview } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { IconButton, Kbd, Menu, Tabs } from '../../ui/index.ts'
import { ItemList } from './item-list.tsx'
import styles from './list-pane.module.css'
import { useTotal } from './list-rows.ts'
import { begunItem } from './new-item.ts'
import { useListName } from './search-key.ts'

const SearchResults = lazy(() =>
  import('../search/index.ts').then((part) => ({ default: part.SearchResults })),
)

type Kind = ItemKind | 'all'

/** States that have a list of their own, or none. */
const APART: readonly State[] = ['spiked', 'deleted', 'erased']

/** The list of a view: search, kinds with counts, a filter on states, and the rows. */
export const ListPane = ({ list }: { list: 'desk' | 'mine' | 'spiked' | 'trash' }): ReactNode => {
  const { t } = useTranslation('desk')
  const { t: state } = useTranslation('states')
  const { section, go } = useNavigation()
  const overview = useOverview()
  const [kind, setKind] = useState<Kind>('all')
  const [states, setStates] = useState<readonly State[]>([])
  const [query, setQuery] = useState('')
  const later = useDeferredValue(query.trim())
  // Out of a search at once: the list has to be there for the key that follows.
  const settled = query.trim() === '' ? '' : later
  const box = useRef<HTMLInputElement>(null)
  // A new item has no words yet that a search could find: it would be open and in no list.
  const begun = useStore(begunItem)
  const [listed, setListed] = useState(begun)
  if (listed !== begun) {
    setListed(begun)
    setQuery('')
  }
  const panel = useId()

  const rowsBefore = { list, section, states: [...states] }
  const all = useTotal({ ...rowsBefore, kind: null })
  const leads = useTotal({ ...rowsBefore, kind: 'lead' })
  const briefs = useTotal({ ...rowsBefore, kind: 'brief' })

  const sections = (overview?.sections ?? []).filter((each) => each.active).sort((a, b) => a.order - b.order)
  const name = useListName(list)

  return (
    <div className={styles['pane']}>
      <div className={styles['bar']}>
        <search className={styles['search']}>
          <Search className={styles['glass']} aria-hidden="true" />
          <input
            ref={box}
            data-search=""
            type="text"
            inputMode="search"
            className={styles['box']}
            aria-label={t('searchIn', { name })}
            placeholder={t('searchIn', { name })}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && query !== '') {
                event.preventDefault()
                setQuery('')
              } else if (event.key === 'Escape' || event.key === 'ArrowDown') {
                // Out of an empty field: the next letter is a command again, not a word to look for.
                event.preventDefault()
                document.getElementById(`${panel}-rows`)?.focus()
              }
            }}
          />
          {query === '' ? (
            <Kbd>/</Kbd>
          ) : (
            <button
              type="button"
              className={styles['clear']}
              aria-label={t('clearSearch')}
              onClick={() => {
                setQuery('')
                box.current?.focus()
              }}
            >
              <X aria-hidden="true" />
            </button>
          )}
        </search>
        <Menu
          align="end"
          entries={[
            // The narrow rail shows no sections, so they are here too.
            {
              type: 'choice',
              label: t('sections'),
              value: section ?? '',
              options: [
                { value: '', label: t('allSections') },
                ...sections.map(({ id, name: label }) => ({ value: id, label })),
              ],
              choose: (value) => go({ section: value === '' ? null : value }),
            },
            { type: 'line' },
            {
              type: 'check',
              label: t('allStates'),
              checked: states.length === 0,
              change: () => setStates([]),
            },
            ...State.options
              .filter((each) => !APART.includes(each))
              .map((each) => ({
                type: 'check' as const,
                label: state(each),
                checked: states.includes(each),
                change: (on: boolean) =>
                  setStates((before) => (on ? [...before, each] : before.filter((other) => other !== each))),
              })),
          ]}
        >
          <IconButton
            label={states.length === 0 ? t('filter') : t('filterOn', { count: states.length })}
            pressed={states.length > 0}
            icon={<ListFilter />}
          />
        </Menu>
      </div>
      {settled === '' ? (
        <>
          <div className={styles['kinds']}>
            <Tabs<Kind>
              label={t('kinds')}
              value={kind}
              choose={setKind}
              controls={panel}
              tabs={[
                { value: 'all', label: t('kindAll'), badge: all },
                { value: 'lead', label: t('kindLead'), badge: leads },
                { value: 'brief', label: t('kindBrief'), badge: briefs },
              ]}
            />
          </div>
          <div id={panel} role="tabpanel" aria-label={t('listOf', { name })} className={styles['panel']}>
            <ItemList
              id={`${panel}-rows`}
              name={name}
              filter={{ ...rowsBefore, kind: kind === 'all' ? null : kind }}
              filtered={states.length > 0 || kind !== 'all'}
              clearFilter={() => {
                setStates([])
                setKind('all')
              }}
            />
          </div>
        </>
      ) : (
        <Suspense fallback={null}>
          <SearchResults
            id={`${panel}-rows`}
            query={settled}
            section={section}
            states={states}
            everywhere={() => go({ section: null })}
          />
        </Suspense>
      )}
    </div>
  )
}
