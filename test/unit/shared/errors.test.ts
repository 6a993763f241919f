import { expect, test } from 'vitest'
import { FaultError, faultOf, reasonOf } from '../../../shared/errors.ts'

test('the log gets the kind of an error and its place, never what it quotes', () => {
  const quote = 'LINDHAVEN (ANP) - De minister treedt af'
  let thrown: unknown
  try {
    JSON.parse(quote)
  } catch (error) {
    thrown = error
  }
  expect(reasonOf(thrown)).toMatch(/^SyntaxError/)
  expect(reasonOf(thrown)).not.toContain('LINDHAVEN')
  expect(reasonOf(Object.assign(new Error(quote), { code: 'ENOSPC' }))).toMatch(/^Error ENOSPC/)
  expect(reasonOf(new FaultError('disk-full'))).toMatch(/^disk-full/)
  expect(reasonOf(new Error('x\n    at Lindhaven haven'))).not.toContain('Lindhaven')
  expect(reasonOf(quote)).toBe('string')
})

test('what is not a fault is internal', () => {
  expect(faultOf(new Error('x'))).toEqual({ code: 'internal', params: {} })
  expect(faultOf(new FaultError('gone', { at: 1 }))).toEqual({ code: 'gone', params: { at: 1 } })
})
