/** Archives made by hand: honest ones for documents, and ones that lie in every field for those who must not believe it. */
import { crc32, deflateRawSync } from 'node:zlib'

export type ZipEntry = {
  name: string
  data: Uint8Array | string
  /** 0 stores, 8 deflates (the usual). */
  method?: 0 | 8
  /** Bytes as they stand in the archive, where they are not made from `data`. */
  packed?: Uint8Array
  /** What is claimed of the inflated size. */
  size?: number
  /** File type and mode, as Unix has them. */
  mode?: number
  flags?: number
}

const bytesOf = (data: Uint8Array | string): Buffer =>
  typeof data === 'string' ? Buffer.from(data, 'utf8') : Buffer.from(data)

/** Writes an archive; `claimed` entries may be said in place of how many there are. */
export const zip = (entries: readonly ZipEntry[], claimed = entries.length): Buffer => {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, data, method = 8, packed, size, mode = 0o100644, flags = 0x800 } of entries) {
    const raw = bytesOf(data)
    const body = packed === undefined ? (method === 8 ? deflateRawSync(raw) : raw) : Buffer.from(packed)
    const called = Buffer.from(name, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(crc32(raw), 10)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(size ?? raw.length, 18)
    common.writeUInt16LE(called.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, called, body])
    const head = Buffer.alloc(14)
    head.writeUInt32LE((mode << 16) >>> 0, 6)
    head.writeUInt32LE(offset, 10)
    central.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common.subarray(0, 26), head, called]),
    )
    locals.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(claimed & 0xffff, 4)
  end.writeUInt16LE(claimed & 0xffff, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, listed, Buffer.from('PK\x05\x06', 'latin1'), end])
}
