// The walls between the parts of Kopij, as ARCHITECTURE.md has them. A room is a folder; the most specific one counts.
// `rooms`: what it may import of ours (itself is always allowed). `packages`: the only packages it may use, where that
// is limited. `never`: packages it may not use, where it is not.

/** @typedef {{ room: string, rooms: string[], packages?: RegExp, never?: RegExp, why: string }} Wall */

const ELECTRON = /^electron($|\/)/
const OUTSIDE_RENDERER = /^(electron|better-sqlite3|kysely|pg|pino|@node-rs\/.*)$|^(electron|node:)/

/** zod, Yjs, TipTap's core and schema extensions, and small libraries that are pure. */
const PURE =
  /^(zod|yjs|lib0|y-protocols|luxon|parse5|@xmldom\/xmldom|@noble\/hashes|@msgpack\/msgpack|i18next|@tiptap\/core|@tiptap\/pm|@tiptap\/y-tiptap|@tiptap\/extension-[a-z-]+)($|\/)/

/** @type {Wall[]} */
export const WALLS = [
  {
    room: 'shared/ipc',
    rooms: ['shared/domain', 'shared/errors.ts', 'shared/ids.ts'],
    packages: PURE,
    why: 'the contract knows the domain, the errors and the ids; nothing of main or renderer, types included',
  },
  {
    room: 'shared',
    rooms: ['shared/ipc'],
    packages: PURE,
    why: 'shared gives the same answer in the renderer, the desk process and the hub: no Node, no Electron, no React',
  },
  {
    room: 'preload',
    rooms: ['shared/ipc'],
    packages: ELECTRON,
    why: 'the preload is two functions and the types of the contract',
  },
  {
    room: 'renderer',
    rooms: ['shared'],
    never: OUTSIDE_RENDERER,
    why: 'the renderer reaches the rest of the app through the contract only',
  },
  { room: 'main/db', rooms: ['shared'], never: ELECTRON, why: 'the replica stands on shared alone' },
  {
    room: 'main/desk',
    rooms: ['shared', 'main/db'],
    never: ELECTRON,
    why: 'commands know the replica, and run under plain Node',
  },
  {
    room: 'main/sync',
    rooms: ['shared', 'main/db'],
    never: ELECTRON,
    why: 'the client of a hub knows the replica; it talks to a hub, it does not import one',
  },
  {
    room: 'main/hub',
    rooms: ['shared'],
    never: ELECTRON,
    why: 'the hub also runs on a server, without the app around it',
  },
  {
    room: 'main/import',
    rooms: ['shared'],
    never: ELECTRON,
    why: 'files of strangers are read apart from the desk, by code that knows neither its data nor a way out',
  },
  {
    room: 'main/ipc/desk',
    rooms: ['shared', 'main/desk', 'main/sync'],
    never: ELECTRON,
    why: "the desk process's side of the contract calls commands, and runs under plain Node",
  },
  ...['main/ipc/shell', 'main/windows', 'main/platform'].map((room) => ({
    room,
    rooms: ['shared', 'main/ipc/shell', 'main/windows', 'main/platform'],
    why: 'the shell never touches a database, the desk or a hub, so it never freezes a window',
  })),
  {
    room: 'main/app',
    rooms: ['shared', 'main'],
    why: 'a composition root knows everything in main, and no test',
  },
  {
    room: 'main/index.ts',
    rooms: ['shared', 'main'],
    why: 'the entry knows everything in main, and no test',
  },
]

/**
 * Names and packages that live in one place each: whoever wants to know who may do this reads one file.
 * `only` is where; where it is null, any single file of main may, but one alone.
 * @type {{ what: 'name' | 'package', match: RegExp, only: string[] | null, why: string }[]}
 */
export const DOORS = [
  {
    what: 'package',
    match: /^better-sqlite3($|\/)/,
    only: ['main/db/driver.ts', 'main/hub/store/'],
    why: 'SQLite is behind one file of the replica and the store of the hub',
  },
  {
    what: 'package',
    match: /^(kysely|pg|pg-[a-z]+|postgres)($|\/)/,
    only: ['main/hub/store/'],
    why: 'only the store of the hub speaks to a database',
  },
  {
    what: 'package',
    match: /^(mammoth|yauzl)($|\/)/,
    only: ['main/import/'],
    why: 'archives and documents of strangers are opened in the process for that alone',
  },
  {
    what: 'name',
    match: /^ipcMain$/,
    only: ['main/ipc/shell/register.ts'],
    why: 'every request to main is registered in one place',
  },
  { what: 'name', match: /^ipcRenderer$/, only: ['preload/index.ts'], why: 'the preload is the only bridge' },
  { what: 'name', match: /^openExternal$/, only: null, why: 'one door leads out of the app' },
]

/** Programs that run under plain Node: nothing that they reach, however far, may be Electron. */
export const PLAIN_NODE = [
  'main/app/desk-process.ts',
  'main/hub/headless.ts',
  'main/import/import-process.ts',
]
