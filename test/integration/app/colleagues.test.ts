/** Two apps: one that shares its desk and one that joins it, as their windows ask for it. */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { removeApp, removeApps, startApp } from '../../support/apps.ts'
import { freePort } from '../../support/free-port.ts'

afterEach(removeApps)

const WANTED = {
  name: 'Buitenlandredactie',
  person: 'Merel Oosterhof',
  language: 'nl' as const,
  sections: ['Buitenland'],
}
const MEREL = 'de wachtzin van Merel'
const NOOR = 'de wachtzin van Noor'

/** An app that shares its desk. */
const share = async () => {
  const app = await startApp()
  const window = app.window()
  const desk = await window.call('desks.create', WANTED)
  const session = await window.call('desks.use', { desk: desk.id })
  await window.call('people.change-passphrase', { old: null, passphrase: MEREL })
  const port = await freePort()
  const hosting = await window.call('hosting.change', { open: true, port, trusted: true })
  return { app, window, desk, port, hosting, merel: session.person?.id ?? '' }
}
const wishOf = (port: number, code: string | null, name = 'Noor Visser') => ({
  ...{ address: `127.0.0.1:${port}`, trusted: false, code, name, passphrase: NOOR },
})

describe('sharing a desk', () => {
  test('is asked for a passphrase and for trust, says its addresses, and is open again after a start', async () => {
    const app = await startApp()
    const window = app.window()
    const desk = await window.call('desks.create', WANTED)
    const { person } = await window.call('desks.use', { desk: desk.id })
    const port = await freePort()
    expect(await window.call('hosting.get', {})).toMatchObject({ where: 'here', open: false, addresses: [] })
    const wish = { open: true, port, trusted: true }
    await expect(window.call('hosting.change', wish)).rejects.toMatchObject({
      fault: { code: 'passphrase-too-short' },
    })
    await window.call('people.change-passphrase', { old: null, passphrase: MEREL })
    await expect(window.call('hosting.change', { ...wish, trusted: false })).rejects.toMatchObject({
      fault: { code: 'network-not-trusted' },
    })
    const open = await window.call('hosting.change', wish)
    expect(open).toMatchObject({ open: true, port, trusted: true, fault: null })
    expect(open.addresses.length).toBeGreaterThan(0)
    expect(open.addresses.every((address) => address.endsWith(`:${port}`))).toBe(true)
    await app.server.stop()
    const again = await startApp(app)
    const back = again.window(desk.id, person?.id ?? null)
    await back.call('desks.use', { desk: desk.id })
    expect(await back.call('hosting.get', {})).toMatchObject({ open: true, port })
    expect(await back.call('hosting.change', { ...wish, open: false })).toMatchObject({
      open: false,
      addresses: [],
    })
  })

  test('on a port that is taken says so, and stays as it was', async () => {
    const { window, port, desk } = await share()
    const other = await startApp()
    const theirs = other.window()
    const second = await theirs.call('desks.create', { ...WANTED, name: 'Sport' })
    await theirs.call('desks.use', { desk: second.id })
    await theirs.call('people.change-passphrase', { old: null, passphrase: MEREL })
    await expect(theirs.call('hosting.change', { open: true, port, trusted: true })).rejects.toMatchObject({
      fault: { code: 'address-in-use' },
    })
    expect(await theirs.call('hosting.get', {})).toMatchObject({ open: false })
    expect(await window.call('hosting.get', {})).toMatchObject({ open: true, port })
    expect(desk.id).not.toBe(second.id)
  })
})

describe('joining a desk', () => {
  test('with an invitation: beside the desk that is here, and then its person sits down', async () => {
    const { window, port, desk } = await share()
    const { code } = await window.call('people.invite', { roles: ['editor'], person: null })
    const there = await startApp()
    const theirs = there.window()
    const own = await theirs.call('desks.create', {
      ...WANTED,
      name: 'Eigen redactie',
      person: 'Noor Visser',
    })
    const joined = await theirs.call('desks.join', wishOf(port, code))
    expect(joined).toMatchObject({
      desk: { id: desk.id, name: WANTED.name },
      recoveryCode: expect.any(String),
    })
    expect((await theirs.call('desks.list', {})).map((one) => one.id).sort()).toEqual(
      [own.id, desk.id].sort(),
    )
    const { people, person } = await theirs.call('desks.use', { desk: desk.id })
    expect(person).toBeNull()
    expect(people.map((one) => [one.person.name, one.hasPassphrase])).toEqual([
      ['Merel Oosterhof', true],
      ['Noor Visser', true],
    ])
    const noor = people[1]?.person.id ?? ''
    await expect(
      theirs.call('session.sign-in', { person: noor, passphrase: 'geraden wachtzin' }),
    ).rejects.toMatchObject({ fault: { code: 'wrong-passphrase' } })
    await theirs.call('session.sign-in', { person: noor, passphrase: NOOR })
    expect(await theirs.call('hosting.get', {})).toMatchObject({
      where: 'elsewhere',
      address: `http://127.0.0.1:${port}`,
    })
    const devices = await theirs.call('devices.list', {})
    expect(devices).toMatchObject([{ personName: 'Noor Visser', here: true }])
    await expect(theirs.call('people.invite', { roles: [], person: null })).rejects.toMatchObject({
      fault: { code: 'refused-role' },
    })
    // For another computer of her own she may, and for somebody else's she may not.
    await expect(theirs.call('people.invite', { roles: [], person: noor })).resolves.toMatchObject({
      code: expect.any(String),
    })
    const merel = people[0]?.person.id ?? ''
    await expect(theirs.call('people.invite', { roles: [], person: merel })).rejects.toMatchObject({
      fault: { code: 'refused-role' },
    })
    // Once more is refused before an invitation is used up.
    const again = await window.call('people.invite', { roles: ['editor'], person: null })
    await expect(theirs.call('desks.join', wishOf(port, again.code, 'Sam'))).rejects.toMatchObject({
      fault: { code: 'desk-already-here' },
    })
    expect(await window.call('people.invitations', {})).toHaveLength(2)
  })

  test('somebody else may sit down at the same computer, and sit down again without a network', async () => {
    const { app, window, port, desk, merel } = await share()
    const { code } = await window.call('people.invite', { roles: ['editor'], person: null })
    const there = await startApp()
    const theirs = there.window()
    await theirs.call('desks.join', wishOf(port, code))
    await theirs.call('desks.use', { desk: desk.id })
    expect((await theirs.call('session.sign-in', { person: merel, passphrase: MEREL })).person?.id).toBe(
      merel,
    )
    await theirs.call('session.lock', {})
    await removeApp(app)
    await expect(
      theirs.call('session.sign-in', { person: merel, passphrase: 'niet deze' }),
    ).rejects.toMatchObject({ fault: { code: 'wrong-passphrase' } })
    const offline = await theirs.call('session.sign-in', { person: merel, passphrase: MEREL })
    expect(offline.person?.id).toBe(merel)
    expect((await theirs.call('desk.safety', {})).hub.state).toBe('offline')
    await theirs.call('desk.overview', {})
    await there.server.lock()
    expect((await theirs.call('session.get', {})).person).toBeNull()
  })

  test('that does not work leaves no desk', async () => {
    const { port } = await share()
    const there = await startApp()
    const theirs = there.window()
    for (const [wish, code] of [
      [wishOf(port, 'ABCD-EFGH'), 'invitation-unknown'],
      [wishOf(port, null, 'Niemand'), 'wrong-passphrase'],
      [wishOf(await freePort(), 'ABCD-EFGH'), 'hub-unreachable'],
      [{ ...wishOf(port, 'X'), address: 'ftp://hier' }, 'address-invalid'],
      [{ ...wishOf(port, 'X'), address: 'http://203.0.113.7' }, 'network-not-trusted'],
    ] as const)
      await expect(theirs.call('desks.join', wish)).rejects.toMatchObject({ fault: { code } })
    expect(await theirs.call('desks.list', {})).toEqual([])
    expect(existsSync(join(there.data, 'desks')) ? await readdir(join(there.data, 'desks')) : []).toEqual([])
    expect([...there.secrets.kept.values()]).toEqual([])
  })

  test('signing this computer out takes the token and what it could check by itself', async () => {
    const { window, port, desk } = await share()
    const { code } = await window.call('people.invite', { roles: ['editor'], person: null })
    const there = await startApp()
    const theirs = there.window()
    await theirs.call('desks.join', wishOf(port, code))
    const { people } = await theirs.call('desks.use', { desk: desk.id })
    const noor = people.find((one) => one.person.name === 'Noor Visser')?.person.id ?? ''
    await theirs.call('session.sign-in', { person: noor, passphrase: NOOR })
    const [device] = await theirs.call('devices.list', {})
    await theirs.call('devices.revoke', { device: device?.id ?? '' })
    expect([...there.secrets.kept.values()]).toEqual([])
    expect(await window.call('devices.list', {})).toEqual([])
    expect((await theirs.call('session.get', {})).person).toBeNull()
    await there.server.wake()
    expect((await theirs.call('desk.safety', {})).hub).toMatchObject({
      state: 'stopped',
      fault: { code: 'sign-in-needed' },
    })
    await theirs.call('session.sign-in', { person: noor, passphrase: NOOR })
    await theirs.call('sync.now', {})
    expect((await theirs.call('desk.safety', {})).hub).toMatchObject({ state: 'connected', fault: null })
  })
})
