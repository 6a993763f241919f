import type { ReactNode } from 'react'
import { shellInfo } from '../../lib/preferences.ts'
import { useStore } from '../../lib/store.ts'
import { AfterQuestion } from '../after/index.ts'
import { Palette } from '../palette/index.ts'
import { RepairedNotice, WayPanels } from '../waiting/index.ts'
import { EraseQuestion } from './ask-erase.tsx'
import { ReleaseQuestion } from './ask-release.tsx'
import { useDeskCommands } from './commands.ts'
import styles from './desk.module.css'
import { Panes } from './panes.tsx'
import { StatusLine } from './status-line.tsx'
import { Strip } from './strip.tsx'

/** The desk: panes, strip, status line, and what lies on top of them. */
export const Desk = (): ReactNode => {
  // A window that was opened for one item shows that item and nothing to go elsewhere with.
  const solo = useStore(shellInfo, (info) => info?.item ?? null)
  useDeskCommands(solo !== null)
  return (
    <div className={styles['window']}>
      <RepairedNotice />
      <Panes solo={solo} />
      <Strip />
      <StatusLine />
      <WayPanels />
      <AfterQuestion />
      <ReleaseQuestion />
      <EraseQuestion />
      <Palette />
    </div>
  )
}
