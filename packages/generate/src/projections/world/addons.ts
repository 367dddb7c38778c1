import { type Manifest, manifestPath, type PlannedFile } from '@skyctl/core'
import type { Environment } from '@skyctl/model'

const selector = { 'k8s-app': 'kube-dns' }
const metadata = { name: 'coredns', namespace: 'kube-system' }

/**
 * What the add-ons of `cluster.yaml` run, for checks and policies to read: CoreDNS, which every policy for DNS is about.
 *
 * Source: the manifests of the EKS add-on coredns.
 */
const addons: readonly Manifest[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: 2,
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: { ...selector, 'eks.amazonaws.com/component': 'coredns' } },
        spec: {
          serviceAccountName: 'coredns',
          containers: [
            {
              name: 'coredns',
              ports: [
                { name: 'dns', containerPort: 53, protocol: 'UDP' },
                { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
                { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
              ],
            },
          ],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, name: 'kube-dns', labels: selector },
    spec: {
      selector,
      ports: [
        { name: 'dns', port: 53, targetPort: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, targetPort: 53, protocol: 'TCP' },
        { name: 'metrics', port: 9153, targetPort: 9153, protocol: 'TCP' },
      ],
    },
  },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
]

export function projectAddons({ name, file }: Environment): PlannedFile[] {
  return addons.map((manifest) => ({
    path: `${name}/world/coredns/${manifestPath(manifest)}`,
    owner: '_cluster',
    body: { kind: 'manifest', manifest },
    origin: file,
  }))
}
