import { expect, it } from 'vitest'
import { checkScale } from './scales.ts'

const pool = (replicas: unknown) => ({
  value: { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', spec: { replicas } },
})

it.each([undefined, null, 0, 2 ** 31 - 1, 'a'])('leaves %j alone', (replicas) => {
  expect(checkScale(pool(replicas))).toEqual([])
})

it.each([-1, 2 ** 31])('finds %j', (replicas) => {
  expect(checkScale(pool(replicas)).map(({ pointer }) => pointer)).toEqual(['/spec/replicas'])
})

it('knows nothing of kinds that are not scaled', () => {
  const value = { apiVersion: 'karpenter.sh/v1', kind: 'toString', spec: { replicas: -1 } }
  expect(checkScale({ value })).toEqual([])
})
