import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../lib/client.ts'
import { incoming } from '../../lib/incoming.ts'
import { go } from '../../lib/navigation.tsx'
import { useStore } from '../../lib/store.ts'
import { offerUndo, tellFault } from '../../lib/strip.ts'
import { Banner, Button, Dialog, TextArea } from '../../ui/index.ts'
import { decide } from '../decisions/index.ts'
import styles from './import.module.css'
import { endIntake, intake, MOST_FILES, madeBy, type Source, takeAgain, takeIn } from './intake.ts'
import { FileReport } from './report.tsx'

const fromDrop = (files: readonly File[]): Source[] =>
  files.map((file) => ({ from: 'file', name: file.name, file }))

/** Three ways in, and then what became of every file. */
export const ImportDialog = (): ReactNode => {
  const { t } = useTranslation('imports')
  const waiting = useStore(incoming)
  const { told, now, tooMany } = useStore(intake)
  const taken = useRef(0)

  useEffect(() => {
    if (!waiting || waiting.key === taken.current) return
    taken.current = waiting.key
    if (waiting.files !== 'ask') void takeIn(fromDrop(waiting.files))
  }, [waiting])

  if (!waiting) return null
  const close = (): void => {
    endIntake()
    incoming.set(null)
  }
  const open = (item: string, apart: boolean): void => {
    close()
    go({ view: apart ? 'spiked' : 'desk', item, focus: 'none' })
  }
  const made = madeBy(told)
  const apart = made.filter((each) => each.apart).length
  const undo = async (): Promise<void> => {
    const items = made.map(({ item }) => item)
    close()
    const { done, failed } = await decide(items, { type: 'delete' })
    if (failed[0]) tellFault(failed[0].fault, t('undonePartly'))
    else offerUndo(t('undone', { count: done.length }), () => void decide(done, { type: 'undelete' }))
  }
  const [first] = made
  const begun = told.length > 0 || now !== null
  const actions = begun ? (
    <>
      {now === null && made.length > 0 ? (
        <Button onClick={() => void undo()}>{t('undo', { count: made.length })}</Button>
      ) : null}
      <Button look={first ? 'quiet' : 'ink'} onClick={close}>
        {t('done')}
      </Button>
      {now === null && first ? (
        <Button look="ink" onClick={() => open(first.item, first.apart)}>
          {t(first.apart ? 'openSpiked' : 'open')}
        </Button>
      ) : null}
    </>
  ) : undefined
  return (
    <Dialog open close={close} title={t(begun ? 'reportTitle' : 'title')} size="wide" actions={actions}>
      {begun ? (
        <>
          <p role="status" className={styles['count']}>
            {now
              ? t('working', now)
              : made.length === 0
                ? t('madeNone')
                : [t('made', { count: made.length }), apart > 0 ? t('apart', { count: apart }) : '']
                    .join(' ')
                    .trim()}
          </p>
          {tooMany ? <Banner look="note">{t('tooMany', { most: MOST_FILES })}</Banner> : null}
          <ul className={styles['files']}>
            {told.map((each) => (
              <FileReport
                key={each.key}
                told={each}
                open={open}
                again={each.source.from === 'grant' || now !== null ? null : () => void takeAgain(each)}
              />
            ))}
          </ul>
          {made.length > 0 ? <p className={styles['aside']}>{t('original')}</p> : null}
        </>
      ) : (
        <Ways />
      )}
    </Dialog>
  )
}

const Ways = (): ReactNode => {
  const { t } = useTranslation('imports')
  const [text, setText] = useState('')
  const id = useId()
  const choose = async (): Promise<void> => {
    try {
      const grants = await call('shell', 'shell.pick-import', {})
      if (grants.length > 0)
        await takeIn(grants.map(({ id: grant, label }) => ({ from: 'grant', name: label, grant })))
    } catch (thrown) {
      tellFault(faultOf(thrown))
    }
  }
  return (
    <>
      <p>{t('intro')}</p>
      <p className={styles['aside']}>{t('formats')}</p>
      <div>
        <Button look="ink" onClick={() => void choose()}>
          {t('choose')}
        </Button>
      </div>
      <label htmlFor={id} className={styles['label']}>
        {t('paste')}
      </label>
      <TextArea
        id={id}
        rows={6}
        value={text}
        spellCheck={false}
        placeholder={t('pasteHint')}
        onChange={(event) => setText(event.target.value)}
      />
      <div>
        <Button
          disabled={text.trim() === ''}
          onClick={() => void takeIn([{ from: 'text', name: t('pastedName'), text }])}
        >
          {t('takePasted')}
        </Button>
      </div>
    </>
  )
}
