import type { Clock } from '../../shared/clock.ts'
import { mayAct } from '../desk/facts.ts'
import type { AnyDesk } from './open-desk.ts'

/** Longer than a hub ever needs for a first answer; a desk that was joined is joined also without it. */
const PATIENCE = 15_000

/** Resolves when the replica of a joined desk knows a person, or when it takes too long. */
export const hasArrived = ({ desk }: AnyDesk, person: string, clock: Clock): Promise<void> =>
  new Promise((settle) => {
    const known = (): boolean => mayAct(desk.context, person)
    if (known()) return settle()
    const done = (): void => {
      deaf()
      cancel()
      settle()
    }
    const deaf = desk.onChange(() => {
      if (known()) done()
    })
    const cancel = clock.after(PATIENCE, done)
  })
