/** The system's keychain as Electron reaches it. */
import { safeStorage } from 'electron'
import type { Vault } from './secrets.ts'

/**
 * The keychain of this computer, or null. On Linux without a keyring Electron would encrypt with a password that
 * everybody knows: that is none.
 */
export const findKeychain = async (): Promise<Vault | null> => {
  if (
    process.platform === 'linux' &&
    ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  )
    return null
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null
  return {
    encrypt: (plain) => safeStorage.encryptStringAsync(plain),
    async decrypt(sealed) {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed))
      return result
    },
  }
}
