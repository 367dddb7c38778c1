import { defineComponent } from '@skyctl/model'
import { z } from 'zod'
import { chartHosts } from './chart-hosts.ts'
import { argocdCrds } from './crds.ts'
import { applicationHealth, policyHealth } from './health-checks.ts'
import { resourceExclusions } from './resource-exclusions.ts'
import { argocdChart } from './values.ts'
import { argocdWorkloads } from './workloads.ts'

const optionsSchema = z.strictObject({
  highAvailability: z.boolean().default(false).meta({
    description:
      'Two API and repository servers and a replicated Redis on three nodes; needs three nodes.',
  }),
  dex: z
    .boolean()
    .default(false)
    .meta({ description: 'Run Dex, for a single sign-on that Argo CD cannot reach by itself.' }),
})

export type ArgocdOptions = z.output<typeof optionsSchema>

export default defineComponent({
  description: 'Applies the generated tree to its own cluster, and keeps the two equal.',
  team: 'platform',
  namespace: 'argocd',
  // Redis of the replicated variant is not verified against the restricted standard.
  podSecurity: 'baseline',
  dependsOn: ['namespaces', 'cilium'],
  options: optionsSchema,
  build: ({ environment, options }) => {
    const { highAvailability, dex } = options
    const pdb = { enabled: highAvailability, maxUnavailable: 1 }
    const replicated = { replicas: highAvailability ? 2 : 1, pdb }
    return {
      chart: argocdChart({
        release: 'argocd',
        values: {
          global: { domain: `argocd.${environment.domain}` },
          crds: { install: true, keep: true },
          configs: {
            cm: {
              'application.resourceTrackingMethod': 'annotation',
              // Webhooks tell of a commit at once; polling is the fallback, spread so that it is no burst.
              'timeout.reconciliation': '300s',
              'timeout.reconciliation.jitter': '60s',
              'resource.exclusions': resourceExclusions(),
              'resource.customizations.health.argoproj.io_Application': applicationHealth,
              'resource.customizations.health.cilium.io_CiliumNetworkPolicy': policyHealth,
              'resource.customizations.health.cilium.io_CiliumClusterwideNetworkPolicy':
                policyHealth,
            },
            params: { 'controller.diff.server.side': true },
          },
          // More controllers share clusters among them, and this one has a single cluster.
          controller: { replicas: 1 },
          server: replicated,
          repoServer: replicated,
          // Every Application is in the tree: nothing generates any.
          applicationSet: { replicas: 0 },
          notifications: { enabled: false },
          dex: { enabled: dex },
          'redis-ha': { enabled: highAvailability },
        },
      }),
      workloads: argocdWorkloads(options),
      listens: [
        {
          service: 'argocd-server',
          name: 'server',
          port: 8080,
          servicePort: 443,
          protocol: 'TCP',
          appProtocol: 'http',
          openTo: ['platform'],
        },
        {
          service: 'argocd-repo-server',
          name: 'repo-server',
          port: 8081,
          servicePort: 8081,
          protocol: 'TCP',
          appProtocol: 'grpc',
          openTo: ['platform'],
        },
        {
          service: highAvailability ? 'argocd-redis-ha-haproxy' : 'argocd-redis',
          name: 'redis',
          port: 6379,
          servicePort: 6379,
          protocol: 'TCP',
          appProtocol: 'tcp',
          openTo: ['platform'],
        },
      ],
      talksTo: [
        { to: 'kube-apiserver' },
        ...sourceHosts(environment.repository.url).map(
          (host) => ({ to: 'host', host, port: 443 }) as const,
        ),
      ],
      crds: argocdCrds,
    }
  },
})

/** Where manifests and charts come from. */
function sourceHosts(repository: string): string[] {
  const git = URL.canParse(repository) ? new URL(repository).hostname : undefined
  return [...new Set([...(git === undefined ? [] : [git]), ...chartHosts])].sort()
}
