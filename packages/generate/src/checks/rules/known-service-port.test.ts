import { expect, it } from 'vitest'
import { findingsIn, service, workload } from '../../testing/yaml-world.ts'
import { knownServicePort } from './known-service-port.ts'

const find = (ports: string, container = 'ports: [{ name: http, containerPort: 8080 }]') =>
  findingsIn(knownServicePort, service({ ports }) + workload({ container }))
const place = 'Service shop/web /spec/ports/0/targetPort'

it('accepts a name or a number that a container has', () => {
  expect(find('[{ port: 80, targetPort: http }]')).toEqual([])
  expect(find('[{ port: 80, targetPort: 8080 }]')).toEqual([])
  expect(find('[{ port: 8080 }]')).toEqual([])
})

it('refuses a name that no container has, or has for another protocol', () => {
  expect(find('[{ port: 80, targetPort: htpp }]')).toEqual([place])
  expect(find('[{ port: 80, targetPort: http, protocol: UDP }]')).toEqual([place])
})

it('warns of a number that none declares, where others are declared', () => {
  expect(find('[{ port: 80, targetPort: 8081 }]')).toEqual([`${place} warning`])
  expect(find('[{ port: 80, targetPort: 8081 }]', 'ports: []')).toEqual([])
})

it('leaves a Service without pods to another rule', () => {
  expect(findingsIn(knownServicePort, service())).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(knownServicePort, '')).toEqual([])
})
