import { printDateline } from '../../../shared/domain/dateline.ts'
import type { Template } from '../../../shared/domain/template.ts'

/** A line that a template leaves in the entry, to be finished by hand. */
export const lineOfTemplate = ({ dateline, credits, text }: Template): string =>
  printDateline({ places: dateline, credits }) + text.replace(/\s*\n\s*/gu, ' ')

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The templates that `/` and what follows it in the line stand for; null for a line that asks for none. */
export const templatesFor = (line: string, templates: readonly Template[]): Template[] | null => {
  const asked = /^\/([^/]{0,60})$/u.exec(line.trimStart())
  if (!asked) return null
  const typed = folded((asked[1] ?? '').trim())
  return templates.filter(({ kind, name }) => kind === 'brief' && folded(name).includes(typed))
}
