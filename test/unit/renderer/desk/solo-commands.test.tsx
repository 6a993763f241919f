import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Command } from '../../../../renderer/lib/keyboard.ts'

const { registered, changePlaces } = vi.hoisted(() => ({
  registered: [] as Command[],
  changePlaces: vi.fn(),
}))
vi.mock('../../../../renderer/lib/client.ts', () => ({ call: vi.fn(), subscribe: vi.fn() }))
vi.mock('../../../../renderer/lib/keyboard.ts', () => ({
  useCommands: (commands: Command[]) => void registered.push(...commands),
}))
vi.mock('../../../../renderer/lib/session.tsx', () => ({
  changePlaces,
  useOverview: () => undefined,
  useSession: () => ({ session: { people: [{}, {}] }, person: {}, language: 'nl' }),
}))
vi.mock('../../../../renderer/features/desk/rail.tsx', () => ({ VIEWS: [] }))
vi.mock('../../../../renderer/features/desk/desk-files.ts', () => ({}))
vi.mock('../../../../renderer/features/desk/new-item.ts', () => ({}))

import { useDeskCommands } from '../../../../renderer/features/desk/commands.ts'
import { i18n } from '../../../../renderer/lib/preferences.ts'

const Window = ({ solo }: { solo: boolean }): null => {
  useDeskCommands(solo)
  return null
}

const commandsOf = (solo: boolean): Command[] => {
  renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <Window solo={solo} />
    </I18nextProvider>,
  )
  return registered
}

afterEach(() => {
  registered.length = 0
  vi.clearAllMocks()
})

describe('a window for one item', () => {
  it('lets whoever sits at it get up', () => {
    const getUp = commandsOf(true).find(({ id }) => id === 'session.change-places')
    expect(getUp?.when?.()).toBe(true)
    getUp?.run()
    expect(changePlaces).toHaveBeenCalledOnce()
  })

  it('goes nowhere else and begins nothing', () => {
    const rest = commandsOf(true).filter(({ group }) => group !== 'window')
    expect(rest.map(({ id }) => id)).toEqual(['session.change-places'])
  })
})
