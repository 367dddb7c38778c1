import { expect, it } from 'vitest'
import { sampleIngress, sampleWorld } from '../../testing/sample-world.ts'
import { agreeingAlbGroup } from './agreeing-alb-group.ts'

const messages = (...ingresses: ReturnType<typeof sampleIngress>[]) =>
  agreeingAlbGroup.check(sampleWorld(ingresses)).map(({ message }) => message)

it('accepts members that agree, and members that leave it to one', () => {
  expect(
    messages(
      sampleIngress({ 'group.name': 'g', 'ssl-policy': 'p' }),
      sampleIngress({ 'group.name': 'g' }, { name: 'b' }),
      sampleIngress({ 'group.name': 'g', 'ssl-policy': 'p' }, { name: 'c' }),
    ),
  ).toEqual([])
})

it('refuses a member that wants another load balancer', () => {
  expect(
    messages(
      sampleIngress({ 'group.name': 'g' }),
      sampleIngress({ 'group.name': 'g', scheme: 'internet-facing' }, { name: 'b' }),
    ),
  ).toEqual([
    "group g shares one load balancer, but scheme is 'internet-facing' here and 'internal' on networking.k8s.io/Ingress ns/web",
  ])
})

it('lets ingresses of other groups be', () => {
  expect(
    messages(
      sampleIngress({ 'group.name': 'g' }),
      sampleIngress({ 'group.name': 'h', scheme: 'internet-facing' }, { name: 'b' }),
    ),
  ).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(messages()).toEqual([])
})
