/** An app that speaks another protocol than its hub goes on by itself, and says why nothing goes to and fro. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { wordsOfFault } from '../../../shared/i18n/fault-words.ts'
import { PROTOCOL } from '../../../shared/sync/messages.ts'
import { type Guest, type Host, joinHost, openHost } from '../../support/joined.ts'

let host: Host
let noor: Guest
beforeEach(async () => {
  host = await openHost()
  noor = await joinHost(host, 'Noor Visser', ['editor'])
})
afterEach(async () => {
  await noor.remove()
  await host.remove()
})

test.each([
  [
    'behind',
    PROTOCOL - 1,
    'protocol-too-old',
    'Deze Kopij is te oud voor de redactieserver.',
    'This Kopij is too old for the hub.',
  ],
  [
    'ahead',
    PROTOCOL + 1,
    'protocol-too-new',
    'Deze Kopij is nieuwer dan de redactieserver.',
    'This Kopij is newer than the hub.',
  ],
] as const)(
  'one that is %s: writing goes on, it is said, and an update brings it all',
  async (_which, protocol, code, nl, en) => {
    const item = noor.make({ headline: 'Voor de update' }, host.home.section)
    await noor.settle()
    noor = await noor.reopen({ protocol })
    const { desk } = noor.joined
    await noor.until(() => desk.safety().hub.fault?.code === code)
    // Asked again and again, it stays what it is: no way that flickers.
    const states = new Set<string>()
    const deaf = desk.onSafety(({ hub }) => states.add(`${hub.state} ${hub.fault?.code ?? ''}`))
    noor.write(item, { headline: 'Tijdens de wacht' })
    expect(noor.decide(item, { type: 'submit' }).fault).toBeNull()
    for (let asked = 0; asked < 3; asked += 1) await noor.settle()
    deaf()
    expect([...states]).toEqual([`offline ${code}`])
    expect(desk.safety().waiting).toBe(2)
    const { fault } = desk.safety().hub
    expect(fault && [wordsOfFault(fault, 'nl').what, wordsOfFault(fault, 'en').what]).toEqual([nl, en])
    expect(host.home.detail(item).row.headline).toBe('Voor de update')

    noor = await noor.reopen()
    await noor.settle()
    expect(noor.joined.desk.safety()).toMatchObject({ waiting: 0, hub: { state: 'connected', fault: null } })
    await host.home.settle()
    expect(host.home.detail(item).row).toMatchObject({ headline: 'Tijdens de wacht', state: 'submitted' })
  },
)
