/** Holds the place of PreviewView until it is written. */
export const PreviewView = (): null => null
