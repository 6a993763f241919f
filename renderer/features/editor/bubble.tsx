import type { Editor } from '@tiptap/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linkAsTyped, safeLink } from '../../../shared/document/link.ts'
import { useKeyCaps } from '../../lib/keyboard.ts'
import { Button, IconButton, TextInput } from '../../ui/index.ts'
import styles from './floats.module.css'
import { toolsFor } from './galley-commands.ts'

/** Where the selection is, in pixels of the galley, and what is asked of it. */
export type Selected = { left: number; top: number; link: boolean }

/** The tools on a selection. Every one has a key, which its hint tells; the bubble is for the mouse. */
export const Bubble = ({
  editor,
  spot,
  brief,
  openLink,
  close,
}: {
  editor: Editor
  spot: Selected
  /** One paragraph has no subheads, quotes or lists. */
  brief: boolean
  openLink: (url: string) => void
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('editor')
  const caps = useKeyCaps()
  const [linking, setLinking] = useState(spot.link)
  const [, redraw] = useState(0)
  const tools = toolsFor(() => setLinking(true)).filter(
    ({ name, marks }) => name !== 'paragraph' && (marks || !brief),
  )
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
          {tools.map(({ name, keys, icon: Icon, run }) => (
            <IconButton
              key={name}
              label={`${t(`tools.${name}`)} (${caps(keys).join('+')})`}
              icon={<Icon />}
              pressed={editor.isActive(name)}
              tabIndex={-1}
              onClick={() => {
                run(editor)
                redraw((count) => count + 1)
              }}
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
