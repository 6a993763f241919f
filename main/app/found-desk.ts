/** The beginning of a desk: its first person, its settings, sections and register. */
import { USUAL_AGENCIES } from '../../shared/domain/agency.ts'
import { USUAL_SETTINGS } from '../../shared/domain/desk-settings.ts'
import type { DeskEvent } from '../../shared/domain/event.ts'
import { derivedId } from '../../shared/ids.ts'
import { recordDesk } from '../desk/desk-register.ts'
import type { NewDesk } from '../ipc/desk/handlers.ts'
import type { RunningDesk } from './open-desk.ts'

/** Founds a desk: whoever founds it holds every role (design: "Decisions"). Founding twice changes nothing. */
export const foundDesk = async (
  { desk }: RunningDesk,
  command: string,
  { name, person, language, sections }: NewDesk,
): Promise<void> => {
  const founder = derivedId(command, 'founder')
  const events: DeskEvent[] = [
    {
      type: 'person',
      person: { id: founder, name: person.trim(), roles: ['editor', 'chief', 'admin'], active: true },
    },
    {
      type: 'settings',
      settings: { ...USUAL_SETTINGS, name: name.trim(), language },
    },
    ...sections.map(
      (section, order): DeskEvent => ({
        type: 'section',
        section: { id: derivedId(command, `section ${order}`), name: section.trim(), order, active: true },
      }),
    ),
    ...USUAL_AGENCIES.map((agency): DeskEvent => ({ type: 'agency', agency, removed: false })),
  ]
  recordDesk(desk.context, founder, events)
  await desk.sync.settle()
}
