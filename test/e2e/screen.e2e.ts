import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from './support/test.ts'

/** Comings and goings in a row: a screen that starts anew turns away about one in ten of them. */
const TIMES = 200
const MIT_COOKIE = 'MIT-MAGIC-COOKIE-1'

/** The cookie of the display that this test runs on. */
const cookieOf = (): Buffer => {
  const listed = execFileSync('xauth', ['list', process.env['DISPLAY'] ?? ''], { encoding: 'utf8' })
  return Buffer.from(listed.trim().split(/\s+/).at(-1) ?? '', 'hex')
}

/** The first thing that any window says: "X Window System Protocol", release 7.7, chapter 8. */
const hello = (cookie: Buffer): Buffer => {
  const name = Buffer.from(MIT_COOKIE)
  const head = Buffer.alloc(12)
  head.write('l')
  head.writeUInt16LE(11, 2)
  head.writeUInt16LE(name.length, 6)
  head.writeUInt16LE(cookie.length, 8)
  return Buffer.concat([head, name, Buffer.alloc(-name.length & 3), cookie, Buffer.alloc(-cookie.length & 3)])
}

/** Comes as the only window there is, and goes: whether it was let in, or what it was told. */
const comeAndGo = async (number: string, greeting: Buffer): Promise<string> => {
  const window = connect(`/tmp/.X11-unix/X${number}`)
  try {
    window.write(greeting)
    const [answer] = (await once(window, 'data')) as [Buffer]
    return answer[0] === 1 ? 'let in' : `refused: ${answer.toString('latin1')}`
  } catch (error) {
    return String(error)
  } finally {
    window.destroy()
  }
}

// Only on Linux are the tests given a screen of their own.
if (process.platform === 'linux')
  test('the screen of the tests is there for the next desk when the last one has closed', async () => {
    const number = /:(\d+)/.exec(process.env['DISPLAY'] ?? '')?.[1] ?? ''
    const greeting = hello(cookieOf())
    const said = new Map<string, number>()
    for (let time = 0; time < TIMES; time++) {
      const what = await comeAndGo(number, greeting)
      said.set(what, (said.get(what) ?? 0) + 1)
    }
    expect([...said]).toEqual([['let in', TIMES]])
  })
