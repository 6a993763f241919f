// A zip reader of the size we need, because a bare machine has no unzip and this runs before any library is trusted.
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50

/**
 * Unpacks the entries that `place` gives a path, relative to `folder`; null skips an entry.
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | null} place
 */
export const unzip = (archive, folder, place) => {
  const file = openSync(archive, 'r')
  const read = (/** @type {number} */ position, /** @type {number} */ length) => {
    const buffer = Buffer.alloc(length)
    if (readSync(file, buffer, 0, length, position) !== length) throw new Error(`${archive} is cut short`)
    return buffer
  }
  try {
    const size = fstatSync(file).size
    const tail = read(Math.max(0, size - 65_557), Math.min(size, 65_557))
    let end = tail.length - 22
    while (end >= 0 && tail.readUInt32LE(end) !== END) end -= 1
    if (end < 0) throw new Error(`${archive} is not a zip file`)
    const directory = read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
    let at = 0
    for (let left = tail.readUInt16LE(end + 10); left > 0; left -= 1) {
      if (directory.readUInt32LE(at) !== ENTRY) throw new Error(`${archive} has a damaged directory`)
      const method = directory.readUInt16LE(at + 10)
      const packed = directory.readUInt32LE(at + 20)
      const nameLength = directory.readUInt16LE(at + 28)
      const mode = directory.readUInt32LE(at + 38) >>> 16
      const offset = directory.readUInt32LE(at + 42)
      const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)

      const target = name.endsWith('/') ? null : place(name)
      if (target === null) continue
      if (normalize(target).startsWith('..'))
        throw new Error(`${archive} wants to write outside its folder: ${name}`)
      const header = read(offset, 30)
      const data = read(offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28), packed)
      const path = join(folder, target)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, method === 0 ? data : inflateRawSync(data), { mode: mode & 0o777 || 0o644 })
    }
  } finally {
    closeSync(file)
  }
}
