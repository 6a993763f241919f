import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** As much of a page as the empty desk needs. */
const page = (): {
  document: unknown
  said: Promise<Drawn>
} => {
  let tell: (drawn: Drawn) => void
  const said = new Promise<Drawn>((resolve) => {
    tell = resolve
  })
  const slot = { replaceChildren: (drawn: Drawn) => tell(drawn) }
  return {
    said,
    document: {
      createElement: drawn,
      querySelector: (what: string) => (what === '.shell-item' ? slot : null),
    },
  }
}

type Drawn = {
  tag: string
  lang: string
  textContent: string
  children: (Drawn | string)[]
  attributes: Record<string, string>
  click: (() => void) | null
  focused: boolean
}

const drawn = (tag: string): Drawn & Record<string, unknown> => {
  const made = {
    tag,
    lang: '',
    textContent: '',
    children: [] as (Drawn | string)[],
    attributes: {} as Record<string, string>,
    click: null as (() => void) | null,
    focused: false,
    append: (...children: (Drawn | string)[]) => void made.children.push(...children),
    setAttribute: (name: string, value: string) => {
      made.attributes[name] = value
    },
    addEventListener: (name: string, hear: () => void) => {
      if (name === 'click') made.click = hear
    },
    focus: () => {
      made.focused = true
    },
  }
  return made
}

const elements = (of: Drawn): Drawn[] => of.children.filter((child) => typeof child !== 'string')
const words = (of: Drawn): string =>
  of.textContent + of.children.map((child) => (typeof child === 'string' ? child : words(child))).join('')

const reload = vi.fn()
const reported = vi.fn()

beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('requestAnimationFrame', () => 0)
  vi.stubGlobal('location', { reload })
  vi.stubGlobal('reportError', reported)
})
afterEach(() => {
  vi.doUnmock('../../../renderer/main.tsx')
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

describe('a window that cannot begin', () => {
  it('says so in both languages when the app cannot be read, and loads anew at a press', async () => {
    vi.doMock('../../../renderer/main.tsx', () => {
      throw new TypeError('Failed to fetch dynamically imported module')
    })
    const { document, said } = page()
    vi.stubGlobal('document', document)
    await import('../../../renderer/start.ts')
    const box = await said
    expect(box.attributes['role']).toBe('alert')
    const [dutch, english, button] = elements(box)
    expect([dutch?.lang, dutch?.textContent]).toEqual([
      'nl',
      'Kopij kon dit venster niet openen. Wat bewaard was, staat er nog. Laad het venster opnieuw. Helpt dat niet, start Kopij dan opnieuw.',
    ])
    expect([english?.lang, english?.textContent]).toEqual([
      'en',
      'Kopij could not open this window. What was saved is still there. Reload the window. If that does not help, start Kopij again.',
    ])
    expect(button && words(button)).toBe('Opnieuw laden / Reload')
    expect(button?.focused).toBe(true)
    expect(reload).not.toHaveBeenCalled()
    button?.click?.()
    expect(reload).toHaveBeenCalledOnce()
    expect(reported).toHaveBeenCalledOnce()
  })

  it('says the same when main does not answer what the window has to know first', async () => {
    const silent = new Error('shell.info')
    vi.doMock('../../../renderer/main.tsx', () => ({ start: () => Promise.reject(silent) }))
    const { document, said } = page()
    vi.stubGlobal('document', document)
    await import('../../../renderer/start.ts')
    expect(words(await said)).toContain('Kopij kon dit venster niet openen.')
    expect(reported).toHaveBeenCalledWith(silent)
  })
})
