/** Everything that the content security policy forbids, tried one by one (quality.md, S2). */
import type { Probe } from './target.ts'

/** Acts run in the page: they may use nothing of this file but what they are given. */
export const VIOLATIONS: readonly Probe[] = [
  {
    name: 'inline script',
    act: (_out, script) => {
      const e = document.createElement('script')
      e.append(script)
      document.body.append(e)
    },
  },
  {
    name: 'inline script, text',
    act: (_out, script) => {
      const e = document.createElement('script')
      Reflect.set(e, 'text', script)
      document.body.append(e)
    },
  },
  {
    name: 'eval',
    act: (_out, script) => {
      Reflect.get(window, 'eval')(script)
    },
  },
  {
    name: 'indirect eval',
    act: (_out, script) => {
      Reflect.get(globalThis, ['ev', 'al'].join(''))(script)
    },
  },
  {
    name: 'new Function',
    act: (_out, script) => {
      Reflect.construct(Reflect.get(window, 'Function'), [script])()
    },
  },
  {
    name: 'constructor of a function',
    act: (_out, script) => {
      Reflect.get(async () => 0, 'constructor')(script)()
    },
  },
  {
    name: 'setTimeout with text',
    act: (_out, script) =>
      new Promise((done) => {
        Reflect.get(window, 'setTimeout')(script, 0)
        setTimeout(done, 50)
      }),
  },
  {
    name: 'setInterval with text',
    act: (_out, script) =>
      new Promise((done) => {
        const timer = Reflect.get(window, 'setInterval')(script, 5)
        setTimeout(() => {
          clearInterval(timer)
          done(0)
        }, 50)
      }),
  },
  {
    name: 'blob script',
    act: (_out, script) => {
      const e = document.createElement('script')
      e.setAttribute('src', URL.createObjectURL(new Blob([script], { type: 'text/javascript' })))
      document.body.append(e)
    },
  },
  {
    name: 'data script',
    act: (_out, script) => {
      const e = document.createElement('script')
      e.setAttribute('src', `data:text/javascript,${encodeURIComponent(script)}`)
      document.body.append(e)
    },
  },
  {
    name: 'remote script',
    act: (out) => {
      const e = document.createElement('script')
      e.setAttribute('src', out)
      document.body.append(e)
    },
  },
  { name: 'import of a remote module', act: (out) => import(out) },
  {
    name: 'import of a data module',
    act: (_out, script) => import(`data:text/javascript,${encodeURIComponent(script)}`),
  },
  {
    name: 'import of a blob module',
    act: (_out, script) => import(URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))),
  },
  {
    name: 'event attribute',
    act: (_out, script) => {
      const e = document.createElement('button')
      e.setAttribute('onclick', script)
      document.body.append(e)
      e.click()
      e.remove()
    },
  },
  {
    name: 'javascript link',
    act: (_out, script) => {
      const e = document.createElement('a')
      e.href = `javascript:${script}`
      document.body.append(e)
      e.click()
      e.remove()
    },
  },
  {
    name: 'innerHTML',
    act: () => {
      document.createElement('div').innerHTML = '<b>x</b>'
      return 'through'
    },
  },
  {
    name: 'outerHTML',
    act: () => {
      const e = document.createElement('div')
      document.body.append(e)
      e.outerHTML = '<b>x</b>'
      return 'through'
    },
  },
  {
    name: 'insertAdjacentHTML',
    act: () => {
      document.createElement('div').insertAdjacentHTML('beforeend', '<b>x</b>')
      return 'through'
    },
  },
  {
    name: 'srcdoc',
    act: () => {
      const e = document.createElement('iframe')
      e.srcdoc = '<script>(parent.through ??= []).push("srcdoc")</script>'
      document.body.append(e)
      return 'through'
    },
  },
  {
    name: 'DOMParser',
    act: () => {
      new DOMParser().parseFromString('<b>x</b>', 'text/html')
      return 'through'
    },
  },
  {
    name: 'createContextualFragment',
    act: () => {
      document.createRange().createContextualFragment('<b>x</b>')
      return 'through'
    },
  },
  {
    name: 'a Trusted Types policy',
    act: () => {
      const types = Reflect.get(window, 'trustedTypes')
      types.createPolicy('default', {
        createHTML: (text: string) => text,
        createScript: (text: string) => text,
      })
      return 'through'
    },
  },
  {
    name: 'remote image',
    act: (out) => {
      new Image().src = out
    },
  },
  {
    name: 'data image',
    act: () =>
      new Promise((done) => {
        const e = new Image()
        e.onload = () => done('through')
        e.onerror = () => done(0)
        e.src = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
      }),
  },
  {
    name: 'remote style',
    act: (out) => {
      const e = document.createElement('link')
      e.rel = 'stylesheet'
      e.href = out
      document.head.append(e)
    },
  },
  {
    name: 'inline style',
    act: () => {
      const e = document.createElement('style')
      e.append('body { --through: 1 }')
      document.head.append(e)
      const got = getComputedStyle(document.body).getPropertyValue('--through')
      e.remove()
      return got.trim() === '1' ? 'through' : got
    },
  },
  {
    name: 'style attribute',
    act: () => {
      const e = document.createElement('div')
      e.setAttribute('style', '--through: 1')
      document.body.append(e)
      const got = getComputedStyle(e).getPropertyValue('--through')
      e.remove()
      return got.trim() === '1' ? 'through' : got
    },
  },
  { name: 'remote font', act: (out) => new FontFace('x', `url(${out})`).load() },
  {
    name: 'preload',
    act: (out) => {
      const e = document.createElement('link')
      e.rel = 'preload'
      e.as = 'fetch'
      e.href = out
      document.head.append(e)
    },
  },
  {
    name: 'prefetch',
    act: (out) => {
      const e = document.createElement('link')
      e.rel = 'prefetch'
      e.href = out
      document.head.append(e)
    },
  },
  {
    name: 'preconnect',
    act: (out) => {
      const e = document.createElement('link')
      e.rel = 'preconnect'
      e.href = out
      document.head.append(e)
    },
  },
  { name: 'fetch', act: (out) => fetch(out, { mode: 'no-cors' }).then(() => 'through') },
  {
    name: 'fetch that stays',
    act: (out) =>
      fetch(out, { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' }).then(() => 'through'),
  },
  {
    name: 'XMLHttpRequest',
    act: (out) => {
      const x = new XMLHttpRequest()
      x.open('GET', out, false)
      x.send()
      return 'through'
    },
  },
  {
    name: 'WebSocket',
    act: (out) =>
      new Promise((done) => {
        const s = new WebSocket(out.replace('http', 'ws'))
        s.onopen = () => done('through')
        s.onerror = () => done(0)
      }),
  },
  {
    name: 'EventSource',
    act: (out) =>
      new Promise((done) => {
        const s = new EventSource(out)
        s.onopen = () => done('through')
        s.onerror = () => {
          s.close()
          done(0)
        }
      }),
  },
  {
    name: 'beacon',
    act: (out) => {
      navigator.sendBeacon(out, 'x')
    },
  },
  {
    name: 'a link that pings',
    act: (out) => {
      const e = document.createElement('a')
      e.href = '#'
      e.ping = out
      document.body.append(e)
      e.click()
      e.remove()
    },
  },
  {
    name: 'remote frame',
    act: (out) => {
      const e = document.createElement('iframe')
      e.src = out
      document.body.append(e)
    },
  },
  {
    name: 'own page in a frame',
    act: () =>
      new Promise((done) => {
        const e = document.createElement('iframe')
        e.src = '/index.html'
        e.onload = () => {
          let inside = false
          try {
            inside = e.contentDocument?.getElementById('root') != null
          } catch {
            inside = false
          }
          done(inside ? 'through' : 0)
        }
        document.body.append(e)
        setTimeout(() => done(0), 500)
      }),
  },
  {
    name: 'object',
    act: (out) => {
      const e = document.createElement('object')
      e.setAttribute('data', out)
      document.body.append(e)
    },
  },
  {
    name: 'embed',
    act: (out) => {
      const e = document.createElement('embed')
      e.setAttribute('src', out)
      document.body.append(e)
    },
  },
  {
    name: 'base',
    act: (out) => {
      const e = document.createElement('base')
      e.href = out
      document.head.append(e)
      const got = document.baseURI
      e.remove()
      return got.startsWith('http') ? 'through' : got
    },
  },
  {
    name: 'form',
    act: (out) => {
      const e = document.createElement('form')
      e.action = out
      e.method = 'post'
      document.body.append(e)
      e.submit()
      e.remove()
    },
  },
  {
    name: 'worker of a blob',
    act: (_out, script) =>
      new Promise((done) => {
        const w = new Worker(URL.createObjectURL(new Blob([`postMessage(1);${script}`])))
        w.onmessage = () => done('through')
        w.onerror = () => done(0)
      }),
  },
  {
    name: 'worker of the app',
    act: () =>
      new Promise((done) => {
        const own = document.querySelector('script[src]')?.getAttribute('src') ?? '/index.js'
        const w = new Worker(own)
        w.onerror = () => done(0)
        setTimeout(() => done(0), 300)
      }),
  },
  {
    name: 'shared worker',
    act: (_out, script) =>
      new Promise((done) => {
        const w = new SharedWorker(URL.createObjectURL(new Blob([script])))
        w.onerror = () => done(0)
        setTimeout(() => done(0), 300)
      }),
  },
  { name: 'service worker', act: () => navigator.serviceWorker.register('/index.js').then(() => 'through') },
  {
    name: 'audio',
    act: (out) => {
      new Audio(out).play().catch(() => 0)
    },
  },
  {
    name: 'video',
    act: (out) => {
      const e = document.createElement('video')
      e.src = out
      document.body.append(e)
      e.load()
    },
  },
  {
    name: 'track',
    act: (out) => {
      const e = document.createElement('track')
      e.src = out
      const v = document.createElement('video')
      v.append(e)
      document.body.append(v)
    },
  },
  {
    name: 'svg image',
    act: (out) => {
      const e = document.createElementNS('http://www.w3.org/2000/svg', 'image')
      e.setAttribute('href', out)
      const s = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
      s.append(e)
      document.body.append(s)
    },
  },
  {
    name: 'svg use',
    act: (out) => {
      const e = document.createElementNS('http://www.w3.org/2000/svg', 'use')
      e.setAttribute('href', `${out}#x`)
      const s = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
      s.append(e)
      document.body.append(s)
    },
  },
  {
    name: 'background of an element',
    act: (out) => {
      const e = document.createElement('div')
      e.style.backgroundImage = `url(${out})`
      e.textContent = 'x'
      document.body.append(e)
    },
  },
  {
    name: 'WebAssembly',
    act: () => WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => 'through'),
  },
  {
    name: 'WebRTC to a server',
    act: (out) => {
      const c = new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(out).host}` }] })
      c.createDataChannel('x')
      return c.createOffer().then((o) => c.setLocalDescription(o))
    },
  },
  {
    name: 'webview',
    act: (out) => {
      const e = document.createElement('webview')
      e.setAttribute('src', out)
      document.body.append(e)
      return 'executeJavaScript' in e ? 'through' : 0
    },
  },
  // The last one: it leaves no page behind where it is let.
  {
    name: 'document.write',
    act: () => {
      Reflect.get(document, 'write').call(document, '<b>x</b>')
      return 'through'
    },
  },
]
