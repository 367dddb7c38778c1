import type { ChartWorkload } from '@skyctl/model'
import type { CiliumOptions } from './component.ts'
import { hubbleMetricsPort } from './hubble-metrics.ts'

const partOf = { 'app.kubernetes.io/part-of': 'cilium' }

/** What the chart runs. Agents, Envoy and operators use the network of their node: no policy ever selects them. */
export function ciliumWorkloads(options: CiliumOptions): ChartWorkload[] {
  const { hubbleUi, relayReplicas } = options
  return [
    {
      kind: 'DaemonSet',
      name: 'cilium',
      labels: { 'k8s-app': 'cilium', 'app.kubernetes.io/name': 'cilium-agent', ...partOf },
      selector: { 'k8s-app': 'cilium' },
      serviceAccount: 'cilium',
      hostNetwork: true,
      ports: [
        { name: 'peer-service', port: 4244, protocol: 'TCP' },
        ...(options.hubbleMetrics
          ? [{ name: 'hubble-metrics', port: hubbleMetricsPort, protocol: 'TCP' } as const]
          : []),
      ],
    },
    {
      kind: 'DaemonSet',
      name: 'cilium-envoy',
      labels: {
        'k8s-app': 'cilium-envoy',
        name: 'cilium-envoy',
        'app.kubernetes.io/name': 'cilium-envoy',
        ...partOf,
      },
      selector: { 'k8s-app': 'cilium-envoy' },
      serviceAccount: 'cilium-envoy',
      hostNetwork: true,
      ports: [{ name: 'envoy-metrics', port: 9964, protocol: 'TCP' }],
    },
    {
      kind: 'Deployment',
      name: 'cilium-operator',
      labels: {
        'io.cilium/app': 'operator',
        name: 'cilium-operator',
        'app.kubernetes.io/name': 'cilium-operator',
        ...partOf,
      },
      selector: { 'io.cilium/app': 'operator', name: 'cilium-operator' },
      serviceAccount: 'cilium-operator',
      replicas: 2,
      hostNetwork: true,
      ports: [{ name: 'prometheus', port: 9963, protocol: 'TCP' }],
    },
    {
      kind: 'Deployment',
      name: 'hubble-relay',
      labels: { 'k8s-app': 'hubble-relay', 'app.kubernetes.io/name': 'hubble-relay', ...partOf },
      selector: { 'k8s-app': 'hubble-relay' },
      serviceAccount: 'hubble-relay',
      replicas: relayReplicas,
      ports: [{ name: 'grpc', port: 4245, protocol: 'TCP' }],
    },
    // The first certificates, and their renewal. The chart appends a checksum to the name of the Job.
    ...(['Job', 'CronJob'] as const).map((kind) => ({
      kind,
      name: 'hubble-generate-certs',
      labels: { 'k8s-app': 'hubble-generate-certs' },
      serviceAccount: 'hubble-generate-certs',
    })),
    ...(hubbleUi ? [hubbleUiWorkload] : []),
  ]
}

const hubbleUiWorkload: ChartWorkload = {
  kind: 'Deployment',
  name: 'hubble-ui',
  labels: { 'k8s-app': 'hubble-ui', 'app.kubernetes.io/name': 'hubble-ui', ...partOf },
  selector: { 'k8s-app': 'hubble-ui' },
  serviceAccount: 'hubble-ui',
  replicas: 1,
  ports: [
    { name: 'http', port: 8081, protocol: 'TCP' },
    { name: 'grpc', port: 8090, protocol: 'TCP' },
  ],
}
