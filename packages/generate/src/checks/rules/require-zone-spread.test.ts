import { expect, it } from 'vitest'
import { findingsIn, workload, yamlWorld } from '../../testing/yaml-world.ts'
import { runChecks } from '../run-checks.ts'
import { requireZoneSpread } from './require-zone-spread.ts'

const find = (spec: string, more = 'replicas: 3') =>
  findingsIn(requireZoneSpread, workload({ workload: more, ...(spec !== '' && { spec }) }))
const place = 'apps/Deployment shop/web /spec/template/spec/topologySpreadConstraints'
const term = (app: string, key = 'topology.kubernetes.io/zone') =>
  `{ topologyKey: ${key}, labelSelector: { matchLabels: { app: ${app} } } }`

it('accepts a constraint over zones, or an anti-affinity', () => {
  expect(find(`topologySpreadConstraints: [${term('web')}]`)).toEqual([])
  const required = `requiredDuringSchedulingIgnoredDuringExecution: [${term('web')}]`
  expect(find(`affinity: { podAntiAffinity: { ${required} } }`)).toEqual([])
  const preferred = `preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: ${term('web')} }]`
  expect(find(`affinity: { podAntiAffinity: { ${preferred} } }`)).toEqual([])
})

it('refuses none, one over hosts, and one that counts other pods', () => {
  expect(find('')).toEqual([place])
  expect(find(`topologySpreadConstraints: [${term('web', 'kubernetes.io/hostname')}]`)).toEqual([
    place,
  ])
  expect(find(`topologySpreadConstraints: [${term('wbe')}]`)).toEqual([place])
})

it('leaves a single pod alone', () => {
  expect(find('', 'replicas: 1')).toEqual([])
})

it('runs where guardrails are strict only', () => {
  const at = (level: 'baseline' | 'strict') =>
    runChecks(yamlWorld(workload({ workload: 'replicas: 3' }), { profile: { level } }), [
      requireZoneSpread,
    ]).length
  expect([at('baseline'), at('strict')]).toEqual([0, 1])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(requireZoneSpread, '')).toEqual([])
})
