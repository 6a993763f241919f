import { useMemo } from 'react'
import { hub } from '../../lib/safety.ts'
import { useStore } from '../../lib/store.ts'
import { type HubStory, hubStory } from './hub-story.ts'

/** How the way to the hub is, followed. */
export const useHubStory = (): HubStory => {
  const now = useStore(hub)
  return useMemo(() => hubStory(now), [now])
}
