import { expect, test } from 'vitest'
import { nodeLabelRule } from './node-labels.ts'
import { sampleEnvironment } from './sample-environment.ts'

const messages = (labels: readonly string[], taints: readonly string[]) =>
  nodeLabelRule(
    sampleEnvironment({
      nodeGroups: {
        general: {
          instanceTypes: ['m7i.large'],
          min: 1,
          max: 1,
          labels: Object.fromEntries(labels.map((key) => [key, 'x'])),
          taints: Object.fromEntries(taints.map((key) => [key, { effect: 'NoSchedule' as const }])),
        },
      },
    }),
  ).map(({ path, message }) => `${path.join(' ')}: ${message}`)

test('accepts keys without a domain, of the company, and labels that a node may set', () => {
  expect(
    messages(
      [
        'workload',
        'example.com/pool',
        'notkubernetes.io/x',
        'node.kubernetes.io/pool',
        'kubernetes.io/os',
      ],
      ['workload', 'node.cilium.io/agent-not-ready'],
    ),
  ).toEqual([])
})

test('rejects labels and taints in domains of Kubernetes and EKS', () => {
  expect(
    messages(
      ['kubernetes.io/role', 'node-role.kubernetes.io/worker', 'x.k8s.io/y', 'eks.amazonaws.com/z'],
      ['node.kubernetes.io/pool'],
    ),
  ).toMatchInlineSnapshot(`
    [
      "nodeGroups general labels kubernetes.io/role: a node may not give itself the label kubernetes.io/role: its domain belongs to Kubernetes or EKS, and the node group would not come up",
      "nodeGroups general labels node-role.kubernetes.io/worker: a node may not give itself the label node-role.kubernetes.io/worker: its domain belongs to Kubernetes or EKS, and the node group would not come up",
      "nodeGroups general labels x.k8s.io/y: a node may not give itself the label x.k8s.io/y: its domain belongs to Kubernetes or EKS, and the node group would not come up",
      "nodeGroups general labels eks.amazonaws.com/z: a node may not give itself the label eks.amazonaws.com/z: its domain belongs to Kubernetes or EKS, and the node group would not come up",
      "nodeGroups general taints node.kubernetes.io/pool: EKS refuses the taint node.kubernetes.io/pool: its domain belongs to Kubernetes or EKS, and the node group would not come up",
    ]
  `)
})
