import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect } from 'react'
import styles from './app.module.css'
import { Desk } from './features/desk/index.ts'
import { SignIn } from './features/session/index.ts'
import { subscribe } from './lib/client.ts'
import { Guard } from './lib/guard.tsx'
import { runCommand } from './lib/keyboard.ts'
import { SeatProvider, useStage } from './lib/session.tsx'
import { ZoneProvider } from './ui/index.ts'

const Onboarding = lazy(() =>
  import('./features/onboarding/index.ts').then((part) => ({ default: part.Onboarding })),
)

/** The picture before the desk has spoken: the panes, empty. Never a blank window, never a spinner. */
const Shell = (): ReactNode => (
  <div className={styles['shell']} aria-hidden="true">
    <div className={styles['rail']} />
    <div className={styles['list']} />
    <div className={styles['item']} />
    <div className={styles['status']} />
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

  useLayoutEffect(() => {
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('shell-painted')))
  }, [])
  useEffect(() => subscribe('shell', 'menu-command', ({ command }) => void runCommand(command)), [])
  useEffect(() => {
    document.title =
      stage.at === 'in' || stage.at === 'sign-in' ? `${stage.session.desk.name} - Kopij` : 'Kopij'
  }, [stage])

  switch (stage.at) {
    case 'starting':
      return <Shell />
    case 'desks':
      return (
        <Guard>
          <Suspense fallback={<Shell />}>
            <Onboarding desks={stage.desks} fault={stage.fault} back={stage.back} />
            <Ready />
          </Suspense>
        </Guard>
      )
    case 'sign-in':
      return (
        <Guard>
          <SignIn key={stage.session.desk.id} session={stage.session} />
          <Ready />
        </Guard>
      )
    default:
      return (
        <SeatProvider session={stage.session} person={stage.person}>
          <ZoneProvider zone={stage.session.settings.zone}>
            <Desk key={stage.session.desk.id + stage.person.id} />
            <Ready />
          </ZoneProvider>
        </SeatProvider>
      )
  }
}
