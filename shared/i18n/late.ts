/**
 * The namespaces of views that a window reads late. They come with the views, so that what a start reads does not grow
 * with screens that nobody looks at yet.
 */
import type { i18n } from 'i18next'
import { after as afterEn } from './en/after.ts'
import { approvals as approvalsEn } from './en/approvals.ts'
import { deliveries as deliveriesEn } from './en/deliveries.ts'
import { history as historyEn } from './en/history.ts'
import { imports as importsEn } from './en/import.ts'
import { onboarding as onboardingEn } from './en/onboarding.ts'
import { preview as previewEn } from './en/preview.ts'
import { rail as railEn } from './en/rail.ts'
import { search as searchEn } from './en/search.ts'
import { settings as settingsEn } from './en/settings.ts'
import { shift as shiftEn } from './en/shift.ts'
import { targets as targetsEn } from './en/targets.ts'
import { templates as templatesEn } from './en/templates.ts'
import { timetable as timetableEn } from './en/timetable.ts'
import { after as afterNl } from './nl/after.ts'
import { approvals as approvalsNl } from './nl/approvals.ts'
import { deliveries as deliveriesNl } from './nl/deliveries.ts'
import { history as historyNl } from './nl/history.ts'
import { imports as importsNl } from './nl/import.ts'
import { onboarding as onboardingNl } from './nl/onboarding.ts'
import { preview as previewNl } from './nl/preview.ts'
import { rail as railNl } from './nl/rail.ts'
import { search as searchNl } from './nl/search.ts'
import { settings as settingsNl } from './nl/settings.ts'
import { shift as shiftNl } from './nl/shift.ts'
import { targets as targetsNl } from './nl/targets.ts'
import { templates as templatesNl } from './nl/templates.ts'
import { timetable as timetableNl } from './nl/timetable.ts'

/** One line for each, as in `resources.ts`. */
export const LATE = {
  nl: {
    after: afterNl,
    approvals: approvalsNl,
    history: historyNl,
    onboarding: onboardingNl,
    preview: previewNl,
    rail: railNl,
    shift: shiftNl,
    templates: templatesNl,
    search: searchNl,
    deliveries: deliveriesNl,
    settings: settingsNl,
    targets: targetsNl,
    timetable: timetableNl,
    imports: importsNl,
  },
  en: {
    after: afterEn,
    approvals: approvalsEn,
    history: historyEn,
    onboarding: onboardingEn,
    preview: previewEn,
    rail: railEn,
    shift: shiftEn,
    templates: templatesEn,
    search: searchEn,
    deliveries: deliveriesEn,
    settings: settingsEn,
    targets: targetsEn,
    timetable: timetableEn,
    imports: importsEn,
  },
} as const

/** Teaches an i18next the late sentences. Harmless to repeat. */
export const addLateSentences = (instance: i18n): void => {
  for (const [language, namespaces] of Object.entries(LATE))
    for (const [name, sentences] of Object.entries(namespaces))
      instance.addResourceBundle(language, name, sentences)
}
