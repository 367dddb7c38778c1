import { expect, it } from 'vitest'
import { sampleIngress, sampleWorld } from '../../testing/sample-world.ts'
import { noDuplicateRoute } from './no-duplicate-route.ts'

const findings = (...ingresses: ReturnType<typeof sampleIngress>[]) =>
  noDuplicateRoute.check(sampleWorld(ingresses)).map(({ object, message }) => [object.key, message])

it('accepts different hosts and different paths', () => {
  expect(
    findings(
      sampleIngress(),
      sampleIngress({}, { name: 'b', host: 'b.example.com' }),
      sampleIngress({}, { name: 'c', path: '/c' }),
    ),
  ).toEqual([])
})

it('refuses the second that claims a host and path', () => {
  expect(findings(sampleIngress(), sampleIngress({}, { name: 'b' }))).toEqual([
    [
      'networking.k8s.io/Ingress ns/b',
      'host shop.example.com with path / is already served by networking.k8s.io/Ingress ns/web',
    ],
  ])
})

it('has nothing to say of an empty world', () => {
  expect(findings()).toEqual([])
})
