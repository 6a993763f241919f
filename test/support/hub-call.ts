/** A call to a hub over the network, as any client could make it. */

import type { Fault } from '../../shared/errors.ts'
import {
  CALL_PATH,
  CallAnswer,
  type CallInput,
  type CallName,
  PROTOCOL_HEADER,
} from '../../shared/sync/calls.ts'
import { PROTOCOL } from '../../shared/sync/messages.ts'
import { CONTENT_TYPE, pack, unpack } from '../../shared/sync/wire.ts'

export type CallResult = { ok: boolean; output?: unknown; fault?: Fault }

export const callHub = async <N extends CallName>(
  address: string,
  name: N,
  input: CallInput<N>,
  token: string | null = null,
): Promise<CallResult> => {
  const answer = await fetch(new URL(CALL_PATH + name, address), {
    method: 'POST',
    headers: {
      'content-type': CONTENT_TYPE,
      [PROTOCOL_HEADER]: String(PROTOCOL),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: Buffer.from(pack(input)),
  })
  const read = unpack(new Uint8Array(await answer.arrayBuffer()))
  if (!read.ok) throw new Error(`no answer of a hub: ${answer.status}`)
  return CallAnswer.parse(read.value)
}
