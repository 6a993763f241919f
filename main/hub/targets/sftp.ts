/**
 * The SFTP target: a folder on a server, with everything that the folder target promises (whole files or none, a
 * register of what Kopij wrote, nothing of others touched). The server is known by the fingerprint of its key, and by
 * nothing else.
 */
import { createHash } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { posix } from 'node:path'
import type { Client, ConnectConfig, SFTPWrapper } from 'ssh2'
import type { SftpSettings } from '../../../shared/domain/target.ts'
import { FaultError, faultOf } from '../../../shared/errors.ts'
import { mayReach } from './addresses.ts'
import { errnoOf } from './file-system.ts'
import { folderTarget } from './folder.ts'
import { sftpFiles } from './sftp-files.ts'
import type { Target, TargetMeans } from './target.ts'

/** All of one delivery, ms. */
const LONGEST = 60_000
const NOT_REACHED: readonly string[] = [
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'],
]
/** Read, change to, and look into it. */
const FOLDER_GONE: readonly string[] = ['target-folder-gone']

/** The fingerprint of a host's key as `ssh-keygen -l` prints it. */
export const fingerprintOf = (key: Uint8Array): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

const addressOf = async (host: string, ownNetwork: boolean): Promise<string> => {
  const found = await lookup(host, { all: true }).catch((cause: unknown) => {
    throw new FaultError('target-unreachable', { host }, { cause })
  })
  const allowed = found.find(({ address }) => mayReach(address, ownNetwork))
  if (allowed === undefined) throw new FaultError('target-address-private', { host })
  return allowed.address
}

const credentials = (secret: string): Pick<ConnectConfig, 'password' | 'privateKey'> =>
  secret.trimStart().startsWith('-----BEGIN ') ? { privateKey: secret } : { password: secret }

const faultOfSsh = (thrown: unknown, host: string): unknown => {
  if (thrown instanceof FaultError) return thrown
  const cause = { cause: thrown }
  if (thrown instanceof Error && 'level' in thrown) {
    if (thrown.level === 'client-authentication')
      return new FaultError('target-secret-wrong', { host }, cause)
    if (thrown.level === 'client-timeout') return new FaultError('target-timeout', { host }, cause)
    if (thrown.level === 'handshake' || thrown.level === 'protocol')
      return new FaultError('target-connection-lost', { host }, cause)
  }
  if (NOT_REACHED.includes(errnoOf(thrown))) return new FaultError('target-unreachable', { host }, cause)
  return new FaultError('target-connection-lost', { host }, cause)
}

export const sftpTarget = (means: TargetMeans<SftpSettings>): Target => {
  const { settings, clock, desk } = means
  const { host, port, user, folder, fingerprint, ownNetwork } = settings

  /** Opens a session, works in it and ends it. What breaks the session breaks the work, whatever it waits for. */
  const inSession = async <T>(work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> => {
    const secret = await means.secret()
    if (secret === null) throw new FaultError('target-secret-missing', { host })
    const address = await addressOf(host, ownNetwork)
    // Read when the first target of this kind is used: a start has no need of it.
    const { default: ssh2 } = await import('ssh2')
    const client: Client = new ssh2.Client()
    let shown: string | null = null
    let giveUp: (thrown: unknown) => void = () => undefined
    const broken = new Promise<never>((_, reject) => {
      giveUp = reject
    })
    broken.catch(() => undefined)
    const cancel = clock.after(LONGEST, () => giveUp(new FaultError('target-timeout', { host })))
    client.on('error', (thrown) => giveUp(thrown))
    client.on('close', () => giveUp(new FaultError('target-connection-lost', { host })))
    try {
      const ready = new Promise<void>((resolve) => client.on('ready', () => resolve()))
      try {
        client.connect({
          host: address,
          port,
          username: user,
          ...credentials(secret),
          readyTimeout: LONGEST,
          hostVerifier: (key: Buffer) => {
            shown = fingerprintOf(key)
            return shown === fingerprint
          },
        })
      } catch (thrown) {
        // A private key that cannot be read, or one that wants a passphrase.
        throw new FaultError('target-secret-wrong', { host }, { cause: thrown })
      }
      await Promise.race([ready, broken])
      // Every request waits for its answer: gathering small ones would cost 40 ms each.
      client.setNoDelay(true)
      const sftp = await Promise.race([
        new Promise<SFTPWrapper>((resolve, reject) => {
          client.sftp((error, opened) => (error ? reject(error) : resolve(opened)))
        }),
        broken,
      ])
      return await Promise.race([work(sftp), broken])
    } catch (thrown) {
      if (shown !== null && shown !== fingerprint)
        throw new FaultError(
          fingerprint === null ? 'target-host-key-unknown' : 'target-host-key-changed',
          { host, fingerprint: shown },
          { cause: thrown },
        )
      if (FOLDER_GONE.includes(faultOf(thrown).code))
        throw new FaultError('target-folder-missing', { host, folder }, { cause: thrown })
      throw faultOfSsh(thrown, host)
    } finally {
      cancel()
      client.end()
      client.destroy()
    }
  }

  const inFolder = <T>(work: (target: ReturnType<typeof folderTarget>) => Promise<T>): Promise<T> =>
    inSession((sftp) => work(folderTarget({ folder, desk, files: sftpFiles(sftp), joined: posix.join })))

  return {
    deliver: (delivery) =>
      inFolder(async (target) => {
        const { id, address } = await target.deliver(delivery)
        return { id, address: address === '' ? host : `sftp://${host}${posix.join('/', folder, address)}` }
      }),

    /** Writes and takes away a file of our own: whoever may read may not write yet. */
    check: () =>
      inSession(async (sftp) => {
        const files = sftpFiles(sftp)
        await folderTarget({ folder, desk, files, joined: posix.join }).check()
        const probe = posix.join(folder, '.kopij-test.tmp')
        try {
          await files.unlink(probe).catch(() => undefined)
          const handle = await files.open(probe, 'wx')
          await handle.close()
          await files.unlink(probe)
        } catch (thrown) {
          if (errnoOf(thrown) === 'EACCES' || errnoOf(thrown) === 'EIO')
            throw new FaultError('target-folder-missing', { host, folder }, { cause: thrown })
          throw thrown
        }
      }),
  }
}
