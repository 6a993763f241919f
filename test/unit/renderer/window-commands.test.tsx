import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Command } from '../../../renderer/lib/keyboard.ts'
import type { Store } from '../../../renderer/lib/store.ts'

const { registered, revealData, chooseDesk } = vi.hoisted(() => ({
  registered: [] as Command[],
  revealData: vi.fn(),
  chooseDesk: vi.fn(),
}))
// Drawn once and on no screen: a store is read and not followed.
vi.mock('../../../renderer/lib/store.ts', async (original) => ({
  ...(await original<object>()),
  useStore: <T, P>(store: Store<T>, part: (value: T) => P): P => part(store.get()),
}))
vi.mock('../../../renderer/lib/client.ts', () => ({ call: vi.fn(), subscribe: vi.fn() }))
vi.mock('../../../renderer/lib/keyboard.ts', () => ({
  useCommands: (commands: Command[]) => void registered.push(...commands),
}))
vi.mock('../../../renderer/features/desk/index.ts', () => ({ revealData }))
vi.mock('../../../renderer/lib/session.tsx', () => ({ chooseDesk }))

import { i18n, shellInfo } from '../../../renderer/lib/preferences.ts'
import { WindowCommands } from '../../../renderer/window-commands.ts'

const ITEM = 'f6f0c0de-0000-4000-8000-000000000001'
const reload = vi.fn()

/** What a window registers before anybody sits at a desk; `item`: a window for that one alone. */
const commandsOf = (item: string | null): Map<string, Command> => {
  shellInfo.set({ item } as NonNullable<ReturnType<typeof shellInfo.get>>)
  renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <WindowCommands />
    </I18nextProvider>,
  )
  return new Map(registered.map((command) => [command.id, command]))
}

beforeEach(() => vi.stubGlobal('location', { reload }))
afterEach(() => {
  registered.length = 0
  shellInfo.set(null)
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

describe('what helps in every window', () => {
  it.each([null, ITEM])('can be done without a desk (item: %s)', (item) => {
    const commands = commandsOf(item)
    commands.get('window.reload')?.run()
    commands.get('desk.reveal-data')?.run()
    commands.get('desk.choose')?.run()
    expect(reload).toHaveBeenCalledOnce()
    expect(revealData).toHaveBeenCalledOnce()
    expect(chooseDesk).toHaveBeenCalledOnce()
  })

  it('leaves a window for one item at its desk, unless a fault offers the way', () => {
    expect(commandsOf(null).get('desk.choose')?.keyOnly).toBe(false)
    expect(commandsOf(ITEM).get('desk.choose')?.keyOnly).toBe(true)
  })
})
