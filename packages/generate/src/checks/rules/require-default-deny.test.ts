import { expect, it } from 'vitest'
import { findingsIn, workload, yamlWorld } from '../../testing/yaml-world.ts'
import { requireDefaultDeny } from './require-default-deny.ts'

const policy = (kind: string, spec: string) => `---
apiVersion: ${kind === 'NetworkPolicy' ? 'networking.k8s.io/v1' : 'cilium.io/v2'}
kind: ${kind}
metadata: { name: deny${kind === 'CiliumClusterwideNetworkPolicy' ? '' : ', namespace: shop'} }
spec: ${spec}
`
/** Directions that are open, as the message says. */
const open = (text: string, options?: Parameters<typeof yamlWorld>[1]) =>
  requireDefaultDeny
    .check(yamlWorld(workload() + text, options))
    .map(({ message }) => /denies no (.*) by default/.exec(message)?.[1])

it.each([
  ['NetworkPolicy', '{ podSelector: {}, policyTypes: [Ingress, Egress] }'],
  [
    'NetworkPolicy',
    '{ podSelector: {}, policyTypes: [Ingress, Egress], egress: [{ ports: [{ port: 53 }] }] }',
  ],
  ['CiliumNetworkPolicy', '{ endpointSelector: {}, ingress: [{}], egress: [{}] }'],
  [
    'CiliumNetworkPolicy',
    '{ endpointSelector: {}, enableDefaultDeny: { ingress: true, egress: true }, egress: [{ toEntities: [kube-apiserver] }] }',
  ],
  ['CiliumClusterwideNetworkPolicy', '{ endpointSelector: {}, ingress: [{}], egress: [{}] }'],
  [
    'CiliumClusterwideNetworkPolicy',
    '{ endpointSelector: { matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: NotIn, values: [kube-system] }] }, ingress: [{}], egress: [{}] }',
  ],
])('accepts a %s: %s', (kind, spec) => {
  expect(open(policy(kind, spec))).toEqual([])
})

it.each([
  ['NetworkPolicy', '{ podSelector: {} }', 'egress'],
  ['NetworkPolicy', '{ podSelector: {}, policyTypes: [Ingress, Egress], egress: [{}] }', 'egress'],
  [
    'NetworkPolicy',
    '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress, Egress] }',
    'ingress and no egress',
  ],
  ['CiliumNetworkPolicy', '{ endpointSelector: {}, ingress: [{}] }', 'egress'],
  [
    'CiliumNetworkPolicy',
    '{ endpointSelector: {}, ingress: [{}], egress: [{ toEntities: [all] }] }',
    'egress',
  ],
  [
    'CiliumNetworkPolicy',
    '{ endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingress: [{}], egress: [{}] }',
    'ingress',
  ],
  [
    'CiliumClusterwideNetworkPolicy',
    '{ endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": mall } }, ingress: [{}], egress: [{}] }',
    'ingress and no egress',
  ],
  [
    'CiliumClusterwideNetworkPolicy',
    '{ endpointSelector: { matchLabels: { app: web } }, ingress: [{}], egress: [{}] }',
    'ingress and no egress',
  ],
])('refuses a %s: %s', (kind, spec, direction) => {
  expect(open(policy(kind, spec))).toEqual([direction])
})

it('names the Namespace where the tree has it, and says it once', () => {
  const namespace = '---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n'
  expect(
    findingsIn(requireDefaultDeny, workload() + workload({ name: 'api' }) + namespace),
  ).toEqual(['Namespace shop '])
})

it("leaves system namespaces, charts and the node's network alone", () => {
  const text = workload().replace('namespace: shop', 'namespace: kube-system')
  expect(findingsIn(requireDefaultDeny, text)).toEqual([])
  expect(findingsIn(requireDefaultDeny, '', { charts: workload() })).toEqual([])
  expect(findingsIn(requireDefaultDeny, workload({ spec: 'hostNetwork: true' }))).toEqual([])
})

it('waits for a policy that waits for a fact', () => {
  expect(open('', { pending: ['cilium.io/CiliumNetworkPolicy shop/deny'] })).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(requireDefaultDeny, '')).toEqual([])
})
