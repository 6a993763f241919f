import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { KeptWords } from '../../../shared/document/words-beyond.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { faultSentences } from '../../lib/faults.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { readStored, writeStored } from '../../lib/stored.ts'
import { tell } from '../../lib/strip.ts'
import { Banner, Button } from '../../ui/index.ts'
import { useFieldName } from './field-name.ts'
import styles from './your-words.module.css'

const seenKey = (item: Id): string => `kopij.refused-words.${item}`

/**
 * Words that this person typed in the item and that the desk did not take: said with the reason and the next step, to be
 * copied or put in again, until the person has dealt with them. `kept` are those of this window.
 */
export const YourWords = ({
  item,
  kept,
  putIn,
  letGo,
}: {
  item: Id
  kept: { fault: Fault | null; words: readonly KeptWords[] } | null
  /** Puts the words into the item again; null where this person cannot write in it. */
  putIn: ((words: readonly KeptWords[]) => void) | null
  letGo: () => void
}): ReactNode => {
  const { t } = useTranslation('together')
  const { language } = useSession()
  const fieldName = useFieldName()
  const refused = useDeskQuery('document.refused', { item }).data ?? null
  const [seen, setSeen] = useState(() => readStored(seenKey(item), z.string(), [localStorage]))
  const open = refused !== null && refused.last !== seen ? refused : null
  const words = kept?.words ?? open?.words ?? []
  if (words.length === 0) return null

  const fault: Fault = kept?.fault ?? refused?.fault ?? { code: 'refused-rests-on-refused', params: {} }
  const { what, action } = faultSentences(fault, language)
  const all = words.map(({ text }) => text).join('\n\n')
  const partOf = ({ part, field }: KeptWords): string =>
    part === 'fields' ? fieldName(field ?? '') : t(`part.${part}`)

  const done = (): void => {
    if (refused) {
      writeStored(seenKey(item), refused.last, [localStorage])
      setSeen(refused.last)
    }
    letGo()
  }
  const copy = (): void => {
    navigator.clipboard.writeText(all).then(
      () => tell(t('words.copied')),
      () => undefined,
    )
  }
  return (
    <Banner
      look="stop"
      title={t('words.title')}
      actions={
        <>
          <Button onClick={copy}>{t('words.copy')}</Button>
          {putIn ? (
            <Button
              onClick={() => {
                putIn(words)
                done()
                tell(t('words.isIn'))
              }}
            >
              {t('words.putIn')}
            </Button>
          ) : null}
          <Button look="quiet" onClick={done}>
            {t('words.letGo')}
          </Button>
        </>
      }
    >
      {[what, t('words.kept'), action].filter((part) => part !== undefined).join(' ')}
      <ul className={styles['words']}>
        {words.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change places.
          <li key={index}>
            <span className={styles['part']}>{partOf(one)}</span>
            <q className={styles['text']}>{one.text}</q>
          </li>
        ))}
      </ul>
    </Banner>
  )
}
