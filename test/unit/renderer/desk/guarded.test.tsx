import type { ReactNode } from 'react'
import { prerender } from 'react-dom/static'
import { expect, it, vi } from 'vitest'
import type { Store } from '../../../../renderer/lib/store.ts'

// The frame alone: what stands in it has tests of its own.
const nothing = vi.hoisted(() => () => null)
// Drawn once and on no screen: a store is read and not followed.
vi.mock('../../../../renderer/lib/store.ts', async (original) => ({
  ...(await original<object>()),
  useStore: <T, P>(store: Store<T>, part: (value: T) => P): P => part(store.get()),
}))
vi.mock('../../../../renderer/lib/client.ts', () => ({ call: vi.fn(), subscribe: vi.fn() }))
vi.mock('../../../../renderer/features/desk/commands.ts', () => ({ useDeskCommands: nothing }))
vi.mock('../../../../renderer/features/desk/panes.tsx', () => ({ Panes: nothing }))
vi.mock('../../../../renderer/features/desk/strip.tsx', () => ({ Strip: nothing }))
vi.mock('../../../../renderer/features/desk/status-line.tsx', () => ({ StatusLine: nothing }))
vi.mock('../../../../renderer/features/desk/ask-erase.tsx', () => ({ EraseQuestion: nothing }))
vi.mock('../../../../renderer/features/desk/ask-release.tsx', () => ({ ReleaseQuestion: nothing }))
vi.mock('../../../../renderer/features/desk/file-drop.tsx', () => ({ FileDrop: nothing }))
vi.mock('../../../../renderer/features/palette/index.ts', () => ({ Palette: nothing }))
vi.mock('../../../../renderer/features/waiting/index.ts', () => ({
  RepairedNotice: nothing,
  WayPanels: nothing,
}))
vi.mock('../../../../renderer/features/after/index.ts', () => ({ AfterQuestion: () => 'composer' }))
vi.mock('../../../../renderer/features/import/index.ts', () => ({ ImportDialog: () => 'import' }))
vi.mock('../../../../renderer/features/templates/index.ts', () => ({ MakingDialog: () => 'templates' }))
vi.mock('../../../../renderer/lib/guard.tsx', () => ({
  Guard: ({ children }: { children: ReactNode }) => <output>{children}</output>,
}))

import { Desk } from '../../../../renderer/features/desk/desk.tsx'
import { bringIn } from '../../../../renderer/lib/incoming.ts'
import { openTemplates } from '../../../../renderer/lib/making.ts'

it('keeps each part that is read late from taking the desk with it', async () => {
  bringIn()
  openTemplates()
  const { prelude } = await prerender(<Desk />)
  const page = await new Response(prelude).text()
  const guarded = [...page.matchAll(/<output>(.*?)<\/output>/gu)].map(([, inside = '']) =>
    inside.replace(/<!--.*?-->/gu, ''),
  )
  expect(guarded).toEqual(['composer', 'import', 'templates'])
})
