import { beforeEach, expect, test, vi } from 'vitest'
import { findKeychain } from '../../../main/platform/keychain.ts'

const system = vi.hoisted(() => ({ backend: 'gnome_libsecret', available: true }))
vi.mock('electron', () => ({
  safeStorage: {
    getSelectedStorageBackend: () => system.backend,
    isAsyncEncryptionAvailable: () => Promise.resolve(system.available),
    encryptStringAsync: (plain: string) => Promise.resolve(Buffer.from(plain, 'utf8')),
    decryptStringAsync: (sealed: Buffer) =>
      Promise.resolve({ shouldReEncrypt: false, result: sealed.toString('utf8') }),
  },
}))

beforeEach(() => {
  system.backend = 'gnome_libsecret'
  system.available = true
  vi.stubGlobal('process', { ...process, platform: 'linux' })
})

test('a keyring is one', async () => {
  const vault = await findKeychain()
  const sealed = await vault?.encrypt('geheim')
  expect(sealed && (await vault?.decrypt(sealed))).toBe('geheim')
})

test.each(['basic_text', 'unknown'])(
  'what Linux offers as %s everybody can open, and is none',
  async (backend) => {
    system.backend = backend
    expect(await findKeychain()).toBeNull()
  },
)

test('one that does not answer is none, on other systems too', async () => {
  system.available = false
  expect(await findKeychain()).toBeNull()
  vi.stubGlobal('process', { ...process, platform: 'darwin' })
  expect(await findKeychain()).toBeNull()
})
