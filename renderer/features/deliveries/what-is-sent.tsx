import { CircleCheck, Copy, FolderOutput, TriangleAlert } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../../../shared/errors.ts'
import type { DoorFinding, TargetFileView } from '../../../shared/ipc/targets.ts'
import { call } from '../../lib/client.ts'
import { useSession } from '../../lib/session.tsx'
import { tell, tellFault } from '../../lib/strip.ts'
import { locale } from '../../lib/time.ts'
import { Button, Tabs } from '../../ui/index.ts'
import { doorSentence } from './door-sentence.ts'
import { Losses } from './losses.tsx'
import { byteLength, visibleBytes } from './visible-bytes.ts'
import styles from './what-is-sent.module.css'

/** What keeps an item in, or that nothing does. */
const Findings = ({
  findings,
  target,
}: {
  findings: readonly DoorFinding[]
  target: string | null
}): ReactNode => {
  const { t } = useTranslation('targets')
  const { language } = useSession()
  if (findings.length === 0)
    return (
      <p className={styles['good']}>
        <CircleCheck aria-hidden="true" />
        {t('door.none')}
      </p>
    )
  return (
    <ul className={styles['findings']} aria-label={t('door.title')}>
      {findings.map((finding) => (
        <li key={JSON.stringify(finding)}>
          <TriangleAlert aria-hidden="true" />
          {doorSentence(finding, target ?? t('door.thisTarget'), language, t)}
        </li>
      ))}
    </ul>
  )
}

const save = async (file: TargetFileView, said: (folder: string) => string): Promise<void> => {
  try {
    const grant = await call('shell', 'shell.pick-folder', {})
    if (!grant) return
    const { name, mediaType, text } = file
    await call('desk', 'export.file', { grant: grant.id, name, mediaType, text })
    tell(said(grant.label))
  } catch (thrown) {
    tellFault(faultOf(thrown))
  }
}

/** Copies the bytes as they are, not as they are drawn. */
const copy = (file: TargetFileView, said: string, failed: string): void =>
  void navigator.clipboard.writeText(file.text).then(
    () => tell(said),
    () => tell(failed),
  )

const FileView = ({ file }: { file: TargetFileView }): ReactNode => {
  const { t } = useTranslation('targets')
  const { language } = useSession()
  const { shown, named } = visibleBytes(file.text)
  const size = new Intl.NumberFormat(locale(language)).format(byteLength(file.text))
  return (
    <>
      <p className={styles['about']}>
        <strong>{file.name}</strong>
        <span>{file.mediaType}, UTF-8</span>
        <span>{t('sent.bytes', { size })}</span>
        <span className={styles['acts']}>
          <Button
            icon={<Copy />}
            onClick={() => copy(file, t('sent.copied', { name: file.name }), t('sent.notCopied'))}
          >
            {t('sent.copy')}
          </Button>
          <Button
            icon={<FolderOutput />}
            onClick={() => void save(file, (folder) => t('sent.saved', { name: file.name, folder }))}
          >
            {t('sent.save')}
          </Button>
        </span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys, so it has to take focus */}
      <section className={styles['bytes']} tabIndex={0} aria-label={t('sent.content', { name: file.name })}>
        <pre>{shown}</pre>
      </section>
      {named ? <p className={styles['hint']}>{t('sent.named')}</p> : null}
      {file.format === null ? null : <Losses format={file.format} />}
    </>
  )
}

/** Everything that goes out of an item to one target, file by file and byte for byte, and what would keep it in. */
export const WhatIsSent = ({
  files,
  findings,
  target = null,
}: {
  files: readonly TargetFileView[]
  findings: readonly DoorFinding[]
  /** Its name, where it has one already. */
  target?: string | null
}): ReactNode => {
  const { t } = useTranslation('targets')
  const panel = useId()
  const [chosen, setChosen] = useState<string | null>(null)
  const file = files.find(({ name }) => name === chosen) ?? files[0]
  return (
    <div className={styles['sent']}>
      <Findings findings={findings} target={target} />
      {files.length > 1 && file ? (
        <div className={styles['files']}>
          <Tabs
            label={t('sent.files')}
            tabs={files.map(({ name, format }) => ({
              value: name,
              label: format === null ? name : t(`format.${format}`),
            }))}
            value={file.name}
            choose={setChosen}
            controls={panel}
          />
        </div>
      ) : null}
      {file ? (
        <div id={panel} className={styles['file']} role={files.length > 1 ? 'tabpanel' : undefined}>
          <FileView file={file} />
        </div>
      ) : null}
    </div>
  )
}
