/**
 * What a window says that could not begin. No namespace: it is said where nothing else of the app has been read, and the
 * first script of a window carries it.
 */
export const notStarted = {
  what: 'Kopij kon dit venster niet openen.',
  safe: 'Wat bewaard was, staat er nog.',
  action: 'Laad het venster opnieuw. Helpt dat niet, start Kopij dan opnieuw.',
  button: 'Opnieuw laden',
} as const
