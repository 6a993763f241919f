import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unzip } from '../../../build/provision/unzip.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kopij-unzip-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

interface Entry {
  readonly name: string
  readonly text: string
  readonly packed: boolean
  readonly mode: number
}

/** A zip archive as other programs write it: local headers with data, then the directory, then its end. */
const zip = (entries: readonly Entry[]): Buffer => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, text, packed, mode } of entries) {
    const data = packed ? deflateRawSync(text) : Buffer.from(text)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(text), 0)
    sizes.writeUInt32LE(data.length, 4)
    sizes.writeUInt32LE(Buffer.byteLength(text), 8)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(packed ? 8 : 0, 8)
    sizes.copy(local, 14)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    locals.push(local, Buffer.from(name), data)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(packed ? 8 : 0, 10)
    sizes.copy(central, 16)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(mode * 0x10000, 38)
    central.writeUInt32LE(offset, 42)
    directory.push(central, Buffer.from(name))
    offset += local.length + Buffer.byteLength(name) + data.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}

const archive = (entries: readonly Entry[]): string => {
  const file = join(folder, 'a.zip')
  writeFileSync(file, zip(entries))
  return file
}

test('files come out with their text and their mode, where they are placed', () => {
  const file = archive([
    { name: 'app/run', text: 'x'.repeat(5000), packed: true, mode: 0o755 },
    { name: 'app/read', text: 'read me', packed: false, mode: 0o644 },
    { name: 'app/left/behind', text: 'no', packed: false, mode: 0o644 },
  ])
  unzip(file, join(folder, 'out'), (name) => (name.includes('behind') ? null : name.replace('app/', '')))
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(['read', 'run'])
  expect(readFileSync(join(folder, 'out/run'), 'utf8')).toBe('x'.repeat(5000))
  expect(statSync(join(folder, 'out/run')).mode & 0o777).toBe(0o755)
  expect(readFileSync(join(folder, 'out/read'), 'utf8')).toBe('read me')
})

test('a name that leads out of the folder is refused', () => {
  const file = archive([{ name: '../outside', text: 'x', packed: false, mode: 0o644 }])
  expect(() => unzip(file, join(folder, 'out'), (name) => name)).toThrow(/outside/)
})

test('what is cut short is not a zip', () => {
  const file = archive([{ name: 'a', text: 'text', packed: true, mode: 0o644 }])
  truncateSync(file, 20)
  expect(() => unzip(file, join(folder, 'out'), (name) => name)).toThrow(/not a zip|cut short/)
})
