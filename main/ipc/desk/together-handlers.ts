import { FaultError } from '../../../shared/errors.ts'
import type { TOGETHER_REQUESTS } from '../../../shared/ipc/together.ts'
import type { Collisions } from '../../desk/collisions.ts'
import { personName } from '../../desk/facts.ts'
import { refusedWords } from '../../desk/refused-words.ts'
import { actorOf } from '../../desk/rights.ts'
import type { Seat } from './handlers.ts'
import type { Handlers } from './serve.ts'

export const createTogetherHandlers = (seat: Seat): Pick<Handlers, keyof typeof TOGETHER_REQUESTS> => {
  const at = (): { context: Parameters<typeof personName>[0]; person: string } => {
    const found = seat.desk()
    const person = seat.person()
    if (!found) throw new FaultError('no-desk')
    if (person === null) throw new FaultError('locked')
    return { context: found.desk.context, person }
  }
  const collisions = (): Collisions => {
    at()
    const found = seat.desk()
    if (!found) throw new FaultError('no-desk')
    return found.desk.collisions
  }
  return {
    'presence.set': ({ item, state }) => {
      const { context, person } = at()
      seat.place()?.set({ id: person, name: personName(context, person) }, item, state)
      return {}
    },
    'document.refused': ({ item }) => {
      const { context, person } = at()
      return refusedWords(context, item, person)
    },
    'items.collisions': ({ item }) => collisions().of(item),
    'items.settle-collision': ({ item, collision, keep }) => {
      const { context, person } = at()
      collisions().settle(actorOf(context.db, person), item, collision, keep)
      return {}
    },
  }
}
