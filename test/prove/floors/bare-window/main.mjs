// A bare window: what Electron itself costs, with nothing in it. The same binary as the packed desk, the sandbox on, an
// own protocol, one static page; made and shown the way main/windows/window.ts does it.
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { app, BrowserWindow, Menu, protocol } from 'electron'

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', woff2: 'font/woff2' }

app.commandLine.appendSwitch('disable-background-networking')
app.commandLine.appendSwitch('disable-component-update')
app.enableSandbox()
app.setPath('userData', resolve(app.commandLine.getSwitchValue('user-data-dir')))
protocol.registerSchemesAsPrivileged([
  { scheme: 'floor', privileges: { standard: true, secure: true, codeCache: true } },
])
Menu.setApplicationMenu(null)
app.on('window-all-closed', () => app.quit())

void app.whenReady().then(() => {
  protocol.handle('floor', async ({ url }) => {
    const { pathname } = new URL(url)
    const name = pathname.slice(1)
    if (!/^[\w./-]+$/.test(name) || name.includes('..')) return new Response(null, { status: 404 })
    const type = TYPES[name.split('.').at(-1)] ?? 'application/octet-stream'
    const bytes = await readFile(join(import.meta.dirname, 'page', name)).catch(() => null)
    if (bytes === null) return new Response(null, { status: 404 })
    return new Response(bytes, {
      headers: {
        'content-type': type,
        'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'",
      },
    })
  })
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    show: false,
    backgroundColor: '#E6E7E3',
    autoHideMenuBar: true,
    webPreferences: { sandbox: true, contextIsolation: true, spellcheck: false },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL('floor://app/index.html')
})
