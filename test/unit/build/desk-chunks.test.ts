import { describe, expect, it } from 'vitest'
import { deskChunks } from '../../../build/desk-chunks.mjs'

/** Who imports whom: `main` and `desk` are started by themselves; they share `ids`. */
const IMPORTERS: Record<string, string[]> = {
  desk: [],
  main: [],
  ids: ['desk', 'window', 'rows'],
  window: ['main'],
  rows: ['desk', 'circle'],
  circle: ['rows'],
  // Read when somebody asks for it, by nobody at the start.
  postgres: [],
}
const graph = {
  getModuleInfo: (id: string) => {
    const importers = IMPORTERS[id]
    return importers && { importers, isEntry: id === 'desk' || id === 'main' }
  },
}

/** In which file a module comes to lie: the first group that takes it. */
const fileOf = (module: string): string | null => {
  const groups = deskChunks('desk', { 'main-and-desk': 'main' })
  const order = [...groups].sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0))
  for (const { name } of order) {
    const file = typeof name === 'function' ? name(module, graph as never) : name
    if (file) return file
  }
  return null
}

describe('what the desk process reads at its start', () => {
  it('lies in one file', () => {
    expect(fileOf('rows')).toBe('desk')
    expect(fileOf('circle')).toBe('desk')
  })
  it('lies in a file of its own where main reads it too', () => {
    expect(fileOf('ids')).toBe('main-and-desk')
  })
  it('holds nothing that only others read, or that is read when it is asked for', () => {
    expect(fileOf('window')).toBeNull()
    expect(fileOf('postgres')).toBeNull()
  })
  it('holds no program: a file that is shared must not start one', () => {
    expect(fileOf('desk')).toBeNull()
    expect(fileOf('main')).toBeNull()
  })
})
