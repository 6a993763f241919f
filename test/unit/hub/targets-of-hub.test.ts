/** What leaves the hub's computer of its targets: the name of a folder, and not where it is. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { asToldElsewhere } from '../../../main/hub/targets-of-hub.ts'
import { TargetStanding } from '../../../shared/domain/delivery.ts'

const standing = (place: string): TargetStanding =>
  TargetStanding.parse({ id: randomUUID(), place, fault: null, failed: 3 })

test.each([
  ['/home/hanneke/Documenten/Website', 'Website'],
  ['/srv/uit/', 'uit'],
  ['C:\\Users\\Hanneke de Wit\\Website', 'Website'],
  ['\\\\opslag\\redactie\\uit', 'uit'],
  // Of a whole disk there is no name, and the settings take an empty one for no folder.
  ['/', '/'],
  ['E:\\', 'E:\\'],
])('of the folder %s no more than %s', (path, name) => {
  const one = standing(path)
  expect(asToldElsewhere(one)).toEqual({ ...one, place: name })
})

test.each(['site.voorbeeld.nl', '192.0.2.7', '2001:db8::7', ''])('the host “%s” as it is', (host) => {
  expect(asToldElsewhere(standing(host)).place).toBe(host)
})
