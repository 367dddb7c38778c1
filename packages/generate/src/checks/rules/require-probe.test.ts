import { expect, it } from 'vitest'
import { findingsIn, service, workload } from '../../testing/yaml-world.ts'
import { requireProbe } from './require-probe.ts'

const find = (options: Parameters<typeof workload>[0], behind = service()) =>
  findingsIn(requireProbe, workload(options) + behind)
const port = 'ports: [{ name: http, containerPort: 8080 }]'
const probe = 'readinessProbe: { tcpSocket: { port: http } }'
const place = 'apps/Deployment shop/web /spec/template/spec/containers/0/readinessProbe'

it('accepts a readiness probe, and demands no liveness probe', () => {
  expect(find({ container: `${port}, ${probe}` })).toEqual([])
})

it('refuses a container that serves without one', () => {
  expect(find({ container: port })).toEqual([place])
  expect(find({ container: `${port}, livenessProbe: { tcpSocket: { port: http } }` })).toEqual([
    place,
  ])
})

it('asks only the container that has the port', () => {
  const proxy = `initContainers: [{ name: proxy, restartPolicy: Always, ${port}, ${probe} }]`
  expect(find({ spec: proxy })).toEqual([])
})

it('asks any container where ports are not declared', () => {
  const plain = service({ ports: '[{ port: 80 }]' })
  expect(find({ container: probe }, plain)).toEqual([])
  expect(find({}, plain)).toEqual([place])
})

it('leaves alone what no Service selects, what runs to its end, and peers that look for one another', () => {
  expect(find({ container: port }, '')).toEqual([])
  expect(find({ kind: 'Job', container: port })).toEqual([])
  expect(find({ container: port }, service({ spec: 'publishNotReadyAddresses: true' }))).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(requireProbe, '')).toEqual([])
})
