import { ArrowLeft, FileInput, UserPlus } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import type { DeskInfo } from '../../../shared/ipc/desk.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useCommands } from '../../lib/keyboard.ts'
import { currentLanguage, prefer, usePreferences } from '../../lib/preferences.ts'
import { openDesk, type Way } from '../../lib/session.tsx'
import { Button, LinkButton, Segmented } from '../../ui/index.ts'
import { beginItem } from '../desk/index.ts'
import { JoinDesk } from './join-desk.tsx'
import { NewDesk } from './new-desk.tsx'
import styles from './onboarding.module.css'

/**
 * A desk in under a minute: name it and yourself, join the one of your colleagues, or look at the example first. Also
 * where a person ends up who asked for another desk, or whose desk would not open.
 */
export const Onboarding = ({
  desks,
  fault,
  back,
  way,
}: {
  desks: readonly DeskInfo[]
  fault: Fault | null
  back: DeskInfo | null
  way: Way
}): ReactNode => {
  const { t, i18n } = useTranslation('onboarding')
  const { t: desk } = useTranslation('desk')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Fault | null>(fault)
  const [joining, setJoining] = useState(way === 'join')
  const joinButton = useRef<HTMLButtonElement>(null)
  const firstDesk = useRef<HTMLButtonElement>(null)

  const others = desks.filter((each) => each.id !== back?.id)
  useCommands([
    {
      id: 'desk.choose',
      title: t('existing'),
      group: 'desk',
      keyOnly: true,
      // The choice is this page: it is gone to, or there is nothing to choose from.
      when: () => others.length > 0,
      run: () => {
        setJoining(false)
        requestAnimationFrame(() => firstDesk.current?.focus())
      },
    },
  ])

  const begin = async (make: () => Promise<DeskInfo | null>, then?: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const made = await make()
      if (made) {
        await openDesk(made.id)
        return await then?.()
      }
    } catch (thrown) {
      setProblem(faultOf(thrown))
    }
    setBusy(false)
  }

  if (joining)
    return (
      <Page>
        <LinkButton
          onClick={() => {
            // Who asked for this from a desk goes back to it, who came by the first start goes back to that.
            if (way === 'join' && back) return void openDesk(back.id)
            setJoining(false)
            requestAnimationFrame(() => joinButton.current?.focus())
          }}
        >
          <ArrowLeft className={styles['arrow']} aria-hidden="true" />
          {way === 'join' && back ? t('backToDesk', { name: back.name }) : t('back')}
        </LinkButton>
        <JoinDesk desks={desks} />
      </Page>
    )

  return (
    <Page>
      {back ? (
        <LinkButton onClick={() => void openDesk(back.id)}>
          <ArrowLeft className={styles['arrow']} aria-hidden="true" />
          {t('backToDesk', { name: back.name })}
        </LinkButton>
      ) : null}
      {problem ? <FaultBanner fault={problem} /> : null}
      {others.length > 0 ? (
        <section>
          <h2 className={styles['small']}>{t('existing')}</h2>
          <ul className={styles['desks']}>
            {others.map(({ id, name, example }, index) => (
              <li key={id}>
                <button
                  type="button"
                  ref={index === 0 ? firstDesk : undefined}
                  className={styles['desk']}
                  onClick={() => void openDesk(id)}
                >
                  {name}
                  {example ? <span className={styles['mark']}>{desk('exampleMark')}</span> : null}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {/* The sections are words of a language: another language begins with others. */}
      <NewDesk
        key={i18n.language}
        busy={busy}
        create={(made) =>
          void begin(
            () => call('desk', 'desks.create', { ...made, language: currentLanguage() }),
            // The button says that writing begins, so it does: in a first lead, with the caret in its headline.
            async () => beginItem('lead', await call('desk', 'desk.overview', {})),
          )
        }
      />
      <div className={styles['others']}>
        <section className={styles['other']}>
          <h2 className={styles['title']}>{t('joinTitle')}</h2>
          <p>{t('joinText')}</p>
          <div className={styles['acts']}>
            <Button ref={joinButton} icon={<UserPlus />} disabled={busy} onClick={() => setJoining(true)}>
              {t('openJoin')}
            </Button>
          </div>
        </section>
        <section className={styles['other']}>
          <h2 className={styles['title']}>{t('exampleTitle')}</h2>
          <p>{t('exampleText')}</p>
          <div className={styles['acts']}>
            <Button
              disabled={busy}
              onClick={() =>
                void begin(() => call('desk', 'desks.create-example', { language: currentLanguage() }))
              }
            >
              {t('openExample')}
            </Button>
            <Button
              look="quiet"
              icon={<FileInput />}
              disabled={busy}
              onClick={() =>
                void begin(async () => {
                  const grant = await call('shell', 'shell.pick-open', {})
                  return grant ? await call('desk', 'desks.open-file', { grant: grant.id }) : null
                })
              }
            >
              {t('openFile')}
            </Button>
          </div>
        </section>
      </div>
    </Page>
  )
}

/** The sheet, and above it the language and the colours. */
const Page = ({ children }: { children: ReactNode }): ReactNode => (
  <main className={styles['page']} data-pane="view" tabIndex={-1}>
    <div className={styles['switches']}>
      <LanguageAndTheme />
    </div>
    <div className={styles['sheet']}>{children}</div>
  </main>
)

const LanguageAndTheme = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation('common')
  const { theme } = usePreferences()
  return (
    <>
      <Segmented
        label={t('language')}
        options={[
          { value: 'nl', label: common('dutch') },
          { value: 'en', label: common('english') },
        ]}
        value={currentLanguage()}
        choose={(language) => void prefer({ language })}
      />
      <Segmented
        label={t('theme')}
        options={[
          { value: 'system', label: t('themeSystem') },
          { value: 'light', label: t('themeLight') },
          { value: 'dark', label: t('themeDark') },
        ]}
        value={theme}
        choose={(chosen) => void prefer({ theme: chosen })}
      />
    </>
  )
}
