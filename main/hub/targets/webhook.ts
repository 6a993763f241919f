/** A webhook of the desk's own making: the contract that its receiver keeps is in webhook.md, beside this file. */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { WebhookSettings } from '../../../shared/domain/target.ts'
import { FaultError } from '../../../shared/errors.ts'
import { itemUri } from '../../../shared/ids.ts'
import { wellAnswered } from './answers.ts'
import type { TargetAnswer } from './http.ts'
import type { Delivery, Receipt, Target, TargetMeans } from './target.ts'

/** What is signed, in this order: whoever changes one of them changes the signature. */
export type Signed = {
  /** Seconds since 1970 UTC. */
  timestamp: number
  key: string
  action: Delivery['action'] | 'test'
  item: string
  version: number
}

/** The signature of a call: HMAC-SHA256 over five lines and the exact bytes of the body. */
export const webhookSignature = (secret: string, signed: Signed, body: Uint8Array): string =>
  `v1=${createHmac('sha256', secret)
    .update(`${signed.timestamp}\n${signed.key}\n${signed.action}\n${signed.item}\n${signed.version}\n`)
    .update(body)
    .digest('hex')}`

/** What a receiver may say of what it made. */
const Answer = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  address: z.string().optional(),
  url: z.string().optional(),
})

const receiptOf = (answer: TargetAnswer, item: string, host: string): Receipt => {
  let said: z.infer<typeof Answer> = {}
  try {
    said = Answer.parse(answer.json())
  } catch {
    // It need not say anything.
  }
  const address = said.address ?? said.url ?? answer.headers['location'] ?? ''
  return {
    id: String(said.id ?? item).slice(0, 200),
    address: /^https?:\/\//.test(address) ? address.slice(0, 2000) : host,
  }
}

/** It has this delivery already, or a newer one: what was wanted is so. */
const HAS_IT = 409

export const webhookTarget = ({ settings, secret, fetch, clock }: TargetMeans<WebhookSettings>): Target => {
  const { url, format } = settings
  const host = new URL(url).hostname

  const call = async (
    wanted: Omit<Signed, 'timestamp'>,
    text: string,
    headers: Record<string, string>,
  ): Promise<TargetAnswer> => {
    const key = await secret()
    if (key === null) throw new FaultError('target-secret-missing', { host })
    const signed = { ...wanted, timestamp: Math.floor(clock.now() / 1000) }
    const body = new TextEncoder().encode(text)
    return await fetch(url, {
      method: 'POST',
      headers: {
        ...headers,
        'idempotency-key': signed.key,
        'kopij-action': signed.action,
        'kopij-item': signed.item,
        'kopij-version': String(signed.version),
        'kopij-timestamp': String(signed.timestamp),
        'kopij-signature': webhookSignature(key, signed, body),
      },
      body,
    })
  }

  return {
    async deliver({ key, action, version, files, release }) {
      const [file] = files
      if (file === undefined || release === null) throw new Error('nothing to send')
      const item = itemUri(release.item)
      const answer = await call({ key, action, item, version }, file.text, {
        'content-type': `${file.mediaType ?? 'application/octet-stream'}; charset=utf-8`,
        'kopij-format': format,
        'kopij-revision': release.revision,
      })
      if (answer.status !== HAS_IT) wellAnswered(answer, host, clock.now())
      return receiptOf(answer, item, host)
    },

    async check() {
      const answer = await call({ key: 'test', action: 'test', item: '', version: 0 }, '', {
        'content-type': 'text/plain; charset=utf-8',
      })
      wellAnswered(answer, host, clock.now())
    },
  }
}
