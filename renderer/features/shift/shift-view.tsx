import { FileDown, Printer } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openPlaceholders } from '../../../shared/domain/recurring.ts'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useCommands, useKeyCaps } from '../../lib/keyboard.ts'
import { go, usePlace } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useOverview, useSession } from '../../lib/session.tsx'
import { tell, tellFault } from '../../lib/strip.ts'
import { clockTime, dayOf, fullTime } from '../../lib/time.ts'
import { Button, Segmented, useNow, useZone } from '../../ui/index.ts'
import { dayOf as dayAround } from '../preview/index.ts'
import { type Handover, handoverOf } from './handover.ts'
import { csvFile } from './plan-csv.ts'
import { planRows } from './plan-rows.ts'
import styles from './shift.module.css'
import { DeliveryTable, ShiftPart, SlotTable } from './shift-lists.tsx'

const DAY = 24 * 3_600_000
/** How many briefs without a time are looked through for what waits. */
const LOOSE = 500
/** The deliveries that are looked through: newest first. */
const DELIVERIES = 500

type Reach = 'today' | 'day'

/** How the desk stands for whoever takes over: what was missed, what failed, what waits, what is watched, what comes. */
export const ShiftView = (): ReactNode => {
  const { t, i18n } = useTranslation('shift')
  const { t: states } = useTranslation('states')
  const caps = useKeyCaps()
  const { session, person } = useSession()
  const overview = useOverview()
  const zone = useZone()
  const now = useNow()
  const section = usePlace((place) => place.section)
  const [reach, setReach] = useState<Reach>('today')
  const { start, minutes } = dayAround(now, zone)
  const to = reach === 'today' ? start + minutes * 60_000 : start + minutes * 60_000 + DAY
  const day = useDeskQuery('queue.day', { from: start, to, section, loose: LOOSE }, { keep: true })
  const sent = useDeskQuery('deliveries.list', { item: null, target: null, status: null, limit: DELIVERIES })
  const sectionOf = (id: string): string => overview?.sections.find((one) => one.id === id)?.name ?? ''
  const standing = [...(day.data?.slots ?? []), ...(day.data?.loose ?? [])].map(
    ({ id, section: of, dueAt, outAt }) => ({ id, section: of, at: outAt ?? dueAt }),
  )
  const recurring = (overview?.recurring ?? []).filter((slot) => section === null || slot.section === section)
  const empty = openPlaceholders(dayOf(now, zone), recurring, standing).filter(({ at }) => at > now)
  const found: Handover | null = day.data ? handoverOf(day.data, sent.data ?? [], empty) : null

  const back = (): void => go({ view: 'queue' })
  const print = (): void => window.print()
  const save = async (): Promise<void> => {
    if (!day.data) return
    try {
      const grant = await call('shell', 'shell.pick-folder', {})
      if (!grant) return
      const rows = planRows(day.data.slots, {
        zone,
        sectionOf,
        stateOf: (state) => states(state),
        column: (name) => t(`csv.${name}`),
      })
      const name = `${t('csv.file')}-${dayOf(now, zone)}.csv`
      await call('desk', 'export.file', { grant: grant.id, name, mediaType: 'text/csv', text: csvFile(rows) })
      tell(t('saved', { name, folder: grant.label }))
    } catch (thrown) {
      tellFault(faultOf(thrown))
    }
  }
  useCommands([
    { id: 'shift.back', title: t('back'), group: 'window', keys: ['Escape'], run: back },
    { id: 'shift.print', title: t('print'), group: 'window', keys: ['Mod+P'], run: print },
    { id: 'shift.save', title: t('save'), group: 'window', keys: ['Mod+Shift+S'], run: () => void save() },
  ])

  const moment = fullTime(now, zone, i18n.language)
  return (
    <section className={styles['view']} data-pane="item" data-print aria-label={t('title')}>
      <header className={styles['bar']}>
        <h1>{t('title')}</h1>
        <span className={styles['choices']}>
          <Segmented
            label={t('reach')}
            value={reach}
            choose={setReach}
            options={[
              { value: 'today', label: t('today') },
              { value: 'day', label: t('alsoTomorrow') },
            ]}
          />
          <Button icon={<Printer />} keys={caps('Mod+P')} onClick={print}>
            {t('print')}
          </Button>
          <Button icon={<FileDown />} onClick={() => void save()}>
            {t('save')}
          </Button>
          <Button keys={caps('Escape')} onClick={back}>
            {t('back')}
          </Button>
        </span>
      </header>
      {day.error ? <FaultBanner fault={day.error.fault} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the page scrolls by keys, so it has to take focus */}
      <section className={styles['scroll']} aria-label={t('page')} tabIndex={0} data-pane-focus>
        <article className={styles['sheet']}>
          <p className={styles['printed']} aria-hidden="true">
            {t('title')}
          </p>
          <p className={styles['about']}>
            {t('about', { desk: session.settings.name, person: person.name, moment })}
            {section === null ? '' : ` ${t('onlySection', { section: sectionOf(section) })}`}
          </p>
          {found ? (
            <>
              <ShiftPart title={t('missed.title')} count={found.missed.length} none={t('missed.none')}>
                <SlotTable label={t('missed.title')} slots={found.missed} now={now} late />
              </ShiftPart>
              <ShiftPart title={t('failed.title')} count={found.failed.length} none={t('failed.none')}>
                <DeliveryTable label={t('failed.title')} deliveries={found.failed} />
              </ShiftPart>
              <ShiftPart title={t('waiting.title')} count={found.waiting.length} none={t('waiting.none')}>
                <SlotTable label={t('waiting.title')} slots={found.waiting} now={now} />
              </ShiftPart>
              <ShiftPart title={t('watched.title')} count={found.watched.length} none={t('watched.none')}>
                <DeliveryTable label={t('watched.title')} deliveries={found.watched} />
              </ShiftPart>
              {found.empty.length > 0 ? (
                <ShiftPart title={t('empty.title')} count={found.empty.length} none="">
                  <ul className={styles['plain']}>
                    {found.empty.map(({ brief, at, slot }) => (
                      <li key={brief}>
                        <b>{clockTime(at, zone)}</b> {slot.name}, {sectionOf(slot.section)}
                      </li>
                    ))}
                  </ul>
                </ShiftPart>
              ) : null}
              <ShiftPart title={t('queued.title')} count={found.queued.length} none={t('queued.none')}>
                <SlotTable label={t('queued.title')} slots={found.queued} now={now} />
              </ShiftPart>
            </>
          ) : null}
        </article>
      </section>
    </section>
  )
}
