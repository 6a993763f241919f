/** Who set a field knowing what: what the proof holds the product to. */
import { expect, test } from 'vitest'
import { createFields } from '../../../prove/offline/fields.ts'

test('two values set apart both stand; who sets a third knowing both replaces them', () => {
  const fields = createFields()
  fields.set('anna', '', 'a', 1)
  fields.set('bram', '', 'b', 1)
  for (const name of ['anna', 'bram', 'anna']) fields.sync(name)
  expect(fields.heads()).toEqual(['a', 'b'])
  fields.set('anna', 'b', 'c', 2)
  expect(fields.heads()).toEqual(['c'])
})

test('what the hub took of somebody who got nothing himself is known to whoever syncs next', () => {
  const fields = createFields()
  fields.set('anna', '', 'a', 2)
  fields.pushed('anna', 1)
  fields.sync('bram')
  fields.set('bram', '', 'b', 1)
  expect(fields.heads()).toEqual(['a', 'b'])
  fields.pushed('anna', 2)
  fields.sync('ilse')
  fields.set('ilse', 'a', 'c', 1)
  expect(fields.heads()).toEqual(['b', 'c'])
})
