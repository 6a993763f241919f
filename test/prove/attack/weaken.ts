/**
 * What `--break` does: a copy of the packed desk, in a folder of its own, whose answers carry their policy under a name that
 * no browser knows. The product has no switch for it; the harness changes bytes, as somebody with the files could.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

const HEADER = 'content-security-policy'

export const weakenedCopy = (executable: string): { executable: string; remove(): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'kopij-weakened-'))
  cpSync(dirname(executable), folder, { recursive: true })
  const archive = join(folder, 'resources', 'app.asar')
  const bytes = readFileSync(archive)
  let at = bytes.indexOf(HEADER)
  if (at < 0) throw new Error('there is no policy to take away')
  while (at >= 0) {
    // Of the same length, because an archive knows where each file begins.
    bytes.write('x'.repeat(HEADER.length), at)
    at = bytes.indexOf(HEADER)
  }
  writeFileSync(archive, bytes)
  return {
    executable: join(folder, basename(executable)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
