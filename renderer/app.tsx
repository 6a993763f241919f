import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { Desk } from './features/desk/index.ts'
import { SignIn } from './features/session/index.ts'
import { subscribe } from './lib/client.ts'
import { faultLine } from './lib/faults.tsx'
import { Guard } from './lib/guard.tsx'
import { runCommand } from './lib/keyboard.ts'
import { go } from './lib/navigation.tsx'
import { currentLanguage } from './lib/preferences.ts'
import { SeatProvider, type Stage, useStage } from './lib/session.tsx'
import { Banner, ZoneProvider } from './ui/index.ts'
import { WindowCommands } from './window-commands.ts'

const Onboarding = lazy(() =>
  import('./features/onboarding/index.ts').then((part) => ({ default: part.Onboarding })),
)

/** Longer than any start takes, ms: from here on something is wrong, and the window says so. */
const TOO_LONG = 5000

/** Said when the desk process does not come, instead of an empty window for ever. */
const Late = (): ReactNode => {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), TOO_LONG)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  const fault = { code: 'desk-process-gone', params: {} } as const
  return <Banner look="stop">{faultLine(fault, currentLanguage())}</Banner>
}

/** The picture of index.html, kept while the desk has not spoken: never a blank window, never a spinner. */
const Shell = (): ReactNode => (
  <div className="shell">
    <div className="shell-rail" />
    <div className="shell-list" />
    <div className="shell-item">
      <Late />
    </div>
    <div className="shell-status" />
  </div>
)

/** Says that what the window waits for is on the screen: tests and the start proof wait for it. */
const Ready = (): null => {
  useEffect(() => {
    // Two frames: the first one draws, the second one knows that it was drawn.
    const first = requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        document.documentElement.dataset['ready'] = 'true'
      })
    })
    return () => cancelAnimationFrame(first)
  }, [])
  return null
}

/** The window: what it shows depends on whether there is a desk, and whether somebody sits at it. */
export const App = (): ReactNode => {
  const stage = useStage()

  useEffect(() => subscribe('shell', 'menu-command', ({ command }) => void runCommand(command)), [])
  useEffect(() => subscribe('shell', 'go-to', ({ view, item }) => go({ view, item, section: null })), [])
  useEffect(() => {
    document.title =
      stage.at === 'in' || stage.at === 'sign-in' ? `${stage.session.desk.name} - Kopij` : 'Kopij'
  }, [stage])

  return (
    <>
      <WindowCommands />
      <Staged stage={stage} />
    </>
  )
}

const Staged = ({ stage }: { stage: Stage }): ReactNode => {
  switch (stage.at) {
    case 'starting':
      return <Shell />
    case 'desks':
      return (
        <Guard>
          <Suspense fallback={<Shell />}>
            <Onboarding
              key={stage.way}
              desks={stage.desks}
              fault={stage.fault}
              back={stage.back}
              way={stage.way}
            />
            <Ready />
          </Suspense>
        </Guard>
      )
    case 'sign-in':
      return (
        <Guard>
          <SignIn key={stage.session.desk.id} session={stage.session} why={stage.why} who={stage.who} />
          <Ready />
        </Guard>
      )
    default:
      return (
        <SeatProvider session={stage.session} person={stage.person}>
          <ZoneProvider zone={stage.session.settings.zone}>
            <Guard key={stage.session.desk.id + stage.person.id}>
              <Desk />
              <Ready />
            </Guard>
          </ZoneProvider>
        </SeatProvider>
      )
  }
}
