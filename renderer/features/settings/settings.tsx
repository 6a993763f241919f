import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { mayManageDesk } from '../../../shared/domain/permissions.ts'
import { unreachable } from '../../../shared/errors.ts'
import type { Overview } from '../../../shared/ipc/desk.ts'
import { SettingsTab, useNavigation } from '../../lib/navigation.tsx'
import { useOverview, useSession } from '../../lib/session.tsx'
import { Banner, Tabs } from '../../ui/index.ts'
import { AgencySettings } from './agency-settings.tsx'
import { AppearanceSettings } from './appearance-settings.tsx'
import { ComputerSettings } from './computer-settings.tsx'
import { DataSettings } from './data-settings.tsx'
import { DeskForm } from './desk-settings.tsx'
import { PeopleSettings } from './people-settings.tsx'
import { QueueSettings } from './queue-settings.tsx'
import { SectionSettings } from './section-settings.tsx'
import styles from './settings.module.css'
import { SharingSettings } from './sharing-settings.tsx'
import { TargetSettings } from './target-settings.tsx'

/** What a part of the settings needs: the desk as it is, and whether this person may change it. */
export type PartProps = { overview: Overview; may: boolean }

const Part = ({ tab, ...props }: PartProps & { tab: SettingsTab }): ReactNode => {
  switch (tab) {
    case 'desk':
      return <DeskForm {...props} />
    case 'people':
      return <PeopleSettings {...props} />
    case 'sharing':
      return <SharingSettings {...props} />
    case 'computers':
      return <ComputerSettings {...props} />
    case 'sections':
      return <SectionSettings {...props} />
    case 'agencies':
      return <AgencySettings {...props} />
    case 'targets':
      return <TargetSettings {...props} />
    case 'queue':
      return <QueueSettings {...props} />
    case 'appearance':
      return <AppearanceSettings />
    case 'data':
      return <DataSettings />
    default:
      return unreachable(tab)
  }
}

/** The settings: parts on the left, the part on a sheet. What changes is kept at once; there is no form to leave. */
export const Settings = (): ReactNode => {
  const { t } = useTranslation('settings')
  const { person } = useSession()
  const { settings: tab, go } = useNavigation()
  const overview = useOverview()
  const may = mayManageDesk(person)
  const panel = useId()
  const ofDesk = tab !== 'appearance' && tab !== 'data' && tab !== 'computers'
  return (
    <div className={styles['view']}>
      <header className={styles['bar']}>
        <h1 className={styles['title']}>{t('title')}</h1>
      </header>
      <div className={styles['body']}>
        <div className={styles['tabs']}>
          <Tabs<SettingsTab>
            upright
            label={t('tabs')}
            tabs={SettingsTab.options.map((value) => ({ value, label: t(`tab.${value}`) }))}
            value={tab}
            choose={(settings) => go({ settings })}
            controls={panel}
          />
        </div>
        <div id={panel} role="tabpanel" aria-label={t(`tab.${tab}`)} className={styles['panel']}>
          <div className={styles['sheet']}>
            <h2 className={styles['heading']}>{t(`tab.${tab}`)}</h2>
            {ofDesk && !may ? <Banner look="note">{t('onlyAdmin')}</Banner> : null}
            {overview ? <Part tab={tab} overview={overview} may={may} /> : null}
          </div>
        </div>
      </div>
    </div>
  )
}
