/** The requests about targets and deliveries, each handed to the command that does it. */
import type { TargetDraft, TargetInfo } from '../../../shared/domain/target.ts'
import { type Fault, FaultError } from '../../../shared/errors.ts'
import { derivedId } from '../../../shared/ids.ts'
import type { TARGET_REQUESTS } from '../../../shared/ipc/targets.ts'
import { changeTarget } from '../../desk/change-target.ts'
import { listDeliveries } from '../../desk/deliveries.ts'
import type { Desk } from '../../desk/desk.ts'
import { assertDeskChange, targetInUse } from '../../desk/desk-register.ts'
import { actorOf, type DeskActor } from '../../desk/rights.ts'
import type { Seat } from './handlers.ts'
import type { Handlers } from './serve.ts'

/** With every format that there is: loaded when somebody looks, and not at a start. */
const previews = () => import('../../desk/target-preview.ts')

export const createTargetHandlers = (seat: Seat): Pick<Handlers, keyof typeof TARGET_REQUESTS> => {
  const at = (): Desk => {
    const found = seat.desk()
    if (!found) throw new FaultError('no-desk')
    return found.desk
  }
  const actor = (): DeskActor => {
    const person = seat.person()
    if (person === null) throw new FaultError('locked')
    return actorOf(at().context.db, person)
  }
  const known = (id: string): TargetInfo => targetInUse(at().context, id)

  /** Records a target, keeps what is not recorded with the hub, and says how it is then. */
  const keep = async (
    target: TargetInfo,
    { secret, grant }: { secret?: string | null | undefined; grant: string | null },
  ): Promise<{ target: TargetInfo; fault: Fault | null }> => {
    const desk = at()
    const who = actor()
    const { hub } = desk.context
    const event = { type: 'target', target } as const
    assertDeskChange(desk.context, who, [event])
    const path = grant === null ? null : await seat.redeem(grant)
    await changeTarget(desk, who, target)
    if (path !== null) await hub.placeFolder(who.id, target, path)
    if (secret !== undefined) await hub.keepTargetSecret(who.id, target.id, secret)
    const { id, settings } = target
    return { target, fault: await hub.testTarget(who.id, { target: id, settings, secret: null }) }
  }
  const drawn = (id: string, draft: TargetDraft): TargetInfo => ({
    ...draft,
    id,
    kind: draft.settings.kind,
    active: true,
  })

  return {
    'targets.add': async ({ draft, secret, grant }, { command }) => {
      if (draft.settings.kind === 'folder' && grant === null) throw new FaultError('bad-request')
      return await keep(drawn(derivedId(command, 'target'), draft), {
        secret: secret ?? undefined,
        grant,
      })
    },
    'targets.update': async ({ target, draft, secret, grant }) => {
      if (known(target).kind !== draft.settings.kind) throw new FaultError('bad-request')
      return await keep(drawn(target, draft), { secret, grant })
    },
    'targets.remove': async ({ target }) => {
      await changeTarget(at(), actor(), { ...known(target), active: false })
      return {}
    },
    'targets.test': async (wanted) => ({
      fault: await at().context.hub.testTarget(actor().id, wanted),
    }),
    'targets.try-rules': async ({ rules, items }) => (await previews()).tryRules(at().context, rules, items),
    'targets.preview': async ({ target, item }) =>
      (await previews()).previewTarget(at().context, known(target), item),
    'targets.preview-draft': async ({ settings, profiles, item }) =>
      (await previews()).previewDraft(at().context, { settings, profiles }, item),
    'targets.would-stop': async (asked) => (await previews()).wouldStop(at().context, asked),

    'deliveries.list': (query) => listDeliveries(at().context, query),
    'deliveries.retry': async ({ delivery }) => {
      await at().context.hub.retryDelivery(actor().id, delivery)
      return {}
    },
    'deliveries.give-up': async ({ delivery }) => {
      await at().context.hub.giveUpDelivery(actor().id, delivery)
      return {}
    },
    'deliveries.resend': async ({ delivery }) => {
      await at().context.hub.resendDelivery(actor().id, delivery)
      return {}
    },
  }
}
