import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, type CommandGroup, listCommands, useKeyCaps } from '../../lib/keyboard.ts'
import { Dialog, Keys } from '../../ui/index.ts'
import styles from './palette.module.css'

const GROUPS: readonly CommandGroup[] = ['go', 'list', 'item', 'write', 'decide', 'queue', 'window', 'desk']

/** Every key that does something now, by what it is for. */
export const KeysOverview = ({ close }: { close: () => void }): ReactNode => {
  const { t } = useTranslation('keys')
  const caps = useKeyCaps()
  const commands = listCommands().filter((command) => (command.keys?.length ?? 0) > 0)
  const inGroup = (group: CommandGroup): Command[] => commands.filter((command) => command.group === group)
  return (
    <Dialog reading open close={close} title={t('title')} size="wide">
      <p className={styles['intro']}>{t('intro')}</p>
      <div className={styles['overview']}>
        {GROUPS.filter((group) => inGroup(group).length > 0).map((group) => (
          <section key={group} className={styles['section']}>
            <h3>{t(`group.${group}`)}</h3>
            <dl>
              {inGroup(group).map((command) => (
                <div key={command.id} className={styles['pair']}>
                  <dt>{command.title}</dt>
                  <dd>
                    {command.keys?.map((keys) => (
                      <Keys key={keys} keys={caps(keys)} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
