/**
 * The outbox: a delivery row in the transaction of the event that causes it, so that "published" and "must be
 * delivered" can never disagree (design: "Deliveries").
 */
import { hashText } from '../../shared/document/canonical.ts'
import type { DeliveryAction } from '../../shared/domain/delivery.ts'
import { type ItemState, lastOut } from '../../shared/domain/workflow.ts'
import type { Fault } from '../../shared/errors.ts'
import { activeTargets } from './register.ts'
import type { Reader } from './store/tables.ts'

type Cause = { item: string; state: ItemState; action: DeliveryAction; at: number }

/** The key of a delivery: the same cause always makes the same key, so a retry makes no second article. */
export const deliveryKey = (item: string, revision: string, action: string, target: string): string =>
  hashText(`${item} ${revision} ${action} ${target}`).slice(0, 32)

const SUPERSEDED: Fault = { code: 'refused-revision-superseded', params: {} }

/** Writes down what every target has to get. What waited for the same item is overtaken by it. */
export const queueDeliveries = async (db: Reader, { item, state, action, at }: Cause): Promise<void> => {
  const live = lastOut(state)
  if (!live) return
  for (const target of await activeTargets(db)) {
    await db
      .updateTable('deliveries')
      .set({ status: 'overtaken', next_at: null, fault: JSON.stringify(SUPERSEDED) })
      .where('item', '=', item)
      .where('target', '=', target.id)
      .where('status', '=', 'waiting')
      .execute()
    await db
      .insertInto('deliveries')
      .values({
        id: deliveryKey(item, live.revision, action, target.id),
        item,
        revision: live.revision,
        action,
        // A kill is the next version of what went out (standards, section 3).
        version: action === 'kill' ? live.version + 1 : live.version,
        target: target.id,
        status: 'waiting',
        attempts: 0,
        next_at: at,
        receipt: null,
        fault: null,
        created_at: at,
      })
      // The same revision again is the same article: it is sent again under its own key, as the newer version.
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((values) => ({
          status: 'waiting',
          version: values.ref('excluded.version'),
          next_at: at,
          attempts: 0,
          fault: null,
          created_at: at,
        })),
      )
      .execute()
  }
}
