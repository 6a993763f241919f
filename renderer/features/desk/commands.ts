import {
  ArrowLeftRight,
  FileInput,
  FileOutput,
  Languages,
  Lock,
  MonitorSmartphone,
  PanelLeft,
  PanelRight,
  Plus,
  Settings,
  SunMoon,
  UserPlus,
  Users,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mayManageDesk } from '../../../shared/domain/permissions.ts'
import { bringIn } from '../../lib/incoming.ts'
import { inviteColleague } from '../../lib/inviting.ts'
import { type Command, useCommands } from '../../lib/keyboard.ts'
import { makeBriefOf, openTemplates } from '../../lib/making.ts'
import { go, here, SHOWS_ITEM, type View } from '../../lib/navigation.tsx'
import { walkPanes } from '../../lib/panes.ts'
import { prefer } from '../../lib/preferences.ts'
import { changePlaces, chooseDesk, useOverview, useSession } from '../../lib/session.tsx'
import { zoomBy } from '../../lib/zoom.ts'
import { openDeskFile, saveDeskAs } from './desk-files.ts'
import { beginItem } from './new-item.ts'
import { VIEWS } from './rail.tsx'

/** The keys that go to a view, one after the other; the letters work in both languages. */
const GO: Record<(typeof VIEWS)[number]['view'], string> = {
  desk: 'G D',
  mine: 'G M',
  approve: 'G A',
  queue: 'G Q',
  out: 'G O',
  deliveries: 'G L',
  preview: 'G P',
  spiked: 'G S',
  trash: 'G T',
} satisfies Partial<Record<View, string>>

const isDark = (): boolean => {
  const theme = document.documentElement.dataset['theme']
  return theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
}

/** What a window for one item can do beside what is about the window: whoever sits at it may get up. */
const IN_SOLO: ReadonlySet<string> = new Set(['session.change-places'])

/**
 * The commands of a desk with somebody at it; those of every window are in window-commands.ts. A window for one item
 * (`solo`) goes nowhere else and begins nothing.
 */
export const useDeskCommands = (solo: boolean): void => {
  const { t } = useTranslation('desk')
  const { t: key } = useTranslation('keys')
  const overview = useOverview()
  const { t: team } = useTranslation('team')
  const { session, person, language } = useSession()
  const sections = (overview?.sections ?? []).filter((section) => section.active)

  const commands: Command[] = [
    {
      id: 'item.new-lead',
      title: t('newLead'),
      group: 'item',
      keys: ['Mod+N'],
      icon: Plus,
      run: () => void beginItem('lead', overview),
    },
    {
      id: 'item.new-brief',
      title: t('newBrief'),
      group: 'item',
      keys: ['Mod+Shift+N'],
      icon: Plus,
      run: () => void beginItem('brief', overview),
    },
    {
      id: 'item.import',
      title: t('importFiles'),
      group: 'item',
      keys: ['Mod+O'],
      icon: FileInput,
      run: () => bringIn(),
    },
    {
      id: 'item.make-brief',
      title: t('makeBrief'),
      group: 'item',
      keys: ['Mod+Alt+B'],
      when: () => here().item !== null && SHOWS_ITEM.has(here().view),
      run: () => {
        const { item } = here()
        if (item !== null) makeBriefOf(item)
      },
    },
    { id: 'go.shift', title: t('shift'), group: 'go', keys: ['G H'], run: () => go({ view: 'shift' }) },
    { id: 'desk.templates', title: t('templates'), group: 'queue', keys: ['G K'], run: openTemplates },
    ...VIEWS.map(
      ({ view, icon }): Command => ({
        id: `go.${view}`,
        title: t(view),
        group: 'go',
        keys: [GO[view]],
        icon,
        run: () => go({ view }),
      }),
    ),
    {
      id: 'go.all-sections',
      title: t('allSections'),
      group: 'go',
      keys: ['G 0'],
      run: () => go({ section: null }),
    },
    ...sections.map(
      ({ id, name }, index): Command => ({
        id: `go.section.${id}`,
        title: t('section', { name }),
        group: 'go',
        ...(index < 9 ? { keys: [`G ${index + 1}`] } : {}),
        run: () => go({ section: id }),
      }),
    ),
    {
      id: 'go.settings',
      title: t('settings'),
      group: 'go',
      keys: ['Mod+,'],
      icon: Settings,
      run: () => go({ view: 'settings' }),
    },
    {
      id: 'settings.targets',
      title: t('settings'),
      group: 'go',
      keyOnly: true,
      run: () => go({ view: 'settings', settings: 'targets' }),
    },
    {
      id: 'settings.sharing',
      title: t('shareDesk'),
      group: 'go',
      icon: Users,
      run: () => go({ view: 'settings', settings: 'sharing' }),
    },
    {
      id: 'settings.computers',
      title: t('computers'),
      group: 'go',
      icon: MonitorSmartphone,
      run: () => go({ view: 'settings', settings: 'computers' }),
    },
    {
      id: 'people.invite',
      title: team('invite'),
      group: 'desk',
      icon: UserPlus,
      when: () => mayManageDesk(person),
      run: inviteColleague,
    },
    {
      id: 'window.next-pane',
      title: key('nextPane'),
      group: 'window',
      keys: ['F6'],
      repeats: true,
      keyOnly: true,
      run: () => walkPanes(1),
    },
    {
      id: 'window.previous-pane',
      title: key('previousPane'),
      group: 'window',
      keys: ['Shift+F6'],
      repeats: true,
      keyOnly: true,
      run: () => walkPanes(-1),
    },
    {
      id: 'window.list',
      title: key('toggleList'),
      group: 'window',
      keys: ['Mod+B'],
      icon: PanelLeft,
      when: () => !bold(),
      run: () => go({ list: !here().list }),
    },
    {
      id: 'window.inspector',
      title: key('toggleInspector'),
      group: 'window',
      keys: ['Alt+I'],
      icon: PanelRight,
      run: toggleInspector,
    },
    {
      id: 'window.theme',
      title: key('toggleTheme'),
      group: 'window',
      icon: SunMoon,
      run: () => void prefer({ theme: isDark() ? 'light' : 'dark' }),
    },
    {
      id: 'window.language',
      title: key('toggleLanguage'),
      group: 'window',
      icon: Languages,
      run: () => void prefer({ language: language === 'nl' ? 'en' : 'nl' }),
    },
    {
      id: 'window.zoom-in',
      title: key('zoomIn'),
      group: 'window',
      keys: ['Mod+Plus', 'Mod+='],
      repeats: true,
      icon: ZoomIn,
      anywhere: true,
      run: () => zoomBy(1),
    },
    {
      id: 'window.zoom-out',
      title: key('zoomOut'),
      group: 'window',
      keys: ['Mod+-'],
      repeats: true,
      icon: ZoomOut,
      anywhere: true,
      run: () => zoomBy(-1),
    },
    {
      id: 'window.zoom-reset',
      title: key('zoomReset'),
      group: 'window',
      keys: ['Mod+0'],
      anywhere: true,
      run: () => zoomBy(0),
    },
    {
      id: 'session.change-places',
      title: t('changePlaces'),
      group: 'desk',
      icon: ArrowLeftRight,
      when: () => session.people.length > 1,
      run: () => void changePlaces(),
    },
    {
      id: 'session.lock',
      title: t('lockNow'),
      group: 'desk',
      icon: Lock,
      // Without a passphrase whoever comes next opens it just the same.
      when: () => session.people.some((each) => each.person.id === person.id && each.hasPassphrase),
      run: () => void changePlaces(),
    },
    {
      id: 'desk.join',
      title: t('joinDesk'),
      group: 'desk',
      icon: UserPlus,
      run: () => void chooseDesk(null, 'join'),
    },
    {
      id: 'desk.open-file',
      title: t('openDeskFile'),
      group: 'desk',
      icon: FileInput,
      run: () => void openDeskFile(),
    },
    {
      id: 'desk.save-as',
      title: t('saveDeskAs'),
      group: 'desk',
      icon: FileOutput,
      run: () => void saveDeskAs(session.settings.name, t('deskSaved')),
    },
  ]
  useCommands(solo ? commands.filter(({ group, id }) => group === 'window' || IN_SOLO.has(id)) : commands)
}

/** In the galley Ctrl+B is bold; the editor has had it by then. This is for fields without bold. */
const bold = (): boolean =>
  document.activeElement instanceof HTMLElement && document.activeElement.isContentEditable

const toggleInspector = (): void => {
  const { inspector, drawer } = here()
  if (matchMedia('(max-width: 1099px)').matches) go({ drawer: drawer === 'inspector' ? 'none' : 'inspector' })
  else go({ inspector: !inspector })
}
