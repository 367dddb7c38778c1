import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { drainableDisruptionBudget } from './drainable-disruption-budget.ts'

const budget = (spec: string, name = 'web') => `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name}, namespace: shop }
spec: { ${spec}, selector: { matchLabels: { app: web } } }
`
const find = (text: string) => findingsIn(drainableDisruptionBudget, text)
const three = workload({ workload: 'replicas: 3' })
const web = 'policy/PodDisruptionBudget shop/web'

it('accepts a budget that always lets a pod go', () => {
  expect(find(three + budget('maxUnavailable: 1'))).toEqual([])
  expect(find(three + budget('maxUnavailable: 25%'))).toEqual([])
  expect(find(three + budget('minAvailable: 2'))).toEqual([])
  expect(find(three + budget('minAvailable: 60%'))).toEqual([])
})

it('refuses one that lets none go', () => {
  expect(find(budget('maxUnavailable: 0'))).toEqual([`${web} /spec/maxUnavailable`])
  expect(find(budget('maxUnavailable: 0%'))).toEqual([`${web} /spec/maxUnavailable`])
  expect(find(budget('minAvailable: 100%'))).toEqual([`${web} /spec/minAvailable`])
})

it('refuses one that needs all pods, percentages rounded up', () => {
  expect(find(three + budget('minAvailable: 3'))).toEqual([`${web} /spec/minAvailable`])
  expect(find(three + budget('minAvailable: 67%'))).toEqual([`${web} /spec/minAvailable`])
  expect(find(workload() + budget('minAvailable: 1'))).toEqual([`${web} /spec/minAvailable`])
})

it('counts with the fewest pods of an autoscaler', () => {
  const scaled = `${workload()}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 2, maxReplicas: 9 }
`
  expect(find(scaled + budget('minAvailable: 1'))).toEqual([])
  expect(find(scaled + budget('minAvailable: 2'))).toEqual([`${web} /spec/minAvailable`])
})

it('leaves alone what runs a number of pods that nobody wrote down', () => {
  expect(find(workload({ kind: 'DaemonSet' }) + budget('minAvailable: 1'))).toEqual([])
})

it('refuses two budgets over one pod', () => {
  expect(find(three + budget('maxUnavailable: 1') + budget('maxUnavailable: 1', 'again'))).toEqual([
    'policy/PodDisruptionBudget shop/again /spec/selector',
  ])
  const charts = budget('maxUnavailable: 1', 'chart')
  const both = three + budget('maxUnavailable: 1')
  expect(findingsIn(drainableDisruptionBudget, both, { charts })).toEqual([`${web} /spec/selector`])
})

it('has nothing to say of an empty world', () => {
  expect(find('')).toEqual([])
})
