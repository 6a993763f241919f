import { lazy, type ReactNode, Suspense } from 'react'
import { Guard } from '../../lib/guard.tsx'
import { incoming } from '../../lib/incoming.ts'
import { making } from '../../lib/making.ts'
import { shellInfo } from '../../lib/preferences.ts'
import { useStore } from '../../lib/store.ts'
import { AfterQuestion } from '../after/index.ts'
import { Palette } from '../palette/index.ts'
import { RepairedNotice, WayPanels } from '../waiting/index.ts'
import { EraseQuestion } from './ask-erase.tsx'
import { ReleaseQuestion } from './ask-release.tsx'
import { useDeskCommands } from './commands.ts'
import styles from './desk.module.css'
import { FileDrop } from './file-drop.tsx'
import { Panes } from './panes.tsx'
import { StatusLine } from './status-line.tsx'
import { Strip } from './strip.tsx'

const ImportDialog = lazy(() => import('../import/index.ts').then((part) => ({ default: part.ImportDialog })))
const MakingDialog = lazy(() =>
  import('../templates/index.ts').then((part) => ({ default: part.MakingDialog })),
)

/** The desk: panes, strip, status line, and what lies on top of them. */
export const Desk = (): ReactNode => {
  // A window that was opened for one item shows that item and nothing to go elsewhere with.
  const solo = useStore(shellInfo, (info) => info?.item ?? null)
  useDeskCommands(solo !== null)
  const brought = useStore(incoming, (now) => now !== null)
  const made = useStore(making, (now) => now !== null)
  return (
    <div className={styles['window']}>
      <RepairedNotice />
      <Panes solo={solo} />
      <Strip />
      <StatusLine />
      <WayPanels />
      <Guard>
        <AfterQuestion />
      </Guard>
      <ReleaseQuestion />
      <EraseQuestion />
      {solo === null ? <FileDrop /> : null}
      {brought && solo === null ? (
        <Guard>
          <Suspense fallback={null}>
            <ImportDialog />
          </Suspense>
        </Guard>
      ) : null}
      {made ? (
        <Guard>
          <Suspense fallback={null}>
            <MakingDialog />
          </Suspense>
        </Guard>
      ) : null}
      <Palette />
    </div>
  )
}
