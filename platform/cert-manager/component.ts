import {
  type ChartWorkload,
  type CrdDeclaration,
  defineComponent,
  type Listener,
} from '@skyctl/model'
import { z } from 'zod'
import { certManagerChart } from './values.ts'

const optionsSchema = z.strictObject({
  highAvailability: z
    .boolean()
    .default(false)
    .meta({ description: 'Two replicas of each part, and a budget that keeps one during drains.' }),
})

const release = 'cert-manager'

export default defineComponent({
  description: 'Certificates inside the cluster: it issues and renews those of admission webhooks.',
  team: 'platform',
  namespace: 'cert-manager',
  podSecurity: 'restricted',
  dependsOn: ['namespaces', 'cilium'],
  options: optionsSchema,
  build: ({ options, namespace }) => {
    const replicas = options.highAvailability ? 2 : 1
    const parts = {
      replicaCount: replicas,
      podDisruptionBudget: { enabled: options.highAvailability },
    }
    return {
      chartKinds: [
        { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
        { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
      ],
      chart: certManagerChart({
        release,
        values: {
          // Without `keep`, removing the Application would delete every Certificate of the cluster.
          crds: { enabled: true, keep: true },
          ...parts,
          // Leases in its own namespace: the default would need a Role in kube-system.
          global: { leaderElection: { namespace } },
          // A certificate that is removed by mistake must not take its Secret, and so its users, with it.
          enableCertificateOwnerRef: false,
          webhook: parts,
          cainjector: parts,
          // A hook that only waits for the webhook: every Application retries anyway.
          startupapicheck: { enabled: false },
        },
      }),
      workloads: [
        workload('controller', 'cert-manager', replicas, [
          { name: 'http-metrics', port: 9402, protocol: 'TCP' },
          { name: 'http-healthz', port: 9403, protocol: 'TCP' },
        ]),
        workload('cainjector', 'cainjector', replicas, [
          { name: 'http-metrics', port: 9402, protocol: 'TCP' },
        ]),
        workload('webhook', 'webhook', replicas, [
          { name: 'https', port: 10250, protocol: 'TCP' },
          { name: 'healthcheck', port: 6080, protocol: 'TCP' },
          { name: 'http-metrics', port: 9402, protocol: 'TCP' },
        ]),
      ],
      listens: [
        {
          service: 'cert-manager-webhook',
          name: 'https',
          workload: 'cert-manager-webhook',
          port: 10250,
          servicePort: 443,
          protocol: 'TCP',
          appProtocol: 'tcp',
          openTo: 'all',
        },
        metrics('cert-manager-webhook', 'metrics'),
        metrics('cert-manager', 'tcp-prometheus-servicemonitor'),
        metrics('cert-manager-cainjector', 'http-metrics'),
      ],
      talksTo: [{ to: 'kube-apiserver' }],
      crds,
    }
  },
})

/** The metrics of one part: its Service is named as its Deployment is, and each calls the same port something else. */
function metrics(service: string, name: string): Listener {
  return {
    service,
    name,
    workload: service,
    targetPort: 'http-metrics',
    port: 9402,
    servicePort: 9402,
    protocol: 'TCP',
    appProtocol: 'http',
    openTo: ['platform'],
  }
}

function workload(
  component: 'controller' | 'cainjector' | 'webhook',
  app: string,
  replicas: number,
  ports: NonNullable<ChartWorkload['ports']>,
): ChartWorkload {
  const name = component === 'controller' ? release : `${release}-${component}`
  const selector = {
    'app.kubernetes.io/name': app,
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/component': component,
  }
  return {
    kind: 'Deployment',
    name,
    labels: { app, ...selector },
    selector,
    serviceAccount: name,
    replicas,
    ports,
  }
}

const crds: readonly CrdDeclaration[] = [
  {
    group: 'cert-manager.io',
    kind: 'CertificateRequest',
    plural: 'certificaterequests',
    versions: ['v1'],
    scope: 'Namespaced',
  },
  {
    group: 'cert-manager.io',
    kind: 'Certificate',
    plural: 'certificates',
    versions: ['v1'],
    scope: 'Namespaced',
  },
  {
    group: 'cert-manager.io',
    kind: 'ClusterIssuer',
    plural: 'clusterissuers',
    versions: ['v1'],
    scope: 'Cluster',
  },
  {
    group: 'cert-manager.io',
    kind: 'Issuer',
    plural: 'issuers',
    versions: ['v1'],
    scope: 'Namespaced',
  },
  {
    group: 'acme.cert-manager.io',
    kind: 'Challenge',
    plural: 'challenges',
    versions: ['v1'],
    scope: 'Namespaced',
  },
  {
    group: 'acme.cert-manager.io',
    kind: 'Order',
    plural: 'orders',
    versions: ['v1'],
    scope: 'Namespaced',
  },
]
