import { useTranslation } from 'react-i18next'
import { useCommands } from '../../lib/keyboard.ts'
import { endStrip, strip, tellFinal } from '../../lib/strip.ts'
import { moveCursor, toggleChosen } from '../decisions/index.ts'
import type { BarAction } from './action-bar.tsx'
import type { Acts } from './timetable/acts.ts'
import { zoomBeside } from './timetable/geometry.ts'
import { isOutOf } from './timetable/lay-out.ts'
import { type QueueModel, walk } from './timetable/model.ts'
import type { Planning } from './timetable/planning.ts'

/** Where letters are typed, or a slider has the arrows: the keys of the queue that others use too wait there. */
const busy = (): boolean =>
  document.activeElement?.closest('input,textarea,select,[contenteditable="true"],[role="slider"]') != null

type Means = {
  model: QueueModel
  acts: Acts
  planning: Planning
  actions: readonly BarAction[]
  entry: () => void
  missed: () => void
  /** Whether a field or a question stands open. */
  asking: boolean
}

/** Registers the keys of the queue: walking, choosing, days, undo, and the actions of its bar. */
export const useQueueCommands = ({ model, acts, planning, actions, entry, missed, asking }: Means): void => {
  const { t } = useTranslation('queue')
  const { t: tt } = useTranslation('timetable')
  const step = (steps: number, extend: boolean) => (): void =>
    model.selection.set((before) => moveCursor(before, walk(model), steps, extend))
  const walkable = (): boolean => !asking && walk(model).length > 0
  const free = (): boolean => !asking && !busy()
  const group = 'queue' as const

  useCommands([
    { id: 'queue.entry', title: tt('commands.entry'), group, keys: ['V'], run: entry },
    {
      ...{ id: 'queue.next', title: t('commands.next'), group, keys: ['J'], keyOnly: true, repeats: true },
      ...{ when: walkable, run: step(1, false) },
    },
    {
      ...{
        id: 'queue.previous',
        title: t('commands.previous'),
        group,
        keys: ['K'],
        keyOnly: true,
        repeats: true,
      },
      ...{ when: walkable, run: step(-1, false) },
    },
    {
      ...{
        id: 'queue.select-next',
        title: tt('commands.selectNext'),
        group,
        keys: ['Shift+J'],
        keyOnly: true,
        repeats: true,
      },
      ...{ when: walkable, run: step(1, true) },
    },
    {
      ...{
        id: 'queue.select-previous',
        title: tt('commands.selectPrevious'),
        group,
        keys: ['Shift+K'],
        keyOnly: true,
        repeats: true,
      },
      ...{ when: walkable, run: step(-1, true) },
    },
    {
      ...{ id: 'queue.toggle', title: tt('commands.toggle'), group, keys: ['X'] },
      when: () => walkable() && model.selection.get().cursor !== null,
      run: () =>
        model.selection.set((before) =>
          before.cursor === null ? before : toggleChosen(before, before.cursor),
        ),
    },
    {
      ...{ id: 'queue.all', title: tt('commands.all'), group, keys: ['Mod+A'] },
      when: () => walkable() && !busy(),
      run: () => {
        const coming = model.drawing.get().standing.flatMap(({ row }) => (isOutOf(row) ? [] : [row.id]))
        model.selection.set((before) => ({
          cursor: before.cursor ?? coming[0] ?? null,
          anchor: before.anchor ?? coming[0] ?? null,
          chosen: new Set(coming),
        }))
      },
    },
    { id: 'queue.now-line', title: tt('commands.now'), group, keys: ['N'], run: planning.showNow },
    {
      ...{
        id: 'queue.previous-day',
        title: tt('commands.previousDay'),
        group,
        keys: ['ArrowLeft'],
        repeats: true,
      },
      ...{ when: free, run: () => planning.showDay(-1) },
    },
    {
      ...{ id: 'queue.next-day', title: tt('commands.nextDay'), group, keys: ['ArrowRight'], repeats: true },
      ...{ when: free, run: () => planning.showDay(1) },
    },
    {
      ...{ id: 'queue.zoom-in', title: tt('zoomIn'), group, keys: [']'], repeats: true },
      run: () => model.zoomTo(zoomBeside(model.drawing.get().scale.zoom, 1)),
    },
    {
      ...{ id: 'queue.zoom-out', title: tt('zoomOut'), group, keys: ['['], repeats: true },
      run: () => model.zoomTo(zoomBeside(model.drawing.get().scale.zoom, -1)),
    },
    {
      ...{ id: 'queue.missed', title: tt('commands.missed'), group, keys: ['Shift+M'] },
      ...{ when: () => model.beside.get().missed.length > 0, run: missed },
    },
    {
      ...{ id: 'queue.undo', title: tt('commands.undo'), group, keys: ['Mod+Z'] },
      when: () => !busy() && (acts.undoable() || strip.get()?.undo != null || strip.get()?.final === true),
      // What was done last stands in the strip, also where another part of the queue did it.
      run: () => {
        const said = strip.get()
        if (said?.final) return tellFinal(said.text)
        const last = said?.undo
        if (!last) return acts.undo()
        endStrip()
        last()
      },
    },
    {
      ...{ id: 'queue.redo', title: tt('commands.redo'), group, keys: ['Mod+Shift+Z'] },
      ...{ when: () => !busy() && acts.steps.get().undone.length > 0, run: acts.redo },
    },
    ...actions
      // Enter is the grid's own: a command of that name would take it from every button of the view.
      .filter(({ name }) => name !== 'open')
      .map(({ name, keys, title, possible, run }) => ({
        ...{ id: `queue.${name}`, title, group, keys },
        ...{ when: () => possible && !asking, run },
      })),
  ])
}
