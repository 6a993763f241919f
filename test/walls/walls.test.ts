import { describe, expect, test } from 'vitest'
import { checkWalls } from '../../build/walls/check.mjs'

/** The breaches of a tree that is given as path and text, as "file: what". */
const breaches = (tree: Record<string, string>): string[] =>
  checkWalls(new Map(Object.entries(tree))).map(({ file, says }) => `${file}: ${says}`)

const imports = (specifier: string): string => `import { x } from '${specifier}'\nexport const y = x\n`

describe('what the table allows', () => {
  test.each([
    ['shared/domain/item.ts', 'zod'],
    ['shared/domain/item.ts', '../ipc/contract.ts'],
    ['shared/document/schema.ts', '@tiptap/extension-bold'],
    ['shared/document/hash.ts', '@noble/hashes/sha2.js'],
    ['shared/ipc/desk.ts', '../domain/item.ts'],
    ['shared/ipc/desk.ts', '../errors.ts'],
    ['shared/ipc/desk.ts', '../ids.ts'],
    ['preload/index.ts', 'electron'],
    ['preload/index.ts', '../shared/ipc/contract.ts'],
    ['renderer/lib/client.ts', '../../shared/ipc/contract.ts'],
    ['renderer/main.tsx', 'react'],
    ['renderer/features/editor/view.tsx', '../item/index.ts'],
    ['renderer/features/editor/view.tsx', './chip.tsx'],
    ['renderer/features/editor/index.ts', './styles.css'],
    ['main/db/driver.ts', 'better-sqlite3'],
    ['main/db/entries.ts', 'node:fs'],
    ['main/desk/commands.ts', '../db/entries.ts'],
    ['main/sync/client.ts', '../db/entries.ts'],
    ['main/hub/store/sqlite.ts', 'better-sqlite3'],
    ['main/hub/store/sqlite.ts', 'kysely'],
    ['main/hub/feed.ts', './store/sqlite.ts'],
    ['main/ipc/desk/serve.ts', '../../desk/commands.ts'],
    ['main/ipc/desk/serve.ts', '../../sync/client.ts'],
    ['main/ipc/shell/register.ts', 'electron'],
    ['main/windows/window.ts', '../platform/log.ts'],
    ['main/app/shell.ts', '../hub/feed.ts'],
    ['main/index.ts', './app/shell.ts'],
  ])('%s may import %s', (file, specifier) => {
    expect(breaches({ [file]: imports(specifier) })).toEqual([])
  })
})

describe('what the table forbids', () => {
  test.each([
    ['shared/domain/item.ts', 'node:fs'],
    ['shared/domain/item.ts', 'fs'],
    ['shared/domain/item.ts', 'electron'],
    ['shared/domain/item.ts', 'react'],
    ['shared/domain/item.ts', '../../main/db/driver.ts'],
    ['shared/domain/item.ts', '../../renderer/lib/client.ts'],
    ['shared/ipc/desk.ts', '../document/schema.ts'],
    ['shared/ipc/desk.ts', '../sync/messages.ts'],
    ['shared/ipc/desk.ts', '../../main/desk/commands.ts'],
    ['preload/index.ts', '../main/platform/log.ts'],
    ['preload/index.ts', '../renderer/lib/client.ts'],
    ['preload/index.ts', '../shared/domain/item.ts'],
    ['preload/index.ts', 'node:fs'],
    ['renderer/main.tsx', 'electron'],
    ['renderer/main.tsx', 'node:fs'],
    ['renderer/main.tsx', '../main/index.ts'],
    ['renderer/features/editor/view.tsx', '../item/secret.ts'],
    ['renderer/lib/client.ts', '../features/item/secret.ts'],
    ['main/db/driver.ts', 'electron'],
    ['main/db/driver.ts', '../platform/log.ts'],
    ['main/desk/commands.ts', 'electron'],
    ['main/desk/commands.ts', '../hub/feed.ts'],
    ['main/sync/client.ts', '../hub/feed.ts'],
    ['main/sync/client.ts', '../desk/commands.ts'],
    ['main/hub/feed.ts', 'electron'],
    ['main/hub/feed.ts', '../db/entries.ts'],
    ['main/hub/feed.ts', '../platform/log.ts'],
    ['main/hub/feed.ts', 'kysely'],
    ['main/hub/feed.ts', 'better-sqlite3'],
    ['main/ipc/desk/serve.ts', 'electron'],
    ['main/ipc/desk/serve.ts', '../../db/entries.ts'],
    ['main/ipc/desk/serve.ts', 'better-sqlite3'],
    ['main/ipc/desk/serve.ts', '../../hub/feed.ts'],
    ['main/ipc/shell/register.ts', '../../db/entries.ts'],
    ['main/windows/window.ts', '../desk/commands.ts'],
    ['main/windows/window.ts', '../sync/client.ts'],
    ['main/platform/log.ts', '../hub/feed.ts'],
    ['main/platform/log.ts', 'better-sqlite3'],
    ['main/db/entries.ts', 'better-sqlite3'],
    ['main/app/shell.ts', '../../test/support/desk.ts'],
    ['main/index.ts', '../renderer/main.tsx'],
    ['main/somewhere/else.ts', 'zod'],
  ])('%s may not import %s', (file, specifier) => {
    expect(breaches({ [file]: imports(specifier) })).not.toEqual([])
  })
})

describe('however it is written', () => {
  test.each([
    ['a type import', "import type { A } from 'electron'"],
    ['an import for its effect', "import 'electron'"],
    ['a re-export', "export * from 'electron'"],
    ['a named re-export', "export { app } from 'electron'"],
    ['import()', "await import('electron')"],
    ['a type by import()', "export type A = import('electron').App"],
    ['require()', "export const a = require('electron')"],
    ['import = require()', "import a = require('electron')\nexport { a }"],
    ['a name made at run time', 'export const a = (b: string) => import(b)'],
    ['import.meta.glob', "export const a = import.meta.glob('./*.ts')"],
  ])('%s is seen', (_, text) => {
    expect(breaches({ 'shared/domain/item.ts': text })).not.toEqual([])
  })

  test('a comment or a text is not an import', () => {
    const text = "// import 'electron'\nexport const a = \"import 'electron'\"\n"
    expect(breaches({ 'shared/domain/item.ts': text })).toEqual([])
  })
})

describe('doors', () => {
  const uses = (name: string): string => `import { ${name} } from 'electron'\nexport const a = ${name}\n`

  test('ipcMain is in one file', () => {
    expect(breaches({ 'main/ipc/shell/register.ts': uses('ipcMain') })).toEqual([])
    expect(breaches({ 'main/windows/window.ts': uses('ipcMain') })).not.toEqual([])
    expect(
      breaches({ 'main/windows/window.ts': "import * as e from 'electron'\nexport const a = e['ipcMain']" }),
    ).not.toEqual([])
  })

  test('ipcRenderer is in one file', () => {
    expect(breaches({ 'preload/index.ts': uses('ipcRenderer') })).toEqual([])
    expect(breaches({ 'preload/other.ts': uses('ipcRenderer') })).not.toEqual([])
  })

  test('openExternal is in any one file, and in one only', () => {
    const opens = "import { shell } from 'electron'\nexport const a = () => shell.openExternal('')\n"
    expect(breaches({ 'main/windows/out.ts': opens })).toEqual([])
    expect(breaches({ 'main/windows/out.ts': opens, 'main/platform/out.ts': opens })).toHaveLength(2)
  })

  test('what runs under plain Node reaches no Electron, however far', () => {
    const tree = {
      'main/app/desk-process.ts': imports('./compose.ts'),
      'main/app/compose.ts': imports('../platform/log.ts'),
      'main/platform/log.ts': imports('electron'),
    }
    expect(breaches(tree)).toHaveLength(1)
    expect(breaches({ ...tree, 'main/app/desk-process.ts': 'export {}' })).toEqual([])
  })
})
