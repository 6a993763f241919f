/** Holds the place of QueueView until it is written. */
export const QueueView = (): null => null
