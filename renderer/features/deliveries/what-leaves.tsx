import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import { OutFormatName, USUAL_NAME } from '../../../shared/domain/target.ts'
import type { Id } from '../../../shared/ids.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useOverview } from '../../lib/session.tsx'
import { Banner, Button, Dialog, Field, Select } from '../../ui/index.ts'
import styles from './what-is-sent.module.css'
import { WhatIsSent } from './what-is-sent.tsx'

/** What is looked at: a target as it is set, or a format as such. */
type For = { target: Id } | { format: OutFormatName }

const ForTarget = ({ item, target, name }: { item: Id; target: Id; name: string }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const { t: targets } = useTranslation('targets')
  const { data, error } = useDeskQuery('targets.preview', { item, target })
  if (error) return <FaultBanner fault={error.fault} item={item} />
  if (!data) return null
  return (
    <>
      {data.keptBy === null ? null : (
        <Banner look="note" title={t('preview.kept')}>
          {targets(`rules.keptBy.${data.keptBy}`)}
        </Banner>
      )}
      <WhatIsSent files={data.files} findings={data.findings} target={name} />
    </>
  )
}

const InFormat = ({ item, format }: { item: Id; format: OutFormatName }): ReactNode => {
  const { data, error } = useDeskQuery('targets.preview-draft', {
    item,
    settings: { kind: 'folder', formats: [format], fileName: USUAL_NAME, pages: false },
    profiles: USUAL_PROFILES,
  })
  if (error) return <FaultBanner fault={error.fault} item={item} />
  return data ? <WhatIsSent files={data.files} findings={data.findings} /> : null
}

/** What a target would receive of an item, byte for byte, with everything that would keep it in. */
export const WhatLeaves = ({
  item,
  headline,
  target = null,
  close,
}: {
  item: Id
  headline: string
  /** The target to begin with; without one it is the first. */
  target?: Id | null
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('deliveries')
  const { t: targets } = useTranslation('targets')
  const { t: common } = useTranslation('common')
  const known = (useOverview()?.targets ?? []).filter(({ active }) => active)
  const first = known.find(({ id }) => id === target) ?? known[0]
  const [chosen, setChosen] = useState<For | null>(null)
  const shown: For = chosen ?? (first ? { target: first.id } : { format: 'newsml-g2-nitf' })
  const options = [
    ...known.map(({ id, name }) => ({ value: `target ${id}`, label: t('preview.asTarget', { name }) })),
    ...OutFormatName.options.map((format) => ({
      value: `format ${format}`,
      label: t('preview.asFormat', { format: targets(`format.${format}`) }),
    })),
  ]
  const choose = (value: string): void => {
    const format = OutFormatName.safeParse(value.slice('format '.length))
    setChosen(format.success ? { format: format.data } : { target: value.slice('target '.length) })
  }
  return (
    <Dialog
      open
      close={close}
      size="wide"
      title={t('preview.title')}
      actions={<Button onClick={close}>{common('close')}</Button>}
    >
      <div className={styles['sent']}>
        <p className={styles['of']}>{headline || common('untitledBrief')}</p>
        <Field label={t('preview.choose')} hint={t('preview.now')}>
          {(slot) => (
            <Select<string>
              {...slot}
              value={'target' in shown ? `target ${shown.target}` : `format ${shown.format}`}
              options={options}
              choose={choose}
            />
          )}
        </Field>
        {'target' in shown ? (
          <ForTarget
            key={shown.target}
            item={item}
            target={shown.target}
            name={known.find(({ id }) => id === shown.target)?.name ?? ''}
          />
        ) : (
          <InFormat key={shown.format} item={item} format={shown.format} />
        )}
      </div>
    </Dialog>
  )
}
