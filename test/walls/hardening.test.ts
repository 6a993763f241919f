/**
 * What no source of ours may say, because it takes a lock off a window (quality.md, S2). What the packed app does about
 * it at run time is tested there; this keeps the exception from being written at all.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Settings of a window, and the only value that each may be given. */
const SETTINGS: Readonly<Record<string, boolean>> = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  plugins: false,
  spellcheck: false,
}

/** Settings that nobody may give at all, and calls that nobody may make. */
const NEVER = [
  'enableBlinkFeatures',
  'loadFile',
  'webview',
  'eval',
  'Function',
  'executeJavaScript',
  'exposeInIsolatedWorld',
  'bypassCSP',
]

type Node = Record<string, unknown> & { type: string }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const nameOf = (node: unknown): string =>
  isNode(node) ? String(node['type'] === 'Literal' ? node['value'] : (node['name'] ?? '')) : ''

const faultOf = (node: Node): string | undefined => {
  if (node.type === 'Property') {
    const name = nameOf(node['key'])
    const allowed = SETTINGS[name]
    const value = isNode(node['value']) ? node['value']['value'] : undefined
    if (allowed !== undefined && typeof value === 'boolean' && value !== allowed) return `${name}: ${value}`
    if (NEVER.includes(name)) return name
  }
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const callee = node['callee']
    const name =
      isNode(callee) && callee.type === 'MemberExpression' ? nameOf(callee['property']) : nameOf(callee)
    if (NEVER.includes(name)) return `${name}()`
  }
  if (node.type === 'JSXOpeningElement' && nameOf(node['name']) === 'webview') return '<webview>'
  if (node.type === 'Literal' && typeof node['value'] === 'string' && node['value'].startsWith('file://'))
    return 'file://'
  return undefined
}

/** What a source says that it may not. */
const faults = (path: string, text: string): string[] => {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one)
    if (!isNode(value)) return
    const fault = faultOf(value)
    if (fault !== undefined) found.push(fault)
    for (const inner of Object.values(value)) visit(inner)
  }
  visit(parseSync(path, text).program)
  return found
}

test('no source takes a lock off', () => {
  const files = ['main', 'preload', 'renderer', 'shared'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(part, file)),
  )
  const found = files.flatMap((file) =>
    faults(file, readFileSync(join(root, file), 'utf8')).map((fault) => `${file}: ${fault}`),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(found).toEqual([])
})

test.each([
  ['new BrowserWindow({ webPreferences: { sandbox: false } })', 'sandbox: false'],
  ["const a = { 'nodeIntegration': true }", 'nodeIntegration: true'],
  ['window.loadFile("a.html")', 'loadFile()'],
  ['void window.loadURL("file:///etc/passwd")', 'file://'],
  ['const a = <webview src="a" />', '<webview>'],
  ['eval("1")', 'eval()'],
  ['new Function("1")', 'Function()'],
  ['contents.executeJavaScript("1")', 'executeJavaScript()'],
])('%s is caught', (text, fault) => {
  expect(faults('a.tsx', text)).toContain(fault)
})
