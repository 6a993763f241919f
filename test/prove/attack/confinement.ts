/** What the kernel says of the app (quality.md, S3 and S18): renderers in a real sandbox, and nobody who listens. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { commandOf, isAlive, statusOf, treeOf } from '../../support/prove-processes.ts'
import type { Outcome, Target } from './target.ts'

const linkOf = (path: string): string => {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

/** Sockets that wait for somebody to call, as the kernel lists them for this user's own network. */
const listening = (): Set<string> => {
  const LISTEN = '0A'
  const inodes = ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === LISTEN)
      .map((fields) => fields[9] ?? ''),
  )
  return new Set(inodes)
}

/** How many listening sockets a tree of processes holds, and which of its processes nobody may look into. */
export const portsOf = (main: number): { open: number; unseen: string[] } => {
  const sockets = listening()
  const unseen: string[] = []
  const held = new Set<string>()
  for (const pid of treeOf(main)) {
    try {
      for (const handle of readdirSync(`/proc/${pid}/fd`)) {
        const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${handle}`))?.[1]
        if (inode !== undefined && sockets.has(inode)) held.add(inode)
      }
    } catch {
      // Sandboxed ones hide from everybody, but live in a network of their own where there is nobody to call.
      if (isAlive(pid) && linkOf(`/proc/${pid}/ns/net`) === linkOf(`/proc/${main}/ns/net`))
        unseen.push(commandOf(pid).slice(0, 80))
    }
  }
  return { open: held.size, unseen }
}

export const attackConfinement = ({ child }: Target): Outcome => {
  if (process.getuid?.() === 0)
    throw new Error('this runs as root, for whom there is no sandbox, so it can prove nothing')
  const main = child.pid ?? 0
  const renderers = treeOf(main).filter((pid) => commandOf(pid).includes('--type=renderer'))
  if (renderers.length === 0) throw new Error('there is no renderer to look at')
  const tree = treeOf(main).map(commandOf)
  const through = renderers.flatMap((pid) => {
    const weak: string[] = []
    if (statusOf(pid, 'Seccomp') !== '2') weak.push('system calls are not filtered')
    if (statusOf(pid, 'NoNewPrivs') !== '1') weak.push('privileges can be gained')
    if (statusOf(pid, 'NSpid').split(/\s+/).length < 2) weak.push('no process ids of its own')
    if (linkOf(`/proc/${pid}/ns/net`) === linkOf(`/proc/${main}/ns/net`)) weak.push('no network of its own')
    return weak
  })
  if (tree.some((command) => /--no-sandbox|--disable-web-security|--allow-file-access/.test(command)))
    through.push('a process was started without its locks')
  // The tools port is the harness's own, and shows that these eyes see one.
  if (portsOf(main).open < 1) throw new Error('the tools port is open and was not seen')
  return { probes: renderers.length * 4 + 1, through }
}
