/**
 * The namespaces of views that a window reads late. They come with the views, so that what a start reads does not grow
 * with screens that nobody looks at yet.
 */
import type { i18n } from 'i18next'
import { after as afterEn } from './en/after.ts'
import { deliveries as deliveriesEn } from './en/deliveries.ts'
import { imports as importsEn } from './en/import.ts'
import { settings as settingsEn } from './en/settings.ts'
import { targets as targetsEn } from './en/targets.ts'
import { after as afterNl } from './nl/after.ts'
import { deliveries as deliveriesNl } from './nl/deliveries.ts'
import { imports as importsNl } from './nl/import.ts'
import { settings as settingsNl } from './nl/settings.ts'
import { targets as targetsNl } from './nl/targets.ts'

/** One line for each, as in `resources.ts`. */
export const LATE = {
  nl: {
    after: afterNl,
    deliveries: deliveriesNl,
    settings: settingsNl,
    targets: targetsNl,
    imports: importsNl,
  },
  en: {
    after: afterEn,
    deliveries: deliveriesEn,
    settings: settingsEn,
    targets: targetsEn,
    imports: importsEn,
  },
} as const

/** Teaches an i18next the late sentences. Harmless to repeat. */
export const addLateSentences = (instance: i18n): void => {
  for (const [language, namespaces] of Object.entries(LATE))
    for (const [name, sentences] of Object.entries(namespaces))
      instance.addResourceBundle(language, name, sentences)
}
