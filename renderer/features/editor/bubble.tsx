import type { Editor } from '@tiptap/core'
import { Bold, Heading2, Italic, Link, List, ListOrdered, Quote } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linkAsTyped, safeLink } from '../../../shared/document/link.ts'
import { useKeyCaps } from '../../lib/keyboard.ts'
import { Button, IconButton, TextInput } from '../../ui/index.ts'
import styles from './floats.module.css'
import { toggleList, toggleQuote, toggleSubhead } from './galley-keys.ts'

/** Where the selection is, in pixels of the galley, and what is asked of it. */
export type Selected = { left: number; top: number; link: boolean }

/** The tools on a selection. Every one has a key, which its hint tells; the bubble is for the mouse. */
export const Bubble = ({
  editor,
  spot,
  openLink,
  close,
}: {
  editor: Editor
  spot: Selected
  openLink: (url: string) => void
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('editor')
  const caps = useKeyCaps()
  const [linking, setLinking] = useState(spot.link)
  const hint = (name: string, keys: string): string => `${name} (${caps(keys).join('+')})`
  const tools: { name: string; keys: string; icon: ReactNode; on: boolean; run: () => void }[] = [
    {
      name: t('tools.bold'),
      keys: 'Mod+B',
      icon: <Bold />,
      on: editor.isActive('bold'),
      run: () => editor.commands.toggleMark('bold'),
    },
    {
      name: t('tools.italic'),
      keys: 'Mod+I',
      icon: <Italic />,
      on: editor.isActive('italic'),
      run: () => editor.commands.toggleMark('italic'),
    },
    {
      name: t('tools.link'),
      keys: 'Mod+Shift+K',
      icon: <Link />,
      on: editor.isActive('link'),
      run: () => setLinking(true),
    },
    {
      name: t('tools.subhead'),
      keys: 'Mod+Alt+2',
      icon: <Heading2 />,
      on: editor.isActive('subhead'),
      run: () => toggleSubhead(editor),
    },
    {
      name: t('tools.quote'),
      keys: 'Mod+Alt+Q',
      icon: <Quote />,
      on: editor.isActive('quote'),
      run: () => toggleQuote(editor),
    },
    {
      name: t('tools.bulletList'),
      keys: 'Mod+Shift+8',
      icon: <List />,
      on: editor.isActive('bulletList'),
      run: () => toggleList(editor, 'bulletList'),
    },
    {
      name: t('tools.orderedList'),
      keys: 'Mod+Shift+7',
      icon: <ListOrdered />,
      on: editor.isActive('orderedList'),
      run: () => toggleList(editor, 'orderedList'),
    },
  ]
  const back = (): void => {
    close()
    editor.view.focus()
  }
  return (
    <div className={styles['bubble']} style={{ left: spot.left, top: spot.top }}>
      {linking ? (
        <LinkForm editor={editor} openLink={openLink} done={back} />
      ) : (
        // Pressing a tool must not take the selection away.
        <div
          role="toolbar"
          tabIndex={-1}
          aria-label={t('tools.label')}
          className={styles['tools']}
          onMouseDown={(event) => event.preventDefault()}
        >
          {tools.map(({ name, keys, icon, on, run }) => (
            <IconButton
              key={keys}
              label={hint(name, keys)}
              icon={icon}
              pressed={on}
              tabIndex={-1}
              onClick={run}
            />
          ))}
        </div>
      )}
    </div>
  )
}

const LinkForm = ({
  editor,
  openLink,
  done,
}: {
  editor: Editor
  openLink: (url: string) => void
  done: () => void
}): ReactNode => {
  const { t } = useTranslation('editor')
  const { t: common } = useTranslation('common')
  const before: unknown = editor.getAttributes('link')['href']
  const old = safeLink(before)
  const [text, setText] = useState(old ?? '')
  const [wrong, setWrong] = useState(false)

  const set = (event: FormEvent): void => {
    event.preventDefault()
    const href = linkAsTyped(text)
    if (text.trim() !== '' && href === null) {
      setWrong(true)
      return
    }
    const chain = editor.chain().extendMarkRange('link')
    if (href === null) chain.unsetMark('link').run()
    else chain.setMark('link', { href }).run()
    done()
  }
  return (
    <form
      className={styles['link']}
      onSubmit={set}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        done()
      }}
    >
      <TextInput
        autoFocus
        value={text}
        aria-label={t('tools.linkAddress')}
        placeholder={t('tools.linkPlaceholder')}
        aria-invalid={wrong}
        aria-describedby="link-wrong"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value)
          setWrong(false)
        }}
      />
      <Button type="submit" look="ink">
        {text.trim() === '' && old !== null ? t('tools.removeLink') : t('tools.setLink')}
      </Button>
      {old === null ? (
        <Button look="quiet" onClick={done}>
          {common('cancel')}
        </Button>
      ) : (
        <Button look="quiet" onClick={() => openLink(old)}>
          {t('tools.openLink')}
        </Button>
      )}
      <p id="link-wrong" role="alert" className={styles['wrong']} hidden={!wrong}>
        {t('tools.linkWrong')}
      </p>
    </form>
  )
}
