/** Imported by views that are read late, before anything of them is drawn: brings their sentences. */
import { addLateSentences } from '../../shared/i18n/late.ts'
import { i18n } from './preferences.ts'

addLateSentences(i18n)
