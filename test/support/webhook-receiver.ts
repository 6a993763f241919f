/**
 * A receiver of Kopij's webhook, by its contract (main/hub/targets/webhook.md) and nothing else: it checks signatures, deals
 * with each key once, keeps the newest version of every item, and can go away and come back on the same port.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An article as the receiver has it. */
export type Article = { id: string; item: string; version: number; action: string; body: string }

export type WebhookReceiver = {
  url(): string
  /** What it holds, in the order in which items first came. */
  articles(): Article[]
  /** Cuts every connection and takes no new ones. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
}

const FRESH = 300

const header = (request: IncomingMessage, name: string): string => String(request.headers[name] ?? '')

const isSigned = (request: IncomingMessage, body: Buffer, secret: string): boolean => {
  const timestamp = header(request, 'kopij-timestamp')
  if (Math.abs(Number(timestamp) - Date.now() / 1000) > FRESH) return false
  const lines = ['idempotency-key', 'kopij-action', 'kopij-item', 'kopij-version'].map((name) =>
    header(request, name),
  )
  const hmac = createHmac('sha256', secret).update(`${[timestamp, ...lines].join('\n')}\n`)
  const expected = Buffer.from(`v1=${hmac.update(body).digest('hex')}`)
  const got = Buffer.from(header(request, 'kopij-signature'))
  return got.length === expected.length && timingSafeEqual(got, expected)
}

/** Starts one on this computer. */
export const startWebhookReceiver = async (secret: string): Promise<WebhookReceiver> => {
  const articles = new Map<string, Article>()
  const answered = new Map<string, string>()

  /** What an accepted call makes of what is there: its status, and the body of the answer. */
  const take = (request: IncomingMessage, body: Buffer): { status: number; said: string } => {
    const action = header(request, 'kopij-action')
    if (action === 'test') return { status: 204, said: '' }
    const key = header(request, 'idempotency-key')
    const before = answered.get(key)
    if (before !== undefined) return { status: 200, said: before }
    const item = header(request, 'kopij-item')
    const version = Number(header(request, 'kopij-version'))
    const known = articles.get(item)
    if (known && known.version > version) return { status: 409, said: '' }
    const id = known?.id ?? String(articles.size + 1)
    articles.set(item, { id, item, version, action, body: body.toString() })
    const said = JSON.stringify({ id, address: `https://www.voorbeeld.nl/artikel/${id}` })
    answered.set(key, said)
    return { status: 200, said }
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const { status, said } = isSigned(request, body, secret)
      ? take(request, body)
      : { status: 401, said: JSON.stringify({ message: 'the signature does not fit' }) }
    response.writeHead(status, { 'content-type': 'application/json' }).end(said)
  }

  let server: Server | null = null
  let port = 0
  const comeBack = async (): Promise<void> => {
    const next = createServer((request, response) => void answer(request, response))
    next.listen(port, '127.0.0.1')
    await once(next, 'listening')
    port = (next.address() as AddressInfo).port
    server = next
  }
  const goAway = async (): Promise<void> => {
    const gone = server
    server = null
    if (!gone) return
    gone.closeAllConnections()
    gone.close()
    await once(gone, 'close')
  }
  await comeBack()
  return {
    url: () => `http://127.0.0.1:${port}/kopij`,
    articles: () => [...articles.values()],
    goAway,
    comeBack,
  }
}
