/**
 * OpenSSH's own SFTP server on loopback, as the user of the test, with a key of its own for each side. KOPIJ_OPENSSH says where
 * build/provision/openssh.mjs found it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import ssh2 from 'ssh2'
import { fingerprintOf } from '../../main/hub/targets/sftp.ts'
import { freePort } from './free-port.ts'

export type Openssh = {
  port: number
  user: string
  /** What the user signs in with: a private key. */
  secret: string
  fingerprint: string
  /** An absolute path that the server writes under. */
  folder: string
  /** Ends every session where it stands, as when the power fails; the server goes on. Answers how many. */
  cut(): number
  stop(): Promise<void>
}

const publicOf = (key: string): Buffer => {
  const parsed = ssh2.utils.parseKey(key)
  if (parsed instanceof Error || Array.isArray(parsed)) throw new Error('no key')
  return parsed.getPublicSSH()
}

/** Everything that a process started, and what that started. */
const descendants = (pid: number): number[] => {
  const file = `/proc/${pid}/task/${pid}/children`
  const own = existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : []
  return own.flatMap((child) => [child, ...descendants(child)])
}

const end = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

export const startOpenssh = async (): Promise<Openssh> => {
  const made = process.env['KOPIJ_OPENSSH']
  if (made === undefined)
    throw new Error("KOPIJ_OPENSSH says where OpenSSH's server of build/provision/openssh.mjs is")
  const place = mkdtempSync(join(tmpdir(), 'kopij-ssh-'))
  const [folder, config] = [join(place, 'in'), join(place, 'config')]
  mkdirSync(folder)
  const { private: hostKey } = ssh2.utils.generateKeyPairSync('ed25519')
  const { private: secret, public: known } = ssh2.utils.generateKeyPairSync('ed25519')
  writeFileSync(join(place, 'host'), hostKey, { mode: 0o600 })
  writeFileSync(join(place, 'known'), `${known}\n`, { mode: 0o600 })
  const port = await freePort()
  const lines = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${join(place, 'host')}`, 'PidFile none'],
    ...[`AuthorizedKeysFile ${join(place, 'known')}`, 'PasswordAuthentication no', 'StrictModes no'],
    ...['KbdInteractiveAuthentication no', 'UsePAM no', 'MaxStartups 100'],
    `Subsystem sftp ${join(made, 'usr/lib/openssh/sftp-server')}`,
  ]
  writeFileSync(config, `${lines.join('\n')}\n`)
  const libraries = ['usr/lib', 'lib']
    .map((name) => join(made, name))
    .filter((path) => made !== '/' && existsSync(path))
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
    .filter((path) => path.includes('linux-gnu'))
  const server: ChildProcess = spawn(join(made, 'usr/sbin/sshd'), ['-D', '-e', '-f', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], LD_LIBRARY_PATH: libraries.join(':') },
  })
  const leave = (): void => void server.kill('SIGKILL')
  process.once('exit', leave)
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`sshd ended with ${code}: ${said}`)))
    server.stderr?.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-4000)
      if (said.includes('Server listening on')) resolve()
    })
  })
  return {
    port,
    user: userInfo().username,
    secret,
    fingerprint: fingerprintOf(publicOf(hostKey)),
    folder,
    cut() {
      const sessions = descendants(server.pid ?? 0)
      for (const pid of sessions) end(pid)
      return sessions.length
    },
    async stop() {
      process.removeListener('exit', leave)
      for (const pid of descendants(server.pid ?? 0)) end(pid)
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGKILL')
        await once(server, 'exit')
      }
      rmSync(place, { recursive: true, force: true })
    },
  }
}
