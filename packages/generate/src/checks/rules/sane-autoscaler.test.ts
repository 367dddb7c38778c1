import { expect, it } from 'vitest'
import { findingsIn, service, workload } from '../../testing/yaml-world.ts'
import { saneAutoscaler } from './sane-autoscaler.ts'

const autoscaler = (spec: string, name = 'web') => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${spec} }
`
const cpu = (source = 'resource', type = 'Resource', more = '') =>
  `metrics: [{ type: ${type}, ${source}: { name: cpu, ${more} target: { type: Utilization, averageUtilization: 70 } } }]`
const web = workload({ container: 'resources: { requests: { cpu: 1m } }' })
const find = (...args: [string, Parameters<typeof findingsIn>[2]?]) =>
  findingsIn(saneAutoscaler, ...args)
const place = 'autoscaling/HorizontalPodAutoscaler shop/web'

it('accepts bounds, a target and a metric that work', () => {
  expect(find(web + service() + autoscaler(`minReplicas: 2, maxReplicas: 4, ${cpu()}`))).toEqual([])
})

it('refuses bounds that cannot both hold', () => {
  expect(find(web + autoscaler(`minReplicas: 4, maxReplicas: 2, ${cpu()}`))).toEqual([
    `${place} /spec/maxReplicas`,
  ])
})

it('refuses a target that does not exist, and waits for one that waits for a fact', () => {
  const lost = autoscaler(`maxReplicas: 2, ${cpu()}`)
  expect(find(lost)).toEqual([`${place} /spec/scaleTargetRef`])
  expect(find(lost, { pending: ['apps/Deployment shop/web'] })).toEqual([])
})

it('refuses a target that states its replicas, on the target', () => {
  const stated = workload({
    workload: 'replicas: 2',
    container: 'resources: { requests: { cpu: 1m } }',
  })
  expect(find(stated + autoscaler(`maxReplicas: 2, ${cpu()}`))).toEqual([
    'apps/Deployment shop/web /spec/replicas',
  ])
})

it('refuses two autoscalers of one target', () => {
  const again = autoscaler(`maxReplicas: 2, ${cpu()}`, 'again')
  expect(find(web + autoscaler(`maxReplicas: 2, ${cpu()}`) + again)).toEqual([
    'autoscaling/HorizontalPodAutoscaler shop/again /spec/scaleTargetRef',
  ])
})

it('refuses a utilisation of what is not requested, the default one too', () => {
  expect(find(workload() + autoscaler(`maxReplicas: 2, ${cpu()}`))).toEqual([
    `${place} /spec/metrics/0`,
  ])
  expect(find(workload() + autoscaler('maxReplicas: 2'))).toEqual([`${place} /spec/metrics`])
  const external = 'metrics: [{ type: External, external: { metric: { name: a } } }]'
  expect(find(workload() + autoscaler(`maxReplicas: 2, ${external}`))).toEqual([])
})

it('refuses a metric of a container that is not there', () => {
  const of = (name: string) => cpu('containerResource', 'ContainerResource', `container: ${name},`)
  expect(find(web + autoscaler(`maxReplicas: 2, ${of('web')}`))).toEqual([])
  expect(find(web + autoscaler(`maxReplicas: 2, ${of('wbe')}`))).toEqual([
    `${place} /spec/metrics/0`,
  ])
})

it('refuses a single pod behind a Service where guardrails are strict', () => {
  const text = web + service() + autoscaler(`minReplicas: 1, maxReplicas: 4, ${cpu()}`)
  expect(find(text)).toEqual([`${place} /spec/minReplicas`])
  expect(find(text, { profile: { level: 'baseline' } })).toEqual([])
  expect(find(web + autoscaler(`maxReplicas: 4, ${cpu()}`))).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(saneAutoscaler, '')).toEqual([])
})
