/**
 * ninjs over HTTP, as Superdesk Web Publisher takes it (standards.md, section 7): POST of the item, signed with the
 * organisation's token over the exact bytes. Pushing an item again under its own id and version is what it does with
 * every correction, so that a repeat makes no second article.
 */
import { createHmac } from 'node:crypto'
import type { NinjsPushSettings } from '../../../shared/domain/target.ts'
import { FaultError } from '../../../shared/errors.ts'
import { itemUri } from '../../../shared/ids.ts'
import { faultOfAnswer, wellAnswered } from './answers.ts'
import type { TargetAnswer } from './http.ts'
import type { Receipt, Target, TargetMeans } from './target.ts'

/** Of the answer to what nobody could publish: these say that there is nobody to publish at the moment. */
const DOWN: readonly number[] = [408, 425, 429, 502, 503, 504]

/** The signature over the bytes that are sent. SHA-1 is what the receiver asks for; it guards no passphrase here. */
export const ninjsSignature = (secret: string, body: Uint8Array): string =>
  `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`

const addressIn = (answer: TargetAnswer, fallback: string): string => {
  const said = answer.headers['location']
  return said !== undefined && URL.canParse(said) ? said : fallback
}

export const ninjsPushTarget = ({
  settings,
  secret,
  fetch,
  clock,
}: TargetMeans<NinjsPushSettings>): Target => {
  const { url } = settings
  const host = new URL(url).hostname

  const push = async (text: string): Promise<TargetAnswer> => {
    const key = await secret()
    if (key === null) throw new FaultError('target-secret-missing', { host })
    const body = new TextEncoder().encode(text)
    const signature = ninjsSignature(key, body)
    return await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-superdesk-signature': signature,
        'x-publisher-signature': signature,
      },
      body,
    })
  }

  return {
    async deliver({ files, release }): Promise<Receipt> {
      const [file] = files
      if (file === undefined || release === null) throw new Error('nothing to push')
      const answer = wellAnswered(await push(file.text), host, clock.now())
      return { id: itemUri(release.item), address: addressIn(answer, host) }
    },

    async check() {
      // Whoever holds another key is turned away before anything is read; what has no id is nothing to publish. There is no
      // question that is no push (ninjs-push.md, "The Test button").
      const answer = await push('{}')
      const fault = faultOfAnswer(answer, host, clock.now())
      if (fault === null || answer.status === 500 || fault.fault.code === 'target-refused') return
      if (answer.status >= 500 && !DOWN.includes(answer.status)) return
      throw fault
    },
  }
}
