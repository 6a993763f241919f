/**
 * Probes against the desk as it ships, by a script in its page and by hostile copy: none of them gets through.
 *
 * S2, S3, S5, S7 to S10, S24 of the bar for security and the doors of the design, in dist/release (final fuses, a real
 * sandbox, a user who is not root). Grants need somebody at a dialog, so those are tried in dist/e2e.
 */
import { executableOf } from '../e2e/support/desk.ts'
import { attackBridge } from './attack/bridge.ts'
import { attackConfinement } from './attack/confinement.ts'
import { attackCopy } from './attack/copy.ts'
import { attackGrants } from './attack/grants.ts'
import { attackLinks } from './attack/links.ts'
import { attackNavigation } from './attack/navigation.ts'
import { attackPaths } from './attack/paths.ts'
import { attackPermissions } from './attack/permissions.ts'
import { attackPolicy } from './attack/policy.ts'
import { attackQuiet } from './attack/quiet.ts'
import { type Canary, type Outcome, openCanary, openTarget, type Target } from './attack/target.ts'
import { weakenedCopy } from './attack/weaken.ts'
import { prove } from './harness.ts'

type Attack = (target: Target) => Promise<Outcome> | Outcome

/** Each in an app of its own, so that what one leaves behind does not stand in another's way. */
const ATTACKS: Readonly<Record<string, readonly [least: number, attack: Attack]>> = {
  policy: [80, attackPolicy],
  confinement: [5, attackConfinement],
  bridge: [700, attackBridge],
  permissions: [60, attackPermissions],
  navigation: [50, attackNavigation],
  links: [200, attackLinks],
  paths: [300, attackPaths],
  copy: [250, attackCopy],
}

const inAnApp = async (executable: string, canary: Canary, attack: Attack): Promise<Outcome> => {
  const target = await openTarget(executable, canary)
  try {
    return await attack(target)
  } finally {
    await target.close()
  }
}

await prove({
  name: 'attack',
  limits: {
    through: { max: 0 },
    requestsOut: { max: 0 },
    ...Object.fromEntries(Object.entries(ATTACKS).map(([name, [least]]) => [name, { min: least }])),
    quiet: { min: 8 },
    grants: { min: 18 },
  },
  run: async ({ broken, log }) => {
    const canary = await openCanary()
    const weakened = broken ? weakenedCopy(executableOf('release')) : null
    const executable = weakened?.executable ?? executableOf('release')
    const through: string[] = []
    const probes: Record<string, number> = {}
    const add = (name: string, outcome: Outcome): void => {
      probes[name] = outcome.probes
      through.push(...outcome.through)
      log(`${name}: ${outcome.probes} probes, ${outcome.through.length} through`)
      for (const one of outcome.through) log(`  through: ${one}`)
    }
    try {
      for (const [name, [, attack]] of Object.entries(ATTACKS))
        add(name, await inAnApp(executable, canary, attack))
      add('quiet', await attackQuiet(executable))
      add('grants', await attackGrants())
    } finally {
      canary.close()
      weakened?.remove()
    }
    for (const path of canary.heard) log(`  asked for: ${path}`)
    const total = Object.values(probes).reduce((sum, count) => sum + count, 0)
    return { probes: total, through: through.length, requestsOut: canary.heard.length, ...probes }
  },
})
