import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { requireDisruptionBudget } from './require-disruption-budget.ts'

const budget = (app: string) => `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: ${app} } } }
`
const autoscaler = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: 2 }
`
const find = (...args: [string, Parameters<typeof findingsIn>[2]?]) =>
  findingsIn(requireDisruptionBudget, ...args)
const three = workload({ workload: 'replicas: 3' })
const web = 'apps/Deployment shop/web '

it('accepts several pods with a budget', () => {
  expect(find(three + budget('web'))).toEqual([])
})

it('refuses several pods without one, or with that of others', () => {
  expect(find(three)).toEqual([web])
  expect(find(three + budget('wbe'))).toEqual([web])
  expect(find(workload() + autoscaler)).toEqual([web])
})

it('leaves alone what is single, and what runs on every node or to its end', () => {
  expect(find(workload())).toEqual([])
  expect(find(workload({ kind: 'DaemonSet' }) + workload({ kind: 'Job' }))).toEqual([])
})

it('waits for a budget that waits for a fact', () => {
  expect(find(three, { pending: ['policy/PodDisruptionBudget shop/web'] })).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(requireDisruptionBudget, '')).toEqual([])
})
