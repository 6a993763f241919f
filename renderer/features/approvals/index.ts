/** Holds the place of ApprovalsView until it is written. */
export const ApprovalsView = (): null => null
