import { expect, it } from 'vitest'
import { encodeSelector, requirementsOf, requirementsText } from './selector.ts'

const read = (selector: object) => requirementsOf(encodeSelector('any', selector as never))

it('shares the conditions of equal selectors', () => {
  const selector = { matchLabels: { app: 'web', tier: 'front' } }
  expect(read(selector)).toBe(read(structuredClone(selector)))
})

it('gives equal text to what means the same', () => {
  const [one, other] = [
    read({ matchLabels: { app: 'web', tier: 'front' } }),
    read({
      matchLabels: { tier: 'front' },
      matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'web'] }],
    }),
  ]
  expect(requirementsText(one)).toBe(requirementsText(other))
})

it.each([
  [{ matchLabels: { a: 'b' } }, { matchLabels: { a: 'c' } }],
  [{ matchLabels: { a: 'b' } }, { matchExpressions: [{ key: 'a', operator: 'Exists' }] }],
  [
    { matchExpressions: [{ key: 'a', operator: 'In', values: ['b', 'c'] }] },
    { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b', 'c'] }] },
  ],
  [
    { matchExpressions: [{ key: 'a', operator: 'In', values: [''] }] },
    { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] },
  ],
  [{}, { matchLabels: { a: '' } }],
])('tells %j from %j', (one, other) => {
  expect(read(one)).not.toEqual(read(other))
})
