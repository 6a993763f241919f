import { createHash } from 'node:crypto'
import * as node from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FileSystem } from '../../../../main/hub/targets/file-system.ts'
import { folderTarget } from '../../../../main/hub/targets/folder.ts'
import { sheetOf } from '../../../../main/hub/targets/folder-register.ts'
import type { FileDelivery } from '../../../../main/hub/targets/target.ts'
import { faultOf } from '../../../../shared/errors.ts'

const DESK = '6f1f4f0e-43f5-4a3e-8a55-6d1b5c1f2a01'
const OTHER_DESK = '6f1f4f0e-43f5-4a3e-8a55-6d1b5c1f2a02'

const delivery = (version: number, change: Partial<FileDelivery> = {}): FileDelivery => ({
  key: `item-${version}`,
  subject: 'item',
  version,
  files: [
    { name: 'boot-1a2b3c4d.ninjs.json', text: `{"version":"${version}"}\n` },
    { name: 'boot-1a2b3c4d.html', text: `<p>versie ${version}</p>\n` },
  ],
  ...change,
})

let folder: string

beforeEach(async () => {
  folder = await node.mkdtemp(join(tmpdir(), 'kopij-target-'))
})
afterEach(async () => {
  await node.rm(folder, { recursive: true, force: true })
})

const target = (files: FileSystem = node, desk = DESK) => folderTarget({ folder, desk, files })
const read = (name: string) => node.readFile(join(folder, name), 'utf8')
const write = (name: string, text: string) => node.writeFile(join(folder, name), text)
/** What lies in the folder, apart from the sheets of its register. */
const names = async () => (await node.readdir(folder)).filter((name) => name !== '.kopij').sort()
const codeOf = async (attempt: Promise<unknown>) => faultOf(await attempt.catch((thrown: unknown) => thrown))

const errno = (code: string) => Object.assign(new Error(code), { code })

/** A file system that fails: `fail` gets the number of each step and its name, and may throw. */
const failing = (fail: (step: number, name: string) => void): FileSystem => {
  let step = 0
  const before =
    <A extends unknown[], R>(name: string, run: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      step += 1
      fail(step, name)
      return await run(...given)
    }
  return {
    lstat: before('lstat', (path: string) => node.lstat(path)),
    stat: before('stat', (path: string) => node.stat(path)),
    readFile: before('readFile', (path: string) => node.readFile(path)),
    rename: before('rename', (from: string, to: string) => node.rename(from, to)),
    unlink: before('unlink', (path: string) => node.unlink(path)),
    mkdir: before('mkdir', (path: string) => node.mkdir(path)),
    readdir: before('readdir', (path: string) => node.readdir(path)),
    open: before('open', async (path: string, flags: string) => {
      const handle = await node.open(path, flags)
      return {
        writeFile: before('writeFile', (data: Uint8Array) => handle.writeFile(data)),
        sync: before('sync', () => handle.sync()),
        close: () => handle.close(),
      }
    }),
  }
}

const stepsOf = async (given: FileDelivery): Promise<string[]> => {
  const steps: string[] = []
  await target(failing((_step, name) => steps.push(name))).deliver(given)
  return steps
}

describe('a folder as a target', () => {
  test('gets the files, a register, and gives a receipt without a path', async () => {
    const receipt = await target().deliver(delivery(1))
    expect(receipt).toEqual({ id: 'boot-1a2b3c4d.ninjs.json', address: 'boot-1a2b3c4d.html' })
    expect(await names()).toEqual(['.kopij.json', 'boot-1a2b3c4d.html', 'boot-1a2b3c4d.ninjs.json'])
    expect(await read('boot-1a2b3c4d.html')).toBe('<p>versie 1</p>\n')
  })

  test('the same delivery again writes nothing and answers the same', async () => {
    const first = await target().deliver(delivery(1))
    const steps: string[] = []
    const again = await target(failing((_step, name) => steps.push(name))).deliver(delivery(1))
    expect(again).toEqual(first)
    expect(steps).not.toContain('rename')
    expect(steps).not.toContain('writeFile')
  })

  test('the same delivery again puts back what was thrown away', async () => {
    await target().deliver(delivery(1))
    await node.unlink(join(folder, 'boot-1a2b3c4d.html'))
    await target().deliver(delivery(1))
    expect(await read('boot-1a2b3c4d.html')).toBe('<p>versie 1</p>\n')
  })

  test('flushes every file before its name, and the folder after it', async () => {
    const steps = await stepsOf(delivery(1))
    const renames = steps.flatMap((name, index) => (name === 'rename' ? [index] : []))
    // The register, what is begun, two files, what is done.
    expect(renames).toHaveLength(5)
    for (const index of renames) expect(steps.slice(index - 2, index)).toEqual(['writeFile', 'sync'])
    expect(steps.slice(-3)).toEqual(['rename', 'open', 'sync'])
  })

  test('a correction replaces; one with a new name leaves no second article', async () => {
    await target().deliver(delivery(1))
    await target().deliver(delivery(2))
    expect(await read('boot-1a2b3c4d.html')).toBe('<p>versie 2</p>\n')
    await target().deliver(delivery(3, { files: [{ name: 'veer-1a2b3c4d.html', text: 'nieuw' }] }))
    expect(await names()).toEqual(['.kopij.json', 'veer-1a2b3c4d.html'])
  })

  test('an attempt that comes late does not undo a kill', async () => {
    const kill = delivery(3, { key: 'kill', files: [{ name: 'boot-1a2b3c4d.html', text: 'ingetrokken' }] })
    await target().deliver(delivery(1))
    await target().deliver(kill)
    await target().deliver(delivery(2))
    expect(await names()).toEqual(['.kopij.json', 'boot-1a2b3c4d.html'])
    expect(await read('boot-1a2b3c4d.html')).toBe('ingetrokken')
  })

  test('takes away what it is told to, as far as Kopij wrote it', async () => {
    const page = { key: 'page-1', subject: 'page', files: [{ name: 'buitenland.html', text: 'pagina' }] }
    await target().deliver(delivery(1, page))
    await write('van-een-ander.html', 'x')
    await target().deliver(delivery(1, { remove: ['buitenland.html', 'van-een-ander.html', 'weg.html'] }))
    expect(await names()).toEqual([
      '.kopij.json',
      'boot-1a2b3c4d.html',
      'boot-1a2b3c4d.ninjs.json',
      'van-een-ander.html',
    ])
  })

  test('many at once come out as if one after the other', async () => {
    const one = target()
    const subjects = Array.from({ length: 12 }, (_, index) => `item-${index}`)
    await Promise.all(
      subjects.map((subject) =>
        one.deliver(
          delivery(1, { key: subject, subject, files: [{ name: `${subject}.html`, text: subject }] }),
        ),
      ),
    )
    expect(await names()).toHaveLength(13)
  })

  test.each(['../buiten.html', '/etc/x', 'a/b', 'a\\b', '.verborgen', 'c:x', '', '..'])(
    'never writes to %j',
    async (name) => {
      await expect(target().deliver(delivery(1, { files: [{ name, text: 'x' }] }))).rejects.toThrow(
        'not a file name',
      )
      expect(await names()).toEqual([])
    },
  )
})

/** A disk that is not waited for. */
const unflushed: FileSystem = {
  ...node,
  open: async (path, flags) => {
    const handle = await node.open(path, flags)
    return {
      writeFile: (data: Uint8Array) => handle.writeFile(data),
      sync: () => Promise.resolve(),
      close: () => handle.close(),
    }
  },
}

describe('the register', () => {
  const article = (number: number, version = 1): FileDelivery =>
    delivery(version, {
      key: `item-${number}-${version}`,
      subject: `item-${number}`,
      files: [{ name: `artikel-${number}.html`, text: `<p>artikel ${number}, versie ${version}</p>` }],
    })
  const bytesWritten = async (given: FileDelivery): Promise<number> => {
    let bytes = 0
    const counting: FileSystem = {
      ...node,
      open: async (path, flags) => {
        const handle = await node.open(path, flags)
        return {
          writeFile: (data: Uint8Array) => {
            bytes += data.length
            return handle.writeFile(data)
          },
          sync: () => handle.sync(),
          close: () => handle.close(),
        }
      },
    }
    await target(counting).deliver(given)
    return bytes
  }

  test('costs an article about the same when the folder has had a hundred', async () => {
    const one = target(unflushed)
    for (let number = 0; number < 100; number += 1) await one.deliver(article(number))
    // One file of all of them would be 20 kB by now, written twice for each.
    expect(await bytesWritten(article(100))).toBeLessThan(6000)
    expect(await bytesWritten(article(7, 2))).toBeLessThan(6000)
    expect(await read('artikel-7.html')).toBe('<p>artikel 7, versie 2</p>')
  })

  test('of one file, as it was, is read on and left as it is; what comes after it stands on sheets', async () => {
    const text = '<p>van vroeger</p>'
    const sha256 = createHash('sha256').update(text).digest('hex')
    await write('boot-1a2b3c4d.html', text)
    const done = { key: 'item-1', version: 1, files: [{ name: 'boot-1a2b3c4d.html', sha256 }] }
    const old = { about: 'x', format: 1, desk: DESK, subjects: { item: { done, begun: null } } }
    await write('.kopij.json', JSON.stringify(old))
    await target().deliver(article(1))
    const now = JSON.parse(await read('.kopij.json'))
    expect(now).toMatchObject({ format: 2, subjects: old.subjects })
    // Its file is known as ours, its version counts, and what it leaves is taken away.
    await target().deliver(delivery(0))
    expect(await read('boot-1a2b3c4d.html')).toBe(text)
    await target().deliver(delivery(2, { files: [{ name: 'veer-1a2b3c4d.html', text: 'nieuw' }] }))
    expect(await names()).toEqual(['.kopij.json', 'artikel-1.html', 'veer-1a2b3c4d.html'])
    expect(JSON.parse(await read('.kopij.json'))).toEqual(now)
  })

  test('knows a file of ours under a name that two subjects share', async () => {
    const shared = (subject: string): FileDelivery =>
      delivery(1, { key: subject, subject, files: [{ name: 'nieuws.html', text: subject }] })
    // On two sheets, wherever they fall.
    for (let number = 0; number < 6; number += 1) {
      await target().deliver(shared(`item-${number}`))
      expect(await read('nieuws.html')).toBe(`item-${number}`)
    }
  })

  test('is not written through a link', async () => {
    await node.mkdir(join(folder, 'elders'))
    await node.symlink(join(folder, 'elders'), join(folder, '.kopij'))
    const fault = await codeOf(target().deliver(delivery(1)))
    expect(fault).toEqual({ code: 'target-folder-foreign-file', params: { name: '.kopij' } })
    expect(await node.readdir(join(folder, 'elders'))).toEqual([])
  })

  test('whose sheet is damaged is left alone', async () => {
    await target().deliver(delivery(1))
    const [sheet] = await node.readdir(join(folder, '.kopij'))
    await write(join('.kopij', sheet ?? ''), '{')
    expect((await codeOf(target().deliver(delivery(2)))).code).toBe('target-folder-foreign-file')
    expect(await read('boot-1a2b3c4d.html')).toBe('<p>versie 1</p>\n')
  })
})

describe('files of others in the folder', () => {
  test('are never overwritten, and named', async () => {
    await write('boot-1a2b3c4d.html', 'van een ander')
    const fault = await codeOf(target().deliver(delivery(1)))
    expect(fault).toEqual({ code: 'target-folder-foreign-file', params: { name: 'boot-1a2b3c4d.html' } })
    expect(await read('boot-1a2b3c4d.html')).toBe('van een ander')

    await node.unlink(join(folder, 'boot-1a2b3c4d.html'))
    await target().deliver(delivery(1))
    expect(await read('boot-1a2b3c4d.html')).toBe('<p>versie 1</p>\n')
  })

  test('what somebody changed is theirs; the rest of a kill is delivered all the same', async () => {
    await target().deliver(delivery(1))
    await write('boot-1a2b3c4d.html', 'met de hand verbeterd')
    const kill = delivery(2, { key: 'kill' })
    expect((await codeOf(target().deliver(kill))).code).toBe('target-folder-foreign-file')
    expect(await read('boot-1a2b3c4d.html')).toBe('met de hand verbeterd')
    expect(await read('boot-1a2b3c4d.ninjs.json')).toBe('{"version":"2"}\n')

    await node.unlink(join(folder, 'boot-1a2b3c4d.html'))
    await target().deliver(kill)
    expect(await read('boot-1a2b3c4d.html')).toBe('<p>versie 2</p>\n')
  })

  test('what somebody changed of an article that is taken off stays, is named, and is gone when they took it away', async () => {
    await target().deliver(delivery(1))
    await write('boot-1a2b3c4d.html', 'met de hand verbeterd')
    const off = delivery(2, { key: 'off', files: [] })
    const refused = { code: 'target-folder-foreign-file', params: { name: 'boot-1a2b3c4d.html' } }
    for (const attempt of [1, 2])
      expect([attempt, await codeOf(target().deliver(off))]).toEqual([attempt, refused])
    expect(await names()).toEqual(['.kopij.json', 'boot-1a2b3c4d.html'])
    expect(await read('boot-1a2b3c4d.html')).toBe('met de hand verbeterd')
    // A later kill, whatever its name, has not forgotten it either.
    expect(await codeOf(target().deliver(delivery(3, { key: 'kill', files: [] })))).toEqual(refused)

    await node.unlink(join(folder, 'boot-1a2b3c4d.html'))
    await target().deliver(delivery(3, { key: 'kill', files: [] }))
    expect(await names()).toEqual(['.kopij.json'])
  })

  test('what somebody changed and put back as it was is ours again, and is taken away', async () => {
    await target().deliver(delivery(1))
    await write('boot-1a2b3c4d.html', 'met de hand verbeterd')
    const off = delivery(2, { key: 'off', files: [] })
    expect((await codeOf(target().deliver(off))).code).toBe('target-folder-foreign-file')
    await write('boot-1a2b3c4d.html', '<p>versie 1</p>\n')
    await target().deliver(off)
    expect(await names()).toEqual(['.kopij.json'])
  })

  test('a correction under a new name is there once, beside what somebody changed, until that is gone', async () => {
    await target().deliver(delivery(1))
    await write('boot-1a2b3c4d.html', 'met de hand verbeterd')
    const renamed = delivery(2, { files: [{ name: 'veer-1a2b3c4d.html', text: 'nieuw' }] })
    const refused = { code: 'target-folder-foreign-file', params: { name: 'boot-1a2b3c4d.html' } }
    expect(await codeOf(target().deliver(renamed))).toEqual(refused)
    expect(await names()).toEqual(['.kopij.json', 'boot-1a2b3c4d.html', 'veer-1a2b3c4d.html'])

    const { mtimeMs, ino } = await node.stat(join(folder, 'veer-1a2b3c4d.html'))
    expect(await codeOf(target().deliver(renamed))).toEqual(refused)
    await node.unlink(join(folder, 'boot-1a2b3c4d.html'))
    expect(await target().deliver(renamed)).toEqual({
      id: 'veer-1a2b3c4d.html',
      address: 'veer-1a2b3c4d.html',
    })
    expect(await names()).toEqual(['.kopij.json', 'veer-1a2b3c4d.html'])
    // Not written once more: whoever picks up what is new there picks it up once.
    expect(await node.stat(join(folder, 'veer-1a2b3c4d.html'))).toMatchObject({ mtimeMs, ino })
    // Done: a kill takes the new one away and asks for nothing else.
    await target().deliver(delivery(3, { key: 'kill', files: [] }))
    expect(await names()).toEqual(['.kopij.json'])
  })

  test('whoever gives an article another name because its own was taken is not held up by that file', async () => {
    await write('boot-1a2b3c4d.html', 'van een ander')
    expect((await codeOf(target().deliver(delivery(1)))).code).toBe('target-folder-foreign-file')
    await target().deliver(delivery(2, { files: [{ name: 'veer-1a2b3c4d.html', text: 'nieuw' }] }))
    expect(await names()).toEqual(['.kopij.json', 'boot-1a2b3c4d.html', 'veer-1a2b3c4d.html'])
    expect(await read('boot-1a2b3c4d.html')).toBe('van een ander')
  })

  test('what an attempt that was never done wrote, and somebody changed, is not forgotten', async () => {
    await write('boot-1a2b3c4d.html', 'van een ander')
    expect((await codeOf(target().deliver(delivery(1)))).code).toBe('target-folder-foreign-file')
    await write('boot-1a2b3c4d.ninjs.json', 'met de hand verbeterd')
    expect((await codeOf(target().deliver(delivery(1)))).code).toBe('target-folder-foreign-file')
    expect(await codeOf(target().deliver(delivery(2, { files: [] })))).toEqual({
      code: 'target-folder-foreign-file',
      params: { name: 'boot-1a2b3c4d.ninjs.json' },
    })
  })

  test("what another article wrote under the name since is that one's: it stays and is in nobody's way", async () => {
    const shared = (subject: string, version = 1): FileDelivery =>
      delivery(version, {
        key: `${subject}-${version}`,
        subject,
        files: [{ name: 'nieuws.html', text: subject }],
      })
    const first = 'item'
    const others = Array.from({ length: 5000 }, (_, index) => `item-${index}`)
    const onSheetOfFirst = (other: string): boolean => sheetOf(other) === sheetOf(first)
    const both = [others.find(onSheetOfFirst), others.find((other) => !onSheetOfFirst(other))]
    for (const other of both) {
      if (other === undefined) throw new Error('no such subject')
      await target().deliver(shared(first))
      await target().deliver(shared(other))
      await target().deliver({ ...shared(first, 2), files: [] })
      expect(await read('nieuws.html')).toBe(other)
      await target().deliver({ ...shared(other, 2), files: [] })
      expect(await names()).toEqual(['.kopij.json'])
      await node.rm(folder, { recursive: true })
      await node.mkdir(folder)
    }
  })

  test('what it is told to take away and somebody changed is named as well', async () => {
    const page = { key: 'page-1', subject: 'page', files: [{ name: 'buitenland.html', text: 'pagina' }] }
    await target().deliver(delivery(1, page))
    await write('buitenland.html', 'met de hand verbeterd')
    const item = delivery(1, { remove: ['buitenland.html', 'van-een-ander.html'] })
    await write('van-een-ander.html', 'x')
    expect(await codeOf(target().deliver(item))).toEqual({
      code: 'target-folder-foreign-file',
      params: { name: 'buitenland.html' },
    })
    await node.unlink(join(folder, 'buitenland.html'))
    await target().deliver(item)
    expect(await read('van-een-ander.html')).toBe('x')
  })

  test('a folder or a link of that name is a stranger', async () => {
    await node.mkdir(join(folder, 'boot-1a2b3c4d.html'))
    expect((await codeOf(target().deliver(delivery(1)))).code).toBe('target-folder-foreign-file')
    await node.rmdir(join(folder, 'boot-1a2b3c4d.html'))
    await write('elders.txt', '<p>versie 1</p>\n')
    await node.symlink(join(folder, 'elders.txt'), join(folder, 'boot-1a2b3c4d.html'))
    expect((await codeOf(target().deliver(delivery(1)))).code).toBe('target-folder-foreign-file')
  })

  test('a link laid under a temporary name is not written through', async () => {
    await write('elders.txt', 'van een ander')
    await node.symlink(join(folder, 'elders.txt'), join(folder, '.kopij-boot-1a2b3c4d.html.tmp'))
    await target().deliver(delivery(1))
    expect(await read('elders.txt')).toBe('van een ander')
  })

  test.each([
    ['of another desk', async () => void (await target(node, OTHER_DESK).deliver(delivery(1)))],
    ['that is damaged', () => write('.kopij.json', '{"about"')],
    [
      'of a newer version',
      () => write('.kopij.json', JSON.stringify({ format: 3, desk: DESK, subjects: {} })),
    ],
  ])('a register %s is left alone', async (_name, prepare) => {
    await prepare()
    const before = await read('.kopij.json')
    const fault = await codeOf(target().deliver(delivery(2)))
    expect(fault).toEqual({ code: 'target-folder-foreign-file', params: { name: '.kopij.json' } })
    expect(await read('.kopij.json')).toBe(before)
  })
})

describe('faults', () => {
  test('a folder that is gone is said, and is not made anew', async () => {
    await node.rm(folder, { recursive: true })
    expect((await codeOf(target().deliver(delivery(1)))).code).toBe('target-folder-gone')
    expect((await codeOf(target().check())).code).toBe('target-folder-gone')
    await expect(node.stat(folder)).rejects.toThrow('ENOENT')
  })

  test('a file in place of the folder is no folder', async () => {
    await node.rm(folder, { recursive: true })
    await node.writeFile(folder, '')
    expect((await codeOf(target().check())).code).toBe('target-folder-gone')
  })

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'disk-read-only'],
    ['EACCES', 'disk-read-only'],
    ['EIO', 'disk-error'],
    ['ENOTCONN', 'target-folder-gone'],
  ])('%s while writing is %s, leaves no half file, and names no path', async (code, expected) => {
    const broken = failing((_step, name) => {
      if (name === 'writeFile') throw errno(code)
    })
    const fault = await codeOf(target(broken).deliver(delivery(1)))
    expect(fault.code).toBe(expected)
    expect(JSON.stringify(fault.params)).not.toContain(tmpdir())
    expect(await names()).toEqual([])
  })

  test('a folder that cannot be flushed, as on Windows, is no fault', async () => {
    const windows: FileSystem = {
      ...node,
      open: async (path, flags) => {
        if (path === folder) throw errno('EISDIR')
        return await node.open(path, flags)
      },
    }
    await target(windows).deliver(delivery(1))
    expect(await names()).toHaveLength(3)
  })

  test('a crash before any step leaves whole files, and the next attempt completes it', async () => {
    await target().deliver(delivery(1))
    const kill = delivery(2, { key: 'kill', files: [{ name: 'boot-1a2b3c4d.html', text: 'ingetrokken\n' }] })
    const total = (await stepsOf(kill)).length
    expect(total).toBeGreaterThan(20)
    const whole = ['<p>versie 1</p>\n', 'ingetrokken\n']

    for (let crash = 1; crash <= total; crash += 1) {
      await node.rm(folder, { recursive: true })
      await node.mkdir(folder)
      await target().deliver(delivery(1))
      const dying = failing((step) => {
        if (step >= crash) throw new Error('killed')
      })
      await expect(target(dying).deliver(kill)).rejects.toThrow('killed')
      expect(whole).toContain(await read('boot-1a2b3c4d.html'))

      // Something else may come first, and the delivery itself may come again as another version.
      await target().deliver(
        delivery(1, { key: 'other', subject: 'other', files: [{ name: 'o.html', text: 'o' }] }),
      )
      await target().deliver(crash % 2 === 0 ? kill : { ...kill, key: 'kill-again', version: 3 })
      expect((await names()).filter((name) => !name.endsWith('.tmp'))).toEqual([
        '.kopij.json',
        'boot-1a2b3c4d.html',
        'o.html',
      ])
      expect(await read('boot-1a2b3c4d.html')).toBe('ingetrokken\n')
    }
  })

  test('crash upon crash, each with other content, and no file becomes a stranger', async () => {
    await target().deliver(delivery(1))
    // The first one of a folder has more of them.
    const total = (await stepsOf(delivery(2))).length
    await node.rm(folder, { recursive: true })
    await node.mkdir(folder)
    for (let crash = 1; crash <= total; crash += 1) {
      const dying = failing((step) => {
        if (step >= crash) throw new Error('killed')
      })
      await expect(target(dying).deliver(delivery(crash + 1))).rejects.toThrow()
    }
    await target().deliver(delivery(total + 2))
    expect(await read('boot-1a2b3c4d.html')).toBe(`<p>versie ${total + 2}</p>\n`)
    expect(await names()).toHaveLength(3)
  })
})
