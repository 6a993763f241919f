import type { DeliveryQuery } from '../../shared/domain/delivery.ts'
import type { Output } from '../../shared/ipc/contract.ts'
import { everyTarget } from '../db/register.ts'
import type { DeskContext } from './context.ts'
import { headlineOf } from './facts.ts'

/** Deliveries as the hub reports them, with the names that people know things by. */
export const listDeliveries = async (
  desk: DeskContext,
  query: DeliveryQuery,
): Promise<Output<'desk', 'deliveries.list'>> => {
  const targets = new Map(everyTarget(desk.db).map((target) => [target.id, target.name]))
  return (await desk.hub.deliveries(query)).map((report) => ({
    ...report,
    headline: headlineOf(desk, report.item),
    targetName: targets.get(report.target) ?? '',
  }))
}
