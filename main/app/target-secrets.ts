import type { TargetSecrets } from '../hub/targets/secrets.ts'
import type { Secrets } from '../sync/tokens.ts'

/** Where main keeps secrets at the moment: the system's keychain, or memory where there is none. */
export type KeptSecrets = Secrets & { where?(): Promise<'keychain' | 'memory'> }

/** What the targets of a desk on this computer ask for, kept with main under the desk's own names. */
export const targetSecretsOf = (desk: string, secrets: KeptSecrets): TargetSecrets => {
  const nameOf = (target: string): string => `target ${desk} ${target}`
  return {
    where: async () => (await secrets.where?.()) ?? 'memory',
    read: (target) => secrets.read(nameOf(target)),
    write: (target, secret) => secrets.write(nameOf(target), secret),
  }
}
