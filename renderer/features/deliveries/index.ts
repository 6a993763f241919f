/** Hold the places of both views until they are written. */
export const DeliveriesView = (): null => null
export const OutView = (): null => null
