/** Who sits down: passphrases, recovery codes, and what a guess costs. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readPeople } from '../../../main/db/register.ts'
import {
  addPerson,
  changeOwnPassphrase,
  changePerson,
  peopleOfDesk,
  resetPassphrase,
} from '../../../main/desk/people.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { openTestDesk, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(async () => {
  await desk.remove()
})

const hub = () => desk.hub.connection
const actor = (person: string) => actorOf(desk.desk.context.db, person)
const WRONG = { fault: { code: 'wrong-passphrase' } }
const add = (
  change: { name?: string; passphrase?: string; ownPassphrase?: string | null } = {},
  by = desk.founder,
) =>
  addPerson(desk.desk.context, () => desk.desk.sync.settle(), actor(by), randomUUID(), {
    name: 'Joris Baan',
    roles: ['editor'],
    passphrase: 'een lange wachtzin',
    ownPassphrase: 'mijn eigen wachtzin',
    ...change,
  })

describe('a desk of one', () => {
  test('opens without a passphrase', async () => {
    await hub().signIn(desk.founder, null)
    expect(await peopleOfDesk(desk.desk.context)).toMatchObject([{ hasPassphrase: false }])
  })

  test('asks the first person for one when a second comes, and not before', async () => {
    await expect(add({ ownPassphrase: null })).rejects.toMatchObject({
      fault: { code: 'passphrase-too-short' },
    })
    await hub().signIn(desk.founder, null)
    const { person, recoveryCode, ownRecoveryCode } = await add()
    for (const code of [recoveryCode, ownRecoveryCode])
      expect(code).toMatch(/^[A-HJ-NP-Z2-9]{5}(-[A-HJ-NP-Z2-9]{5}){3}$/)
    await expect(hub().signIn(desk.founder, null)).rejects.toMatchObject(WRONG)
    await hub().signIn(desk.founder, 'mijn eigen wachtzin')
    await hub().signIn(person.id, 'een lange wachtzin')
    await expect(hub().signIn(person.id, 'mijn eigen wachtzin')).rejects.toMatchObject(WRONG)
    const third = await add({ name: 'Derde', ownPassphrase: null })
    expect(third.ownRecoveryCode).toBeNull()
  })

  test('a second person who is refused leaves it as it was', async () => {
    for (const [change, code] of [
      [{ passphrase: 'kort' }, 'passphrase-too-short'],
      [{ ownPassphrase: 'kort' }, 'passphrase-too-short'],
      [{ name: ' merel OOSTERHOF' }, 'name-taken'],
      [{ name: '   ' }, 'bad-request'],
    ] as const) {
      await expect(add(change), JSON.stringify(change)).rejects.toMatchObject({ fault: { code } })
      expect(readPeople(desk.db)).toHaveLength(1)
      expect(await hub().withPassphrase()).toEqual([])
      await hub().signIn(desk.founder, null)
    }
    await add()
  })

  test('is not locked by an account of somebody who is not there', async () => {
    await expect(
      hub().setPassphrase(desk.founder, randomUUID(), 'een lange wachtzin', null),
    ).rejects.toMatchObject({
      fault: { code: 'gone' },
    })
    await hub().signIn(desk.founder, null)
  })
})

describe('a passphrase', () => {
  test('is the same however its accents were typed', async () => {
    const { person } = await add({ passphrase: 'cafe\u0301 de zeehond' })
    await hub().signIn(person.id, 'café de zeehond')
    await hub().signIn(person.id, 'cafe\u0301 de zeehond')
    await expect(hub().signIn(person.id, 'cafe de zeehond')).rejects.toMatchObject(WRONG)
    await expect(hub().signIn(person.id, '')).rejects.toMatchObject(WRONG)
    await expect(hub().signIn(person.id, null)).rejects.toMatchObject(WRONG)
  })

  test('is nowhere on the disk, and neither is a recovery code', async () => {
    const { recoveryCode } = await add({ passphrase: 'kanariepietzin' })
    const { readFile, readdir } = await import('node:fs/promises')
    const files = await readdir(desk.folder, { recursive: true, withFileTypes: true })
    for (const file of files.filter((one) => one.isFile())) {
      const bytes = await readFile(`${file.parentPath}/${file.name}`)
      for (const secret of ['kanariepietzin', recoveryCode, recoveryCode.replaceAll('-', '')])
        expect([file.name, bytes.includes(secret)]).toEqual([file.name, false])
    }
    expect(JSON.stringify(desk.log)).not.toContain('kanariepietzin')
  })

  test('of one’s own is changed by who knows the old one, and by nobody past it', async () => {
    const { person } = await add()
    const me = actor(desk.founder)
    const { context } = desk.desk
    await expect(changeOwnPassphrase(context, me, 'niet goed', 'nog een wachtzin')).rejects.toMatchObject(
      WRONG,
    )
    await expect(resetPassphrase(context, me, desk.founder, 'nog een wachtzin')).rejects.toMatchObject({
      fault: { code: 'refused-role' },
    })
    await changeOwnPassphrase(context, me, 'mijn eigen wachtzin', 'nog een wachtzin')
    await hub().signIn(desk.founder, 'nog een wachtzin')
    await expect(hub().signIn(desk.founder, 'mijn eigen wachtzin')).rejects.toMatchObject(WRONG)
    // An admin resets others; others reset nobody.
    await resetPassphrase(context, me, person.id, 'van de beheerder')
    await hub().signIn(person.id, 'van de beheerder')
    await expect(
      resetPassphrase(context, actor(person.id), desk.founder, 'van de redacteur'),
    ).rejects.toMatchObject({ fault: { code: 'refused-role' } })
  })
})

describe('guessing', () => {
  test('gets slow after five, twice as slow each time, for the right one too, and ends with it', async () => {
    const { person } = await add()
    const guess = (passphrase: string) =>
      hub()
        .signIn(person.id, passphrase)
        .then(
          () => 'in',
          (error: { fault: { params: { wait: number } } }) => error.fault.params.wait,
        )
    for (let attempt = 1; attempt <= 5; attempt += 1) expect(await guess('fout')).toBe(0)
    expect(await guess('fout')).toBe(2)
    expect(await guess('een lange wachtzin')).toBe(2)
    desk.clock.advance(1999)
    expect(await guess('een lange wachtzin')).toBe(1)
    desk.clock.advance(1)
    expect(await guess('fout')).toBe(4)
    desk.clock.advance(4000)
    expect(await guess('een lange wachtzin')).toBe('in')
    expect(await guess('fout')).toBe(0)
    // The others never waited.
    await hub().signIn(desk.founder, 'mijn eigen wachtzin')
  })

  test('at the same moment counts each guess', async () => {
    const { person } = await add()
    const guesses = Array.from({ length: 9 }, (_, index) => hub().signIn(person.id, `fout ${index}`))
    const waits = (await Promise.allSettled(guesses)).map((one) =>
      one.status === 'rejected'
        ? (one.reason as { fault: { params: { wait: number } } }).fault.params.wait
        : 'in',
    )
    expect(waits.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 2])
    expect(waits.slice(6).every((wait) => wait === 2)).toBe(true)
  })

  test('is remembered over a restart', async () => {
    const { person } = await add()
    for (let attempt = 1; attempt <= 6; attempt += 1)
      await hub()
        .signIn(person.id, 'fout')
        .catch(() => undefined)
    const again = await desk.reopen()
    await expect(again.hub.connection.signIn(person.id, 'een lange wachtzin')).rejects.toMatchObject({
      fault: { params: { wait: 2 } },
    })
    await again.stop()
  })

  test('a recovery code slows as well', async () => {
    const { person, recoveryCode } = await add()
    for (let attempt = 1; attempt <= 6; attempt += 1)
      await hub()
        .recover(person.id, 'AAAAA-AAAAA-AAAAA-AAAAA', 'nieuwe wachtzin')
        .catch(() => undefined)
    await expect(hub().recover(person.id, recoveryCode, 'nieuwe wachtzin')).rejects.toMatchObject({
      fault: { code: 'wrong-recovery-code', params: { wait: 2 } },
    })
  })
})

describe('a recovery code', () => {
  test('works once, however it is typed, and gives the next one', async () => {
    const { person, recoveryCode } = await add()
    const typed = ` ${recoveryCode.toLowerCase().replaceAll('-', ' ')} `
    const next = await hub().recover(person.id, typed, 'nieuwe wachtzin')
    expect(next).not.toBe(recoveryCode)
    await hub().signIn(person.id, 'nieuwe wachtzin')
    await expect(hub().signIn(person.id, 'een lange wachtzin')).rejects.toMatchObject(WRONG)
    await expect(hub().recover(person.id, recoveryCode, 'derde wachtzin')).rejects.toMatchObject({
      fault: { code: 'wrong-recovery-code' },
    })
    await hub().recover(person.id, next, 'derde wachtzin')
  })

  test('works once when it is sent twice at once', async () => {
    const { person, recoveryCode } = await add()
    const both = await Promise.allSettled([
      hub().recover(person.id, recoveryCode, 'eerste wachtzin'),
      hub().recover(person.id, recoveryCode, 'tweede wachtzin'),
    ])
    expect(both.map((one) => one.status)).toEqual(['fulfilled', 'rejected'])
    await hub().signIn(person.id, 'eerste wachtzin')
  })

  test('is not used up by a passphrase that is too short', async () => {
    const { person, recoveryCode } = await add()
    await expect(hub().recover(person.id, recoveryCode, 'kort')).rejects.toMatchObject({
      fault: { code: 'passphrase-too-short' },
    })
    await hub().recover(person.id, recoveryCode, 'lang genoeg nu')
  })
})

describe('somebody who left', () => {
  test('sits down nowhere, not with a code either, and resets nobody', async () => {
    const { person, recoveryCode } = await add()
    const leaving = { person: person.id, name: person.name, roles: person.roles, active: false }
    const before = actor(person.id)
    changePerson(desk.desk.context, actor(desk.founder), leaving)
    await desk.settle()
    await expect(hub().signIn(person.id, 'een lange wachtzin')).rejects.toMatchObject(WRONG)
    await expect(hub().recover(person.id, recoveryCode, 'nieuwe wachtzin')).rejects.toMatchObject({
      fault: { code: 'wrong-recovery-code' },
    })
    await expect(hub().setPassphrase(person.id, person.id, 'nieuwe wachtzin', null)).rejects.toMatchObject(
      WRONG,
    )
    expect(() => actor(person.id)).toThrow('locked')
    expect(
      desk.decide(desk.founder, desk.make(desk.founder, 'brief', {}), { type: 'submit' }).fault,
    ).toBeNull()
    // What was still in his hands is refused by the hub.
    expect(before.roles).toEqual(['editor'])
    expect((await peopleOfDesk(desk.desk.context)).map((one) => one.person.id)).toEqual([desk.founder])
  })
})
