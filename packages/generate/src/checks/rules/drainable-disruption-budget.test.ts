import { expect, it } from 'vitest'
import { sampleWorld } from '../../testing/sample-world.ts'
import { drainableDisruptionBudget } from './drainable-disruption-budget.ts'

const pointers = (spec: object) =>
  drainableDisruptionBudget
    .check(
      sampleWorld([
        {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata: { name: 'a', namespace: 'ns' },
          spec,
        },
      ]),
    )
    .map(({ pointer }) => pointer)

it('accepts a budget that always lets a pod go', () => {
  expect(pointers({ maxUnavailable: 1 })).toEqual([])
  expect(pointers({ maxUnavailable: '25%' })).toEqual([])
})

it('refuses one that lets none go', () => {
  expect(pointers({ maxUnavailable: 0 })).toEqual(['/spec/maxUnavailable'])
  expect(pointers({ maxUnavailable: '0%' })).toEqual(['/spec/maxUnavailable'])
  expect(pointers({ minAvailable: 1 })).toEqual(['/spec/minAvailable'])
})

it('has nothing to say of an empty world', () => {
  expect(drainableDisruptionBudget.check(sampleWorld([]))).toEqual([])
})
