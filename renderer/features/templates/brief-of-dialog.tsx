import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lineText } from '../../../shared/domain/copy.ts'
import { briefOfLead } from '../../../shared/domain/shorten.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { newItemId } from '../../lib/item-id.ts'
import { openItem } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useOverview } from '../../lib/session.tsx'
import { offerUndo, tellFault } from '../../lib/strip.ts'
import {
  Button,
  Dialog,
  Field,
  SmallCaps,
  TextInput,
  useNow,
  useZone,
  VisuallyHidden,
} from '../../ui/index.ts'
import { decide } from '../decisions/index.ts'
import { type ChosenTime, readTypedTime, TimeReading } from '../times/index.ts'
import { briefFrom } from './brief-from.ts'
import styles from './templates.module.css'

/** How many words a brief has where the desk does not say. */
const USUAL_LENGTH = 45

/** A brief out of a lead: what will stand in it, what was cut, and how long it may be, before it is made. */
export const BriefOfDialog = ({ item, close }: { item: Id; close: () => void }): ReactNode => {
  const { t } = useTranslation('templates')
  const { t: common } = useTranslation('common')
  const settings = useOverview()?.settings
  const zone = useZone()
  const now = useNow()
  const { data: lead, error } = useDeskQuery('items.copy', { item })
  const [length, setLength] = useState<string | null>(null)
  const [when, setWhen] = useState('')
  const [chosen, setChosen] = useState<ChosenTime | null>(null)
  const typed = Number(length ?? settings?.lengthOfBrief ?? USUAL_LENGTH)
  const words = Number.isInteger(typed) && typed > 0 ? typed : USUAL_LENGTH
  const brief = lead ? briefOfLead(lead, words) : null
  const reading = when.trim() === '' ? null : readTypedTime(when, { now, zone, past: 'refused' })
  const time = chosen ?? (reading?.kind === 'moment' ? reading.time : null)
  const ready = brief !== null && (reading === null || time !== null)

  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!brief || !ready) return
    const id = newItemId()
    try {
      await call('desk', 'items.create', { items: [briefFrom(item, brief, id)] })
    } catch (thrown) {
      return tellFault(faultOf(thrown))
    }
    close()
    if (time) {
      const { failed } = await decide([id], { type: 'schedule', ...time })
      if (failed[0]) return tellFault(failed[0].fault, '', id)
    } else openItem(id, 'body')
    offerUndo(t('briefOf.made', { count: brief.words }), () => {
      void decide([id], { type: 'spike' }).then(({ failed: [wrong] }) => wrong && tellFault(wrong.fault))
    })
  }
  return (
    <Dialog
      open
      close={close}
      title={t('briefOf.title')}
      actions={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button look="ink" type="submit" form="brief-of" keys={['↵']} disabled={!ready}>
            {t('briefOf.make')}
          </Button>
        </>
      }
    >
      {error ? <FaultBanner fault={error.fault} /> : null}
      {lead && !brief ? <p>{t('briefOf.empty')}</p> : null}
      <form id="brief-of" className={styles['form']} onSubmit={(event) => void make(event)}>
        <div className={styles['two']}>
          <Field label={t('briefOf.length')}>
            {(slot) => (
              <TextInput
                {...slot}
                type="number"
                min={5}
                max={400}
                value={length ?? String(words)}
                onChange={(event) => setLength(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('briefOf.when')}>
            {(slot) => (
              <TextInput
                {...slot}
                value={when}
                autoComplete="off"
                placeholder={t('briefOf.noTime')}
                onChange={(event) => {
                  setWhen(event.target.value)
                  setChosen(null)
                }}
              />
            )}
          </Field>
        </div>
        {reading ? (
          <p className={styles['reading']} role="status">
            {reading.kind === 'none' ? (
              t('briefOf.unread')
            ) : (
              <TimeReading reading={reading} choose={setChosen} />
            )}
          </p>
        ) : null}
        {brief && lead ? (
          <div className={styles['brief']} lang={lead.language}>
            <p>
              <SmallCaps dateline={brief.copy.dateline} credits={brief.copy.credits} />{' '}
              {brief.copy.body.map((block) => (block.type === 'paragraph' ? lineText(block.line) : ''))}
              {brief.cut === '' ? null : (
                <>
                  {' '}
                  <VisuallyHidden>{t('briefOf.cut')}: </VisuallyHidden>
                  <del title={t('briefOf.cut')}>{brief.cut}</del>
                </>
              )}
            </p>
          </div>
        ) : null}
        {brief ? (
          <p className={styles['reading']}>
            {t('briefOf.words', { count: brief.words })}
            {brief.paragraphs > 0 ? ` ${t('briefOf.left', { count: brief.paragraphs })}` : ''}
          </p>
        ) : null}
      </form>
    </Dialog>
  )
}
